import type { Meta } from '@storybook/web-components-vite';
import { press, see, type } from '../support/acts.ts';
import { appointment, sessions, slot } from '../support/fixtures.ts';
import { common, type Play, type Story, booked, story, opened, kept } from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Appointment booker/Ticket' };
export default meta;

export const Booked = story(booked);
export const AskedWhetherToCancel = story(async canvas => {
  await booked(canvas);
  await press(canvas, '#ask-cancel');
  await see(canvas, '#question');
});
export const AskedWhetherToRemove = story(async canvas => {
  await booked(canvas);
  await press(canvas, '#ask-drop');
  await see(canvas, '#question');
});
export const Cancelled = story(
  async canvas => {
    await booked(canvas);
    await press(canvas, '#ask-cancel');
    await press(canvas, 'section .primary');
    await see(canvas, '.band');
  },
  { '/appointments/cancel': appointment({ status: 'cancelled', changeable: false }) },
);
export const Moving = story(async canvas => {
  await booked(canvas);
  await press(canvas, '.actions > button');
  await see(canvas, '.time');
  await press(canvas, '.time:not([aria-disabled])');
  await press(canvas, '.bar .primary');
  await see(canvas, 's');
});
export const MovedButTheOldOneStands = opened(
  { '/appointments/read': appointment({ stillBooked: 'A007' }) },
  '[role=alert]',
);
export const OpenedByItsLink = opened({ '/appointments/read': appointment() }, 'svg.qr');
export const TooLateToChange = opened({ '/appointments/read': appointment({ changeable: false }) }, 'svg.qr');
export const CancelledByTheOffice = opened(
  {
    '/appointments/read': appointment({
      status: 'cancelled',
      changeable: false,
      reason: 'Mất điện',
      next: slot('2026-11-27', '09:20'),
    }),
  },
  '.stopped .primary',
);
const onItsDay = { now: '2026-11-26T08:05:00+07:00', changeable: false };
export const WaitsInTheHall = opened(
  { '/appointments/read': appointment({ ...onItsDay, status: 'arrived', queue: { before: 3, calling: null } }) },
  '.box.going',
);
export const IsCalled = opened(
  {
    '/appointments/read': appointment({
      ...onItsDay,
      status: 'arrived',
      queue: { before: 0, calling: { counter: '3', at: onItsDay.now } },
    }),
  },
  '.band.yours',
);
export const HasCome = opened({ '/appointments/read': appointment({ status: 'arrived', changeable: false }) }, '.band');
export const Missed = opened({ '/appointments/read': appointment({ status: 'missed', changeable: false }) }, '.band');
export const LinkOfNoAppointment = opened({ '/appointments/read': 'appointment-not-found' }, '[part=failure]');
const atFind: Play = async canvas => {
  await see(canvas, '.tiled');
  await press(canvas, 'button.link');
  await see(canvas, '#number');
};
export const FindATicket = story(atFind);
export const FindATicketWithMistakes = story(async canvas => {
  await atFind(canvas);
  await type(canvas, 'phone', '0912 34');
  await press(canvas, '.primary');
  await see(canvas, '#summary');
});
export const TicketNotFound = story(
  async canvas => {
    await atFind(canvas);
    await type(canvas, 'number', 'a12');
    await type(canvas, 'phone', '0912 345 678');
    await press(canvas, '.primary');
    await see(canvas, '[part=failure]');
  },
  { '/appointments/find': 'appointment-not-found' },
);
export const TicketOfASession = opened(
  {
    '/appointments/read': appointment({
      number: 'N007',
      slot: sessions.sessions[3]!,
      units: { unit: 'pages', count: 15 },
      turn: { from: '2026-12-17T17:30:00+07:00', to: '2026-12-17T18:00:00+07:00' },
    }),
  },
  'svg.qr',
);
export const TicketWithoutConnection: Story = {
  parameters: { device: kept(appointment()), connection: 'offline' },
  play: async ({ canvasElement }) => {
    await press(canvasElement, '#kept + ul .row');
    await see(canvasElement, '[part=ticket]');
  },
};
export const BookedInRedAndGold: Story = { ...Booked, globals: { theme: 'national' } };
