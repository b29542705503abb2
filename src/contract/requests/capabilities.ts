import { object } from 'valibot';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';

/** Inputs and errors. */
export const capabilitiesRequests = {
  'capabilities.read': {
    input: object({ agency: Id }),
    errors: ['agency-not-found'],
  },
} satisfies Requests;
