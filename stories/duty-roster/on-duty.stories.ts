import type { Meta } from '@storybook/web-components-vite';
import { press } from '../support/acts.ts';
import { roster } from '../support/duty-fixtures.ts';
import { common, path, shown, story, at } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Duty roster/On duty' };
export default meta;

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
