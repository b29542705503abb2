import type { Meta } from '@storybook/web-components-vite';
import { see, type } from '../support/acts.ts';
import { common, story, province, atAgencies } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Appointment booker/Agency' };
export default meta;

export const ChooseWard = story(atAgencies, province);
export const ChooseWardByItsFormerName = story(async canvas => {
  await atAgencies(canvas);
  await type(canvas, 'search', 'phuong 7');
}, province);
export const NoWardOfThisName = story(async canvas => {
  await atAgencies(canvas);
  await type(canvas, 'search', 'xyz');
}, province);
export const NoWardTakesBookings = story(async canvas => see(canvas, '.empty'), {
  ...province,
  '/agencies': { agencies: [] },
});
export const WardsDoNotCome = story(async canvas => see(canvas, '[part=failure]'), {
  ...province,
  '/agencies': 'internal',
});
