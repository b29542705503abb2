import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { playground } from '../support/playground.ts';
import { answers } from './acts.ts';

const meta: Meta = {
  ...playground('mc-notice-desk', { 'no-title': 'flag' }),
  title: 'Officer/Notice desk',
};
export default meta;

/** Every attribute of the element as a control; any eight digits sign in. */
export const Playground: StoryObj = { parameters: { answers } };
