import { object, optional } from 'valibot';
import { Day, Id } from '../schema.ts';
import type { Requests } from './request.ts';

/** Inputs and errors. */
export const dutyRequests = {
  'duty.list': {
    input: object({ agency: Id, place: optional(Id), from: optional(Day), to: optional(Day) }),
    errors: ['agency-not-found', 'not-offered'],
  },
} satisfies Requests;
