import { array, integer, maxLength, maxValue, minValue, number, object, optional, pipe } from 'valibot';
import { Id, Secret } from '../schema.ts';
import type { Requests } from './request.ts';
import { filledText, text } from './text.ts';

/** Inputs and errors. */
export const waitingRequests = {
  'waiting.create': {
    input: object({
      agency: Id,
      service: Id,
      slot: Id,
      units: optional(pipe(number(), integer(), minValue(1), maxValue(1000))),
      contact: object({
        name: filledText(100),
        phone: filledText(20),
        /** The value of `phone.confirm` for this phone. Since 1.8. */
        confirmed: optional(text(200)),
      }),
      consents: pipe(array(object({ purpose: Id, version: text(20) })), maxLength(10)),
    }),
    errors: [
      'proof-needed',
      'agency-not-found',
      'not-offered',
      'service-not-found',
      'slot-closed',
      'slot-free',
      'phone-unconfirmed',
      'already-booked',
      'too-many-appointments',
      'too-many-missed',
    ],
  },
  'waiting.read': {
    input: object({ agency: Id, secret: Secret }),
    errors: ['waiting-not-found', 'not-json'],
  },
  'waiting.take': {
    input: object({ agency: Id, secret: Secret }),
    errors: ['agency-not-found', 'waiting-not-found', 'hold-expired', 'not-offered', 'service-not-found'],
  },
  'waiting.leave': {
    input: object({ agency: Id, secret: Secret }),
    errors: ['agency-not-found', 'waiting-not-found'],
  },
} satisfies Requests;
