import { object, optional } from 'valibot';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';
import { text } from './text.ts';

/** Inputs and errors. */
export const guideRequests = {
  'guide.list': {
    input: object({
      agency: Id,
      q: optional(text(100)),
      procedure: optional(Id),
      after: optional(Id),
    }),
    errors: ['agency-not-found', 'guide-not-found'],
  },
  'guide.read': {
    input: object({ agency: Id, guide: Id }),
    errors: ['agency-not-found', 'guide-not-found'],
  },
} satisfies Requests;
