import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { Slug } from '../src/contract/index.ts';
import { press, see, type } from './support/acts.ts';
import { capabilities, opinion, receipts } from './support/fixtures.ts';

const meta: Meta = {
  title: 'Citizen/Feedback form',
  component: 'mc-feedback-form',
  args: { kind: '' },
  render: ({ kind }) => html`<mc-feedback-form kind=${kind}><p>Mời Ông/Bà gọi 0254 385 0000.</p></mc-feedback-form>`,
};
export default meta;

type Story = StoryObj;

export const Choose: Story = {};

export const Rating: Story = { args: { kind: 'rating' } };

export const RatingMissing: Story = {
  ...Rating,
  play: async ({ canvasElement }) => {
    await see(canvasElement, '.choice');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '#summary');
  },
};

export const RatingLow: Story = {
  ...Rating,
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.choice:nth-of-type(4)');
    await see(canvasElement, '.chip');
    await press(canvasElement, '.chip');
  },
};

const rate = (answer: object | Slug): Story => ({
  ...Rating,
  parameters: { answers: { '/feedback': answer } },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '.choice');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '[part=receipt], [part=failure]');
  },
});
export const Rated = rate(receipts.rating);
export const AlreadyRated = rate('already-rated');

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

const send = (answer: object | Slug): Story => ({
  ...Opinion,
  parameters: { answers: { '/feedback': answer } },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'text', 'Xin mở thêm quầy chứng thực sáng thứ Hai.');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '[part=receipt], [part=failure]');
  },
});
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

const track = (answer: object | Slug): Story => ({
  args: { kind: 'answer' },
  parameters: { answers: { '/feedback/read': answer } },
  play: async ({ canvasElement }) => {
    await type(canvasElement, 'tracking', 'PA-7KQ2M-9XD4E');
    await press(canvasElement, 'button.primary');
    await see(canvasElement, '[part=answer], [part=failure]');
  },
});
export const AnswerEmpty: Story = { args: { kind: 'answer' } };
export const AnswerWaiting = track(opinion());
export const Answered = track(
  opinion({
    status: 'answered',
    answer: {
      at: '2026-11-23T10:00:00+07:00',
      by: 'Phường Vũng Tàu',
      text: 'Cảm ơn Ông/Bà. Từ tuần sau phường mở thêm quầy số 4 vào sáng thứ Hai.',
    },
  }),
);
export const AnswerNotFound = track('opinion-not-found');

export const BackendDown: Story = {
  parameters: { connection: 'offline' },
  play: async ({ canvasElement }) => see(canvasElement, '[part=failure]'),
};
export const NotOffered: Story = {
  args: { kind: 'rating' },
  parameters: { answers: { '/capabilities': { ...capabilities, rating: null } } },
};
