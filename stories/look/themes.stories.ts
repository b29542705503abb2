import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { press, see } from '../support/acts.ts';
import { dossier } from '../support/fixtures.ts';
import { define } from '../../src/index.ts';
import { TokenSheet } from '../support/token-sheet.ts';

/** Everything that a theme changes, and the widgets side by side in it. */
const meta: Meta = {
  title: 'Look/Themes',
  parameters: { answers: { '/dossiers/read': dossier() } },
  render: () => {
    define({ 'x-token-sheet': TokenSheet });
    return html`<x-token-sheet></x-token-sheet>
      <mc-appointment-booker></mc-appointment-booker>
      <mc-status-lookup></mc-status-lookup>
      <mc-guide-player guide="dang-ky-khai-sinh"></mc-guide-player>
      <mc-feedback-form kind="rating"></mc-feedback-form>
      <mc-duty-roster></mc-duty-roster>`;
  },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.tiled');
    await press(canvasElement, '.places .row');
    await see(canvasElement, '.time');
  },
};
export default meta;

type Story = StoryObj;
const worn = (theme: string): Story => ({ globals: { theme } });

export const Default = worn('default');
export const NationalRedAndGold = worn('national');
export const QuietBlue = worn('quiet');
export const HighContrast = worn('contrast');
export const LargeType = worn('large');
export const Dark = worn('dark');
