import type { Meta } from '@storybook/web-components-vite';
import { html } from 'lit';
import { press, see } from '../support/acts.ts';
import { capabilities, dossier, payment, until } from '../support/fixtures.ts';
import { common, type Story, found, stage } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Status lookup/Citizen acts' };
export default meta;

export const Supplement = found(
  dossier({
    status: 'supplement',
    deadline: 'paused',
    task: {
      kind: 'supplement',
      before: '2026-11-27T17:00:00+07:00',
      papers: [{ name: 'Giấy chứng sinh (bản chính)' }],
    },
    timeline: until('supplement', 'Bản chụp giấy chứng sinh bị mờ, không đọc được.'),
  }),
);
export const Payment = found(
  dossier({
    status: 'payment',
    deadline: 'paused',
    task: { kind: 'pay', amount: 100_000, papers: [], before: '2026-11-27T17:00:00+07:00', payment },
    timeline: until('payment'),
  }),
);
export const Transfer: Story = {
  ...Payment,
  play: async context => {
    await Payment.play?.(context);
    await press(context.canvasElement, '.actions button');
    await see(context.canvasElement, 'svg.qr');
  },
};
export const ReadyToCollect = found(
  dossier({
    status: 'resolved',
    deadline: 'early',
    finishedAt: '2026-11-20T09:40:00+07:00',
    workdaysLeft: null,
    task: { kind: 'collect', papers: [] },
    timeline: until('resolved'),
  }),
);
/** A backend that shows the stage by the code alone; the page sets the code. */
export const OpenStage: Story = {
  render: () => html`<mc-status-lookup code="H29.132-261118-0042"></mc-status-lookup>`,
  parameters: {
    answers: {
      '/capabilities': { ...capabilities, lookup: { privacy: 'open', factors: ['phoneLast4'] } },
      '/dossiers/read': stage,
    },
  },
  play: async ({ canvasElement }) => see(canvasElement, '#result, [part=failure]'),
};
export const NotSent = found(
  dossier({ status: 'draft', deadline: 'none', dueAt: null, receivedAt: null, workdaysLeft: null, timeline: [] }),
);
export const SupplementInTheDark: Story = { ...Supplement, globals: { theme: 'dark' } };
