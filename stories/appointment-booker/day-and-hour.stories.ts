import type { Meta } from '@storybook/web-components-vite';
import { press, see } from '../support/acts.ts';
import { days, service, sessions, slot, slots } from '../support/fixtures.ts';
import { common, atTime, story, twoWays, atSessions } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Appointment booker/Day and hour' };
export default meta;

export const ChooseTime = story(atTime);
export const ChooseTimeByWeek = story(async canvas => {
  await atTime(canvas);
  await press(canvas, '.switch button');
  await see(canvas, '.week .time');
});
export const ChooseTimeByMonth = story(async canvas => {
  await atTime(canvas);
  await press(canvas, '.switch button:last-child');
  await see(canvas, 'table[part=grid] ~ *, .time');
});
export const EarlierOrLater = story(async canvas => {
  await atTime(canvas);
  await see(canvas, '.time');
  await press(canvas, '.soon button');
  await see(canvas, '.bar .link');
});
export const DayWithManyTimes = story(atTime, {
  '/services/chung-thuc-ban-sao/slots': {
    ...slots,
    slots: Array.from({ length: 60 }, (_, i) => {
      const minute = 450 + i * 5;
      const two = (value: number) => String(value).padStart(2, '0');
      return slot('2026-11-26', `${two(Math.floor(minute / 60))}:${two(minute % 60)}`, i % 7 ? 1 : 0);
    }),
  },
});
export const NothingFree = story(atTime, {
  '/services/chung-thuc-ban-sao/days': {
    ...days(({ state }) => (state === 'open' ? { state: 'full', left: 0 } : {})),
    first: null,
  },
});
export const DaysDoNotCome = story(atTime, { '/services/chung-thuc-ban-sao/days': 'internal' });
export const NoTimeChosen = story(async canvas => {
  await atTime(canvas);
  await see(canvas, '.time');
  await press(canvas, '.bar .primary');
  await see(canvas, '#time-error');
});
export const OnePlaceOnly = story(
  async canvas => {
    await press(canvas, '.tiled');
    await see(canvas, '.time');
  },
  { '/services/chung-thuc-ban-sao': { ...service, places: service.places.slice(0, 1) } },
);
export const ChooseSession = story(atSessions, twoWays);
export const SessionWithTooLittleLeft = story(async canvas => {
  await atSessions(canvas);
  for (let i = 0; i < 4; i++) await press(canvas, '.amount button:last-child');
}, twoWays);
export const NoSessionsSoon = story(
  async canvas => {
    await press(canvas, '.tiled');
    await press(canvas, '.ways li:nth-child(2) .row');
  },
  { ...twoWays, '/services/chung-thuc-ban-sao/sessions': { ...sessions, sessions: [], patterns: [] } },
);
export const SessionsDoNotCome = story(
  async canvas => {
    await press(canvas, '.tiled');
    await press(canvas, '.ways li:nth-child(2) .row');
    await see(canvas, '[part=failure]');
  },
  { ...twoWays, '/services/chung-thuc-ban-sao/sessions': 'internal' },
);
