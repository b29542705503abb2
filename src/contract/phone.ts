import type { Operation } from './operation.ts';
import { type InferOutput, Instant, object, string } from './schema.ts';

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
  output: SentCode,
} as const satisfies Operation;

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
  output: ConfirmedPhone,
} as const satisfies Operation;
