import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { playground } from '../support/playground.ts';

const meta: Meta = {
  ...playground('mc-guide-player', { guide: 'text', procedure: 'text', 'no-title': 'flag' }),
  title: 'Citizen/Guide player',
};
export default meta;

/** Every attribute of the element as a control. */
export const Playground: StoryObj = { args: { guide: 'dang-ky-khai-sinh' } };
