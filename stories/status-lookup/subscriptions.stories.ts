import type { Meta } from '@storybook/web-components-vite';
import type { Slug } from '../../src/contract/index.ts';
import { press, see, type } from '../support/acts.ts';
import { capabilities, dossier } from '../support/fixtures.ts';
import { common, type Story } from './acts.ts';
import { lookUp } from '../support/acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Status lookup/Subscriptions' };
export default meta;

const now = '2026-11-23T09:00:00+07:00';
const notices = {
  channels: ['sms', 'call'],
  purposes: [
    {
      id: 'notices',
      version: '2026-11',
      text: {
        vi: 'Tôi đồng ý để cơ quan dùng số điện thoại này báo tin về hồ sơ này.',
        en: 'I agree that the office uses this phone number to tell me about this dossier.',
      },
    },
  ],
};
const told = [
  { phone: '091****001', channel: 'sms', events: ['task', 'result', 'progress'], stop: 's1' },
  { phone: '025****000', channel: 'call', events: ['result'], stop: 's2' },
] as const;

/** A looked-up dossier whose subscriptions are open. */
const opened = (subscriptions: readonly object[], answers: Record<string, unknown | Slug> = {}): Story => {
  const made = { phone: '098****321', channel: 'sms', events: ['task', 'result'], stop: 's3' };
  let isMade = false;
  return {
    parameters: {
      answers: {
        '/capabilities': () => {
          isMade = false;
          return { ...capabilities, notices };
        },
        '/dossiers/read': () => ({
          ...{ ...dossier(), subscriptionTicket: 't' },
          subscriptions: isMade ? [...subscriptions, made] : subscriptions,
        }),
        '/phones/code': { phone: '098****321', until: now, now },
        '/phones/confirm': { confirmed: 'c', until: now, now },
        '/subscriptions': () => {
          isMade = true;
          return { ...made, now };
        },
        '/subscriptions/stop': { now },
        ...answers,
      },
    },
    play: async ({ canvasElement }) => {
      await lookUp(canvasElement);
      await press(canvasElement, '#subscriptions');
      await see(canvasElement, '#subscribe');
    },
  };
};

/** Types a phone and consents. */
const typed = (story: Story): Story => ({
  ...story,
  play: async context => {
    const { canvasElement } = context;
    await story.play?.(context);
    await type(canvasElement, 'phone', '0987 654 321');
    await press(canvasElement, '#consent-notices');
    await press(canvasElement, 'form .primary');
  },
});

export const NobodyYet = opened([]);
export const Told = opened(told);
export const SomethingMissing: Story = {
  ...NobodyYet,
  play: async context => {
    await NobodyYet.play?.(context);
    await press(context.canvasElement, 'form .primary');
    await see(context.canvasElement, '#summary');
  },
};
export const CodeWasSent: Story = {
  ...typed(NobodyYet),
  play: async context => {
    await typed(NobodyYet).play?.(context);
    await see(context.canvasElement, '#code');
  },
};
export const Subscribed: Story = {
  ...NobodyYet,
  play: async context => {
    await typed(NobodyYet).play?.(context);
    await type(context.canvasElement, 'code', '482913');
    await press(context.canvasElement, 'form .primary');
    await see(context.canvasElement, '.rows');
  },
};
const refusing = opened([], { '/subscriptions': 'too-many-requests' });
export const TooMany: Story = {
  ...refusing,
  play: async context => {
    await typed(refusing).play?.(context);
    await type(context.canvasElement, 'code', '482913');
    await press(context.canvasElement, 'form .primary');
    await see(context.canvasElement, '[part=failure]');
  },
};
