import { object, optional } from 'valibot';
import { Day, Id } from '../schema.ts';
import type { Requests } from './request.ts';
import { text } from './text.ts';

/** Inputs and errors. */
export const agencyRequests = {
  'agency.list': {
    input: object({
      parent: optional(Id),
      q: optional(text(100)),
      /** Only agencies that take bookings, among this one and all below it. Since 1.7. */
      booking: optional(Id),
      /** With `booking`: only those that take bookings for this service or procedure code. Since 1.7. */
      service: optional(Id),
    }),
    errors: [],
  },
  'agency.read': {
    input: object({ agency: Id }),
    errors: ['agency-not-found'],
  },
  'calendar.read': {
    input: object({ agency: Id, from: Day, to: Day }),
    errors: ['agency-not-found'],
  },
} satisfies Requests;
