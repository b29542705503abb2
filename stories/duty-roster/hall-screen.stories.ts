import type { Meta } from '@storybook/web-components-vite';
import { see } from '../support/acts.ts';
import { common, type Story, screen } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Duty roster/Hall screen' };
export default meta;

export const Screen = screen('2026-11-23T09:00:00+07:00');
export const ScreenOfSeveralPlaces = screen('2026-11-26T17:45:00+07:00', true);
export const ScreenWithNobody = screen('2026-11-26T14:00:00+07:00');
export const ScreenOnADayOff = screen('2026-11-24T09:00:00+07:00');
export const ScreenOfAnOldPlan: Story = {
  ...screen('2026-12-20T09:00:00+07:00'),
  play: async ({ canvasElement }) => see(canvasElement, '.stopped'),
};
