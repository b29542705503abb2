import type { Meta } from '@storybook/web-components-vite';
import { choose } from '../support/acts.ts';
import { common, at, points } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Duty roster/Support points' };
export default meta;

export const SupportPoints = at('2026-11-23T09:00:00+07:00', points);
export const SupportPointsWithAPrinter = at('2026-11-23T09:00:00+07:00', async canvas => {
  await points(canvas);
  await choose(canvas, 'need', 'printer');
});
