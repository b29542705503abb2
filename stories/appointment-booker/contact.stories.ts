import type { Meta } from '@storybook/web-components-vite';
import { press, see, type } from '../support/acts.ts';
import { helpSessions, hold, service, sessions, slot } from '../support/fixtures.ts';
import {
  common,
  atContact,
  contactGiven,
  atCheck,
  story,
  confirming,
  atCode,
  codeGiven,
  twoWays,
  atSessionContact,
} from './acts.ts';

const meta: Meta = { ...common, title: 'Citizen/Appointment booker/Contact' };
export default meta;

export const Contact = story(atContact);
export const ContactWithMistakes = story(async canvas => {
  await atContact(canvas);
  await type(canvas, 'phone', '0123 456 7890');
  await press(canvas, 'button.primary');
  await see(canvas, '#summary');
});
export const SomebodyWasFaster = story(atCheck, {
  '/holds': {
    refused: 'slot-taken',
    alternatives: [
      slot('2026-11-26', '08:40'),
      slot('2026-11-26', '09:20'),
      slot('2026-11-26', '08:20', 1, '26506.2'),
      slot('2026-11-26', '10:40'),
      slot('2026-11-27', '08:20'),
    ],
  },
});
export const PlaceHasClosed = story(atCheck, { '/holds': { refused: 'slot-closed', alternatives: [] } });
export const TooManyAppointments = story(atCheck, { '/holds': 'too-many-appointments' });
export const ConfirmPhone = story(atCode, confirming());
export const WrongCode = story(
  async canvas => {
    await codeGiven(canvas);
    await see(canvas, '#code-error');
  },
  confirming({ '/phones/confirm': 'invalid-input' }),
);
export const NoMoreCodesToday = story(
  async canvas => {
    await atCode(canvas);
    await see(canvas, '[part=failure]');
  },
  confirming({ '/phones/code': 'too-many-requests' }),
);
export const NothingIsHeldBefore = story(
  async canvas => {
    await contactGiven(canvas);
    await see(canvas, 'dl ~ .box');
  },
  { '/holds': { ...hold(), firm: false } },
);
export const SessionFilledUp = story(
  async canvas => {
    await atSessionContact(canvas);
    await type(canvas, 'name', 'Nguyễn Thị Lan');
    await type(canvas, 'phone', '0912 345 678');
    await press(canvas, '#consent-appointment');
    await press(canvas, 'button.primary');
    await see(canvas, '[part=lost]');
  },
  { ...twoWays, '/holds': { refused: 'slot-taken', alternatives: [sessions.sessions[5]!] } },
);
export const NoPhoneNeeded = story(
  async canvas => {
    await press(canvas, '.tiled');
    await see(canvas, '.rows .row:not(.off) .number');
    await press(canvas, '.rows .row:not(.off)');
    await see(canvas, '#birthYear');
    await press(canvas, 'button.primary');
    await see(canvas, '#summary');
  },
  {
    '/services/chung-thuc-ban-sao': { ...service, places: [], ways: ['session'] },
    '/services/chung-thuc-ban-sao/sessions': helpSessions,
  },
);
