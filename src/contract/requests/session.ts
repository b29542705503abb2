import { object, optional, picklist } from 'valibot';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';

/** Inputs and errors. */
export const sessionRequests = {
  'session.list': {
    input: object({
      agency: Id,
      service: Id,
      place: optional(Id),
      /** `home` reads half days of home visits instead. Since 1.5. */
      way: optional(picklist(['session', 'home'])),
    }),
    errors: ['agency-not-found', 'not-offered', 'service-not-found'],
  },
} satisfies Requests;
