import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { press, see } from '../support/acts.ts';
import { oneHall, roster } from '../support/duty-fixtures.ts';
import type { Answers } from '../support/page.ts';

/** What the stories of this widget have in common. */
export const common: Meta = {
  component: 'mc-duty-roster',
  render: () => html`<mc-duty-roster>${fallback}</mc-duty-roster>`,
};

export const fallback = html`<p>Mời Ông/Bà gọi 0254 385 0000.</p>`;

export type Story = StoryObj;

export type Play = (canvas: HTMLElement) => Promise<void>;

export const path = '/agencies/26506/duties';

export const shown: Play = async canvas => see(canvas, '.place');

export const story = (answers: Answers = {}, play: Play = shown): Story => ({
  parameters: { answers },
  play: async ({ canvasElement }) => play(canvasElement),
});

export const at = (now: string, play?: Play) => story({ [path]: roster(now) }, play);

export const screen = (now: string, several = false): Story => ({
  ...story({ [path]: several ? roster(now) : oneHall(now) }, async canvas => see(canvas, '.columns')),
  render: () => html`<mc-duty-roster layout="tv">${fallback}</mc-duty-roster>`,
});

export const points: Play = async canvas => {
  await shown(canvas);
  await press(canvas, '.ways button');
  await see(canvas, '.points');
};
