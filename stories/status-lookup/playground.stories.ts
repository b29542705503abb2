import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { playground } from '../support/playground.ts';

const meta: Meta = {
  ...playground('mc-status-lookup', { code: 'text', 'no-title': 'flag' }),
  title: 'Citizen/Status lookup',
};
export default meta;

/** Every attribute of the element as a control. */
export const Playground: StoryObj = {};
