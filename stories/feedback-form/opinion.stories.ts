import type { Meta } from '@storybook/web-components-vite';
import { press, see, type } from '../support/acts.ts';
import { capabilities, receipts } from '../support/fixtures.ts';
import { common, type Story, send } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Feedback form/Opinion' };
export default meta;

export const Opinion: Story = { args: { kind: 'opinion' } };
export const OpinionMissing: Story = {
  ...Opinion,
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'phone', '0123456789');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '#summary');
  },
};
export const OpinionTooLong: Story = {
  ...Opinion,
  play: async ({ canvasElement }) => type(canvasElement, 'text', 'Quầy số 2 cần thêm ghế. '.repeat(43)),
};
export const FormalComplaint: Story = {
  ...Opinion,
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'text', 'Tôi muốn khiếu nại về việc cấp giấy chứng nhận.');
    await see(canvasElement, '[part=formal] strong');
  },
};
export const Received = send(receipts.opinion);
export const TooMany = send('too-many-requests');
export const ServerFails = send('not-offered');
/** Sent without an answer: it may or may not have arrived. */
export const UnknownOutcome: Story = {
  ...Opinion,
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'text', 'Xin mở thêm quầy chứng thực sáng thứ Hai.');
    const portal = canvasElement.querySelector('mc-portal') as unknown as { fetch: typeof fetch };
    portal.fetch = async input => {
      const path = new URL(new Request(input).url).pathname;
      if (path.endsWith('/capabilities'))
        return new Response(JSON.stringify(capabilities), { headers: { 'Content-Type': 'application/json' } });
      throw new TypeError('Failed to fetch');
    };
    await see(canvasElement, '#text');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '[part=failure]');
  },
};
