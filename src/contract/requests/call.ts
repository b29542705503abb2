import { object } from 'valibot';
import { Id, Secret } from '../schema.ts';
import type { Requests } from './request.ts';
import { filledText } from './text.ts';

/** Inputs and errors. */
export const callRequests = {
  'call.create': {
    input: object({
      agency: Id,
      /** Key of the queue machine. */
      key: Secret,
      number: filledText(12),
      counter: filledText(40),
    }),
    errors: ['not-allowed'],
  },
} satisfies Requests;
