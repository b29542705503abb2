import { object, optional } from 'valibot';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';
import { text } from './text.ts';

/** Inputs and errors. */
export const capabilitiesRequests = {
  'capabilities.read': {
    input: object({
      agency: Id,
      /** Version of the widgets, for the office to know what its pages carry. Since 1.9. */
      version: optional(text(40)),
      /** The minute of a repeated question: caches answer it once a minute. Ignored. Since 1.9. */
      minute: optional(text(20)),
    }),
    errors: ['agency-not-found'],
  },
} satisfies Requests;
