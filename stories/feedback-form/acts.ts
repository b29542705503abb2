import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Slug } from '../../src/contract/index.ts';
import { press, see, type } from '../support/acts.ts';

/** What the stories of this widget have in common. */
export const common: Meta = {
  component: 'mc-feedback-form',
  args: { kind: '' },
  render: ({ kind }) => html`<mc-feedback-form kind=${kind}><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-feedback-form>`,
};

export type Story = StoryObj;

export const rate = (answer: object | Slug): Story => ({
  args: { kind: 'rating' },
  parameters: { answers: { '/feedback': answer } },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.choice');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '[part=receipt], [part=failure]');
  },
});

export const send = (answer: object | Slug): Story => ({
  args: { kind: 'opinion' },
  parameters: { answers: { '/feedback': answer } },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'text', 'Xin mở thêm quầy chứng thực sáng thứ Hai.');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '[part=receipt], [part=failure]');
  },
});

export const track = (answer: object | Slug): Story => ({
  args: { kind: 'answer' },
  parameters: { answers: { '/feedback/read': answer } },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'tracking', 'PA-7KQ2M-9XD4E');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '[part=answer], [part=failure]');
  },
});
