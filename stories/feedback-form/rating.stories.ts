import type { Meta } from '@storybook/web-components-vite';
import { press, see } from '../support/acts.ts';
import { capabilities, receipts } from '../support/fixtures.ts';
import { common, type Story, rate } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Feedback form/Rating' };
export default meta;

export const Choose: Story = {};
export const Rating: Story = { args: { kind: 'rating' } };
export const RatingMissing: Story = {
  ...Rating,
  play: async ({ canvasElement }) => {
    await see(canvasElement, '.choice');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '#summary');
  },
};
export const RatingLow: Story = {
  ...Rating,
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.choice:nth-of-type(4)');
    await see(canvasElement, '.chip');
    await press(canvasElement, '.chip');
  },
};
export const Rated = rate(receipts.rating);
export const AlreadyRated = rate('already-rated');
export const NotOffered: Story = {
  args: { kind: 'rating' },
  parameters: { answers: { '/capabilities': { ...capabilities, rating: null } } },
};
export const BackendDown: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
