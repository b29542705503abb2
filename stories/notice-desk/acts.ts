import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { press, see, type } from '../support/acts.ts';

/** What the stories of this widget have in common. */
export const common: Meta = {
  component: 'mc-notice-desk',
  render: () => html`<mc-notice-desk></mc-notice-desk>`,
};

export type Story = StoryObj;

const now = '2026-11-23T09:00:00+07:00';
const words = 'Phường Vũng Tàu: Hồ sơ …0042 đã có kết quả, mời Ông/Bà đến nhận. Hỏi: 0254 385 0000.';

const notice = (nth: number, more: object = {}) => ({
  id: `0000000${nth}-0000-4000-8000-000000000000`,
  ...{ kind: 'dossier', code: `H29.132-261118-004${nth}`, phone: `091****67${nth}`, words },
  ...{ reason: 'receipt-failed', createdAt: '2026-11-23T07:40:00+07:00', callAt: null, calls: 0 },
  ...{ claimedBy: null, outcome: null, note: null },
  ...more,
});

const mine = { name: 'Trần Thị Lan', isMe: true, until: '2026-11-23T09:10:00+07:00' };

export const notices = [
  notice(1, { reason: 'call', phone: '025****000' }),
  notice(2, { claimedBy: { name: 'Lê Minh', isMe: false, until: '2026-11-23T09:06:00+07:00' } }),
  notice(3, { kind: 'appointment', code: 'A012', reason: 'unknown' }),
  notice(4, { calls: 2, outcome: 'no-answer' }),
];
export const claimed = notice(1, { reason: 'call', phone: '0254 385 1000', claimedBy: mine });

/** Answers of a backend on which an officer is signed in. */
export const answers = {
  '/notices/session': { session: 's', officer: 'Trần Thị Lan', agency: 'Phường Vũng Tàu', idleMinutes: 15, now },
  '/notices/list': { notices, more: false, counts: { open: 4, later: 1, done: 7 }, now },
  '/notices/claim': claimed,
  '/notices/release': notice(1),
  '/notices/record': notice(1, { calls: 1, outcome: 'reached' }),
  '/notices/report': {
    day: '2026-11-23',
    messages: { sent: 3, delivered: 41, waiting: 2, notSent: 6, unknown: 1 },
    calls: { reached: 7, noAnswer: 3, wrongNumber: 1, callBack: 2 },
    hours: [
      { hour: 7, messages: 12, calls: 0 },
      { hour: 8, messages: 34, calls: 9 },
      { hour: 9, messages: 7, calls: 4 },
    ],
    now,
  },
};

/** Signs in. */
export async function signIn(canvas: HTMLElement): Promise<void> {
  await type(canvas, 'code', '12345678');
  await press(canvas, 'form .primary');
}

/** A desk at which an officer is signed in. */
export const atDesk = (more: object = {}, act: (canvas: HTMLElement) => Promise<void> = async () => {}): Story => ({
  parameters: { answers: { ...answers, ...more } },
  play: async ({ canvasElement }) => {
    await signIn(canvasElement);
    await see(canvasElement, '.tabs');
    await see(canvasElement, '.rows, .rest, [part=failure]');
    await act(canvasElement);
  },
});
