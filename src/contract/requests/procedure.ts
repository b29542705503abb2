import { object, optional } from 'valibot';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';
import { text } from './text.ts';

/** Inputs and errors. */
export const procedureRequests = {
  'procedure.list': {
    input: object({ agency: Id, q: optional(text(100)) }),
    errors: ['agency-not-found'],
  },
  'procedure.read': {
    input: object({ agency: Id, code: Id }),
    errors: ['agency-not-found', 'procedure-not-found'],
  },
} satisfies Requests;
