import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { playground } from '../support/playground.ts';

const meta: Meta = {
  ...playground('mc-feedback-form', {
    kind: ['', 'rating', 'opinion', 'answer'],
    draft: ['', 'off', 'session', 'device'],
    'no-title': 'flag',
  }),
  title: 'Citizen/Feedback form',
};
export default meta;

/** Every attribute of the element as a control. */
export const Playground: StoryObj = {};
