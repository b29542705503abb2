import { object } from 'valibot';
import { Day, Id } from '../schema.ts';
import type { Requests } from './request.ts';

/** Inputs and errors. */
export const slotRequests = {
  'day.list': {
    input: object({ agency: Id, service: Id, place: Id, from: Day, to: Day }),
    errors: ['agency-not-found', 'not-offered', 'service-not-found', 'place-not-found'],
  },
  'slot.list': {
    input: object({ agency: Id, service: Id, place: Id, date: Day }),
    errors: ['agency-not-found', 'not-offered', 'service-not-found', 'place-not-found'],
  },
} satisfies Requests;
