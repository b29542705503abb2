import type { Meta } from '@storybook/web-components-vite';
import { see, type } from '../support/acts.ts';
import { appointment, capabilities, waiting } from '../support/fixtures.ts';
import { common, type Story, atPlace, story, twoWays, atWays, kept, offer, visited } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Appointment booker/Service and way' };
export default meta;

export const ChooseService = story(async canvas => see(canvas, '.row'));
export const NothingFound = story(
  async canvas => {
    await see(canvas, '.empty');
    await type(canvas, 'search', 'hộ chiếu');
    await see(canvas, '.empty button');
  },
  { '/services': { services: [] } },
);
export const ChooseWay = story(atWays, twoWays);
export const ChoosePlace = story(atPlace);
export const ChoosePlaceOrHome = story(atPlace, visited);
export const TicketsOfThisDevice: Story = {
  parameters: { device: kept(appointment(), waiting()), answers: { '/waiting/read': waiting() } },
  play: async ({ canvasElement }) => see(canvasElement, '#kept'),
};
export const PlaceIsKeptForThisDevice: Story = {
  parameters: { device: kept(appointment(), waiting()), answers: { '/waiting/read': offer } },
  play: async ({ canvasElement }) => see(canvasElement, '.box.yours button.primary'),
};
export const BackendDown: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const NotOffered: Story = { parameters: { answers: { '/capabilities': { ...capabilities, booking: null } } } };
