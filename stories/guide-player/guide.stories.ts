import type { Meta } from '@storybook/web-components-vite';
import { press, see, type } from '../support/acts.ts';
import { common, type Story, story, opened } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Guide player/Guide' };
export default meta;

export const Opened = opened({});
export const LeftHalfWay: Story = {
  ...opened({}),
  parameters: { device: { 'guides:26506': { guides: { 'dang-ky-khai-sinh': { at: 34, day: 99_999 } } } } },
};
export const SlowOrMeteredLine: Story = {
  ...opened({}),
  parameters: { saveData: true },
};
export const NoFilmForThisDevice = opened({ sources: [{ url: 'x', type: 'video/x-unknown', bytes: 1 }] });
export const NoPapers = opened({ papers: [] });
export const AllPapersReady = story(async canvas => {
  await see(canvas, '.papers');
  await press(canvas, '#paper-0');
  await press(canvas, '#paper-1');
  await see(canvas, '.papers .done');
});
export const LongTitle = opened({ title: { vi: `Hướng dẫn ${'rất dài '.repeat(36)}` } });
export const ProcedureHasChanged = opened({
  outdated: { reason: 'procedure-changed', since: '2027-01-01', instead: 'chung-thuc-ban-sao' },
});
export const ProcedureWasReplaced = opened({ outdated: { reason: 'procedure-replaced', since: null, instead: null } });
export const Expired = opened({ outdated: { reason: 'expired', since: '2026-10-31', instead: null } });
export const Searched = story(async canvas => {
  await see(canvas, '.chapters');
  await type(canvas, 'find', 'giay chung');
  await see(canvas, 'mark');
});
export const NothingSaidOfIt = story(async canvas => {
  await see(canvas, '.chapters');
  await type(canvas, 'find', 'nha dat');
  await see(canvas, '.field + .hint');
});
export const WhichStepIsUnclear = story(async canvas => {
  await see(canvas, '.helped');
  await press(canvas, '.helped button:last-of-type');
  await see(canvas, '.helped .link');
});
export const DidNotHelp = story(
  async canvas => {
    await see(canvas, '.helped');
    await press(canvas, '.helped button:last-of-type');
    await press(canvas, '.helped button:nth-of-type(2)');
    await see(canvas, '.helped .done');
  },
  { '/feedback': { kind: 'guide', receivedAt: '2026-11-23T14:10:00+07:00', code: null, answerBy: null } },
);
