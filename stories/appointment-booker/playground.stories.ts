import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { playground } from '../support/playground.ts';

const meta: Meta = {
  ...playground('mc-appointment-booker', {
    service: 'text',
    place: 'text',
    way: ['', 'time', 'session', 'home'],
    'no-title': 'flag',
  }),
  title: 'Citizen/Appointment booker',
};
export default meta;

/** Every attribute of the element as a control. */
export const Playground: StoryObj = {};
