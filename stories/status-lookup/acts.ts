import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Dossier, Slug } from '../../src/contract/index.ts';
import { lookUp } from '../support/acts.ts';
import { dossier } from '../support/fixtures.ts';

/** What the stories of this widget have in common. */
export const common: Meta = {
  component: 'mc-status-lookup',
  render: () => html`<mc-status-lookup><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-status-lookup>`,
};

export type Story = StoryObj;

export const found = (answer: Dossier): Story => ({
  parameters: { answers: { '/dossiers/read': answer } },
  play: async ({ canvasElement }) => lookUp(canvasElement),
});

export const refused = (slug: Slug): Story => ({
  parameters: { answers: { '/dossiers/read': slug } },
  play: async ({ canvasElement }) => lookUp(canvasElement),
});

export const stage = dossier({
  detail: 'stage',
  more: true,
  procedure: null,
  applicant: null,
  timeline: [],
  status: 'supplement',
  deadline: 'paused',
  task: { kind: 'supplement', before: '2026-11-27T17:00:00+07:00', papers: [] },
});
