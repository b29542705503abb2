import { object, pipe, regex } from 'valibot';
import { Id, Secret } from '../schema.ts';
import type { Requests } from './request.ts';
import { text } from './text.ts';

/** Inputs and errors. */
export const callRequests = {
  'call.create': {
    input: object({
      agency: Id,
      /** Key of the queue machine. */
      key: Secret,
      /** Letters, digits, and what stands between them. */
      number: pipe(text(12), regex(/^[\p{L}\d](?:[\p{L}\d .-]*[\p{L}\d])?$/u)),
      counter: pipe(text(40), regex(/^[\p{L}\d](?:[\p{L}\p{M}\d .,()/-]*)$/u)),
    }),
    errors: ['agency-not-found', 'not-allowed'],
  },
} satisfies Requests;
