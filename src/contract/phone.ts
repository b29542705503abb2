import { maxLength, minLength, object, pipe, string, type InferOutput } from 'valibot';
import type { Operation } from './operation.ts';
import { Id, Instant } from './localized-text.ts';

export const Phone = pipe(string(), minLength(1), maxLength(20));

/** A code was sent to a phone. Since 1.8. */
export const SentCode = object({
  /** Masked by the backend. */
  phone: string(),
  /** From then on the code is of no use. */
  until: Instant,
  now: Instant,
});
export type SentCode = InferOutput<typeof SentCode>;

/**
 * Sends a code to a phone, so that nobody books with a number that is not theirs: where `booking.confirmPhone` says so. Refused
 * with `too-many-requests` when the phone has been sent enough today. Since 1.8.
 */
export const phoneCode = {
  name: 'phone.code',
  method: 'POST',
  path: '/phones/code',
  writes: true,
  input: object({ agency: Id, phone: Phone }),
  output: SentCode,
  errors: ['proof-needed', 'agency-not-found', 'not-offered'],
} satisfies Operation;

/** What stands for a phone whose holder has typed the code. Since 1.8. */
export const ConfirmedPhone = object({
  /** For `contact.confirmed` of a booking with this phone. */
  confirmed: string(),
  until: Instant,
  now: Instant,
});
export type ConfirmedPhone = InferOutput<typeof ConfirmedPhone>;

/** Takes the code that a phone was sent; a wrong one is `invalid-input` at `/code`. Since 1.8. */
export const phoneConfirm = {
  name: 'phone.confirm',
  method: 'POST',
  path: '/phones/confirm',
  input: object({ agency: Id, phone: Phone, code: pipe(string(), minLength(1), maxLength(20)) }),
  output: ConfirmedPhone,
  errors: ['proof-needed', 'agency-not-found', 'not-offered', 'not-json'],
} satisfies Operation;
