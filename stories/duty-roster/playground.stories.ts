import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { playground } from '../support/playground.ts';

const meta: Meta = {
  ...playground('mc-duty-roster', {
    place: 'text',
    view: ['', 'duty', 'points'],
    layout: ['', 'tv'],
    'no-title': 'flag',
  }),
  title: 'Citizen/Duty roster',
};
export default meta;

/** Every attribute of the element as a control. */
export const Playground: StoryObj = {};
