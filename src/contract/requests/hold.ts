import { integer, maxValue, minValue, number, object, optional, pipe } from 'valibot';
import { Id, Secret } from '../schema.ts';
import type { Requests } from './request.ts';
import { filledText } from './text.ts';

/** Inputs and errors. */
export const holdRequests = {
  'hold.create': {
    input: object({
      agency: Id,
      service: Id,
      slot: Id,
      /** For the limit per phone. Required, except for sessions with `needsPhone: false` (since 1.4). */
      phone: optional(filledText(20)),
      /** Units of a session's capacity; 1 by default. Since 1.4. */
      units: optional(pipe(number(), integer(), minValue(1), maxValue(1000))),
      /** An earlier hold to replace. */
      instead: optional(Secret),
    }),
    errors: [
      'proof-needed',
      'agency-not-found',
      'not-offered',
      'service-not-found',
      'slot-taken',
      'slot-closed',
      'already-booked',
      'too-many-appointments',
      'too-many-missed',
    ],
  },
  'hold.extend': {
    input: object({ agency: Id, token: Secret }),
    errors: ['agency-not-found', 'not-offered', 'service-not-found', 'hold-expired'],
  },
  'hold.release': {
    input: object({ agency: Id, token: Secret }),
    errors: ['agency-not-found'],
  },
} satisfies Requests;
