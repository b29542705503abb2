import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Guide } from '../../src/contract/index.ts';
import { press, see } from '../support/acts.ts';
import { guide } from '../support/guide-fixtures.ts';
import type { Answers } from '../support/page.ts';

/** What the stories of this widget have in common. */
export const common: Meta = {
  component: 'mc-guide-player',
  render: ({ guide = 'dang-ky-khai-sinh' }) =>
    html`<mc-guide-player guide=${guide}><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-guide-player>`,
};

export type Story = StoryObj;

export type Play = (canvas: HTMLElement) => Promise<void>;

export const story = (play: Play, answers: Answers = {}): Story => ({
  parameters: { answers },
  play: async ({ canvasElement }) => play(canvasElement),
});

export const list = (play: Play, answers: Answers = {}): Story => ({
  ...story(play, answers),
  render: () => html`<mc-guide-player><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-guide-player>`,
});

export const opened = (change: Partial<Guide>, play: Play = async canvas => see(canvas, '.chapters')): Story =>
  story(play, { '/guides/dang-ky-khai-sinh': guide(change) });

/** Pauses the video at its third sentence. */
export const playing: Play = async canvas => {
  await see(canvas, '.chapters');
  await press(canvas, '.chapters li:first-child .sentence:nth-of-type(3)');
  await see(canvas, '.sentence[aria-current]');
  canvas.querySelector('mc-guide-player')?.shadowRoot?.querySelector('video')?.pause();
};

export const set = async (canvas: HTMLElement, id: string, value: string) => {
  const select = canvas.querySelector('mc-guide-player')?.shadowRoot?.querySelector<HTMLSelectElement>(`#${id}`);
  if (!select) throw new Error(`no ${id}`);
  select.value = value;
  select.dispatchEvent(new Event('change'));
};
