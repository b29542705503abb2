import { maxLength, minLength, object, pipe, string, type InferOutput } from 'valibot';
import type { Operation } from './operation.ts';
import { Id, Instant } from './localized-text.ts';

export const Phone = pipe(string(), minLength(1), maxLength(20));

/** A confirmation code that was sent. Since 1.8. */
export const SentCode = object({
  /** Masked by the backend. */
  phone: string(),
  /** Expiry of the code. */
  until: Instant,
  now: Instant,
});
export type SentCode = InferOutput<typeof SentCode>;

/**
 * Sends a confirmation code to a phone, where `booking.confirmPhone` is set. `too-many-requests` when the phone has
 * received too many messages today. Since 1.8.
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

/** Proof that the holder of a phone entered its code. Since 1.8. */
export const ConfirmedPhone = object({
  /** The value for `contact.confirmed` of a booking. */
  confirmed: string(),
  until: Instant,
  now: Instant,
});
export type ConfirmedPhone = InferOutput<typeof ConfirmedPhone>;

/** Verifies the code that a phone was sent; a wrong one is `invalid-input` at `/code`. Since 1.8. */
export const phoneConfirm = {
  name: 'phone.confirm',
  method: 'POST',
  path: '/phones/confirm',
  input: object({ agency: Id, phone: Phone, code: pipe(string(), minLength(1), maxLength(20)) }),
  output: ConfirmedPhone,
  errors: ['proof-needed', 'agency-not-found', 'not-offered', 'not-json'],
} satisfies Operation;
