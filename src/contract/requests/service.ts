import { object, optional } from 'valibot';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';
import { text } from './text.ts';

/** Inputs and errors. */
export const serviceRequests = {
  'service.list': {
    input: object({
      agency: Id,
      q: optional(text(100)),
      /** Modes that the client supports, separated by commas; `time` by default. Since 1.4. */
      ways: optional(text(40)),
    }),
    errors: ['agency-not-found', 'not-offered'],
  },
  'service.read': {
    input: object({ agency: Id, service: Id }),
    errors: ['agency-not-found', 'not-offered', 'service-not-found'],
  },
} satisfies Requests;
