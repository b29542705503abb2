import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { Supplement } from '../status-lookup/citizen-acts.stories.ts';
import { lookUp } from '../support/acts.ts';

/** Own branding: what a portal sets in its style sheet. The toolbar has the themes. */
const meta: Meta = {
  title: 'Look/Own branding',
  args: { accent: '#0c5a30', onAccent: '#ffffff', radius: 4, card: 6, font: 'Georgia, serif' },
  argTypes: {
    accent: { control: 'color', description: '--mc-color-accent' },
    onAccent: { control: 'color', description: '--mc-color-on-accent' },
    radius: { control: { type: 'range', min: 0, max: 26 }, description: '--mc-radius, px' },
    card: { control: { type: 'range', min: 0, max: 26 }, description: '--mc-radius-card, px' },
    font: { control: 'text', description: '--mc-font' },
  },
  parameters: { ...Supplement.parameters },
  render: ({ accent, onAccent, radius, card, font }) =>
    html`<style>
        .branded {
          --mc-color-accent: ${accent};
          --mc-color-on-accent: ${onAccent};
          --mc-radius: ${radius}px;
          --mc-radius-card: ${card}px;
          --mc-font: ${font};
        }
      </style>
      <div class="branded"><mc-status-lookup></mc-status-lookup></div>`,
  play: async ({ canvasElement }) => lookUp(canvasElement),
};
export default meta;

export const OwnBranding: StoryObj = {};
