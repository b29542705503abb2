import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { choose, press, see } from './support/acts.ts';
import { oneHall, roster } from './support/duty-fixtures.ts';
import type { Answers } from './support/page.ts';

const fallback = html`<p>Mời Ông/Bà gọi 0254 385 0000.</p>`;

const meta: Meta = {
  title: 'Citizen/Duty roster',
  component: 'mc-duty-roster',
  render: () => html`<mc-duty-roster>${fallback}</mc-duty-roster>`,
};
export default meta;

type Story = StoryObj;
type Play = (canvas: HTMLElement) => Promise<void>;
const path = '/agencies/26506/duties';
const shown: Play = async canvas => see(canvas, '.place');

const story = (answers: Answers = {}, play: Play = shown): Story => ({
  parameters: { answers },
  play: async ({ canvasElement }) => play(canvasElement),
});
const at = (now: string, play?: Play) => story({ [path]: roster(now) }, play);
const screen = (now: string, several = false): Story => ({
  ...story({ [path]: several ? roster(now) : oneHall(now) }, async canvas => see(canvas, '.columns')),
  render: () => html`<mc-duty-roster layout="tv">${fallback}</mc-duty-roster>`,
});
const points: Play = async canvas => {
  await shown(canvas);
  await press(canvas, '.ways button');
  await see(canvas, '.points');
};

export const OnDuty = at('2026-11-23T09:00:00+07:00');
export const WeekOpened = at('2026-11-23T09:00:00+07:00', async canvas => {
  await shown(canvas);
  await press(canvas, 'summary');
});
export const BetweenTurns = at('2026-11-23T12:00:00+07:00');
export const TwoPlaces = at('2026-11-26T08:00:00+07:00');
export const NobodyAnyMore = at('2026-11-26T14:00:00+07:00');
export const NobodyToday = story({ [path]: roster('2026-11-28T09:00:00+07:00', { duties: [] }) });
export const DayOff = at('2026-11-24T09:00:00+07:00');
export const ClosedAtNight = at('2026-11-25T21:00:00+07:00');
export const SessionGoingOn = at('2026-11-26T18:00:00+07:00');
export const SupportPoints = at('2026-11-23T09:00:00+07:00', points);
export const SupportPointsWithAPrinter = at('2026-11-23T09:00:00+07:00', async canvas => {
  await points(canvas);
  await choose(canvas, 'need', 'printer');
});
export const PlanRunOut = story({ [path]: roster('2026-12-20T09:00:00+07:00') }, async canvas =>
  see(canvas, '.stopped'),
);
export const Pending: Story = { parameters: { connection: 'slow' } };
export const NotOffered = story({ [path]: 'not-offered' }, async canvas => see(canvas, '[part=call]'));
export const Offline: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const Refusing: Story = {
  parameters: { connection: 'refusing' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const Screen = screen('2026-11-23T09:00:00+07:00');
export const ScreenOfSeveralPlaces = screen('2026-11-26T17:45:00+07:00', true);
export const ScreenWithNobody = screen('2026-11-26T14:00:00+07:00');
export const ScreenOnADayOff = screen('2026-11-24T09:00:00+07:00');
export const ScreenOfAnOldPlan: Story = {
  ...screen('2026-12-20T09:00:00+07:00'),
  play: async ({ canvasElement }) => see(canvasElement, '.stopped'),
};
