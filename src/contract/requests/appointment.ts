import { array, integer, maxLength, maxValue, minValue, number, object, optional, pipe } from 'valibot';
import { Id, Secret } from '../schema.ts';
import { HomeVisit } from './home.ts';
import type { Requests } from './request.ts';
import { filledText, text } from './text.ts';

/** Inputs and errors. */
export const appointmentRequests = {
  'appointment.create': {
    input: object({
      agency: Id,
      hold: Secret,
      contact: object({
        name: filledText(100),
        /** Required, except for sessions with `needsPhone: false` (since 1.4). */
        phone: optional(filledText(20)),
        /** Required without a phone, to identify the citizen. Since 1.4. */
        birthYear: optional(pipe(number(), integer(), minValue(1900), maxValue(2200))),
        email: optional(text(254)),
        /** The value of `phone.confirm` for this phone. Since 1.8. */
        confirmed: optional(text(200)),
      }),
      /** Required for a home visit. Since 1.5. */
      home: optional(HomeVisit),
      /** Code of the dossier that the citizen comes for. */
      dossier: optional(text(64)),
      /** Consents: the purpose, and the version of the text that was shown. */
      consents: pipe(array(object({ purpose: Id, version: text(20) })), maxLength(10)),
    }),
    errors: [
      'agency-not-found',
      'not-offered',
      'hold-expired',
      'slot-closed',
      'already-booked',
      'visit-already-booked',
      'too-many-appointments',
      'too-many-missed',
      'phone-unconfirmed',
    ],
  },
  'appointment.read': {
    input: object({ agency: Id, secret: Secret }),
    errors: ['appointment-not-found', 'not-json'],
  },
  'appointment.find': {
    input: object({
      agency: Id,
      /** Ticket number, as the citizen typed it: `A012`, `a 12`. */
      number: filledText(20),
      phone: filledText(20),
    }),
    errors: ['proof-needed', 'agency-not-found', 'not-offered', 'appointment-not-found', 'not-json'],
  },
  'appointment.move': {
    input: object({ agency: Id, secret: Secret, slot: Id }),
    errors: [
      'agency-not-found',
      'appointment-not-found',
      'appointment-fixed',
      'slot-taken',
      'slot-closed',
      'already-booked',
      'service-not-found',
      'not-offered',
    ],
  },
  'appointment.cancel': {
    input: object({ agency: Id, secret: Secret }),
    errors: ['agency-not-found', 'appointment-not-found', 'appointment-fixed'],
  },
} satisfies Requests;
