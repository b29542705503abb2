import type { Meta } from '@storybook/web-components-vite';
import { see } from '../support/acts.ts';
import { common, type Story, story } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Guide player/Not shown' };
export default meta;

export const NotFound = story(async canvas => see(canvas, '[part=failure]'), {
  '/guides/dang-ky-khai-sinh': 'guide-not-found',
});
export const Slow: Story = {
  parameters: { connection: 'slow' },
  play: async ({ canvasElement }) => see(canvasElement, '.skeleton'),
};
export const Offline: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
