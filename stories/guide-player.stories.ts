import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Guide } from '../src/contract/index.ts';
import { press, see, type } from './support/acts.ts';
import { guide, guides, manyGuides } from './support/guide-fixtures.ts';
import type { Answers } from './support/page.ts';

const meta: Meta = {
  title: 'Citizen/Guide player',
  component: 'mc-guide-player',
  render: ({ guide = 'dang-ky-khai-sinh' }) =>
    html`<mc-guide-player guide=${guide}><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-guide-player>`,
};
export default meta;

type Story = StoryObj;
type Play = (canvas: HTMLElement) => Promise<void>;

const story = (play: Play, answers: Answers = {}): Story => ({
  parameters: { answers },
  play: async ({ canvasElement }) => play(canvasElement),
});
const list = (play: Play, answers: Answers = {}): Story => ({
  ...story(play, answers),
  render: () => html`<mc-guide-player><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-guide-player>`,
});
const opened = (change: Partial<Guide>, play: Play = async canvas => see(canvas, '.chapters')): Story =>
  story(play, { '/guides/dang-ky-khai-sinh': guide(change) });

/** Pauses the video at its third sentence. */
const playing: Play = async canvas => {
  await see(canvas, '.chapters');
  await press(canvas, '.chapters li:first-child .sentence:nth-of-type(3)');
  await see(canvas, '.sentence[aria-current]');
  canvas.querySelector('mc-guide-player')?.shadowRoot?.querySelector('video')?.pause();
};
const set = async (canvas: HTMLElement, id: string, value: string) => {
  const select = canvas.querySelector('mc-guide-player')?.shadowRoot?.querySelector<HTMLSelectElement>(`#${id}`);
  if (!select) throw new Error(`no ${id}`);
  select.value = value;
  select.dispatchEvent(new Event('change'));
};

export const Choose = list(async canvas => see(canvas, '.row'));
export const NothingFound = list(async canvas => see(canvas, '[role=search] + p'), {
  '/guides': { guides: [], total: 0 },
});
export const FiveHundred = list(async canvas => see(canvas, '.row'), { '/guides': manyGuides });
export const NoList = list(async canvas => see(canvas, '[part=failure]'), { '/guides': 'unavailable' });
export const Opened = opened({});
export const Playing = story(playing);
export const CaptionsInThePicture = story(async canvas => {
  await playing(canvas);
  await press(canvas, 'summary');
  await set(canvas, 'caption-place', 'bottom');
  await set(canvas, 'caption-size', '2');
});
export const VeryLargeCaptions = story(async canvas => {
  await playing(canvas);
  await set(canvas, 'caption-size', '2');
});
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
export const AllPapersReady = story(async canvas => {
  await see(canvas, '.papers');
  await press(canvas, '#paper-0');
  await press(canvas, '#paper-1');
  await see(canvas, '.papers .done');
});
export const LeftHalfWay: Story = {
  ...opened({}),
  parameters: { device: { 'guides:26506': { guides: { 'dang-ky-khai-sinh': { at: 34, day: 99_999 } } } } },
};
export const SlowOrMeteredLine: Story = {
  ...opened({}),
  parameters: { saveData: true },
};
export const NoFilmForThisDevice = opened({ sources: [{ url: 'x', type: 'video/x-unknown', bytes: 1 }] });
export const FilmIsMissing = opened(
  { sources: [{ url: 'none.webm', type: 'video/webm', bytes: 1_200_000 }] },
  async canvas => {
    await see(canvas, '.play');
    await press(canvas, '.play');
    await see(canvas, '[part=failure]');
  },
);
export const CaptionsAreMissing = opened(
  { captions: [{ lang: 'vi', url: new URL('none.vtt', location.href).href }] },
  async canvas => {
    await see(canvas, '.play');
    await press(canvas, '.play');
    await see(canvas, 'video + .hint');
  },
);
export const ProcedureHasChanged = opened({
  outdated: { reason: 'procedure-changed', since: '2027-01-01', instead: 'chung-thuc-ban-sao' },
});
export const ProcedureWasReplaced = opened({ outdated: { reason: 'procedure-replaced', since: null, instead: null } });
export const Expired = opened({ outdated: { reason: 'expired', since: '2026-10-31', instead: null } });
export const NoPapers = opened({ papers: [] });
export const LongTitle = opened({ title: { vi: `Hướng dẫn ${'rất dài '.repeat(36)}` } });
export const NotFound = story(async canvas => see(canvas, '[part=failure]'), {
  '/guides/dang-ky-khai-sinh': 'guide-not-found',
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
export const Slow: Story = {
  parameters: { connection: 'slow' },
  play: async ({ canvasElement }) => see(canvasElement, '.skeleton'),
};
export const Offline: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const English: Story = { ...story(playing), globals: { language: 'en' } };
export const Guides = {
  ...list(async canvas => see(canvas, '.row'), { '/guides': guides }),
  globals: { language: 'en' },
};
