import { object } from 'valibot';
import { Id } from '../schema.ts';
import type { Requests } from './request.ts';
import { filledText } from './text.ts';

/** A phone number as typed. */
export const Phone = filledText(20);

/** Inputs and errors. */
export const phoneRequests = {
  'phone.code': {
    input: object({ agency: Id, phone: Phone }),
    errors: ['proof-needed', 'agency-not-found', 'not-offered'],
  },
  'phone.confirm': {
    input: object({ agency: Id, phone: Phone, code: filledText(20) }),
    errors: ['proof-needed', 'agency-not-found', 'not-offered', 'not-json'],
  },
} satisfies Requests;
