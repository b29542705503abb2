import { array, number, object, string, type InferOutput } from 'valibot';
import type { Operation } from './operation.ts';
import { Id, Instant } from './localized-text.ts';

/** The header of a write that carries the proof: base64 of JSON `{algorithm, challenge, number, salt, signature}`. */
export const proofHeader = 'Motcua-Proof';

/**
 * A small sum for a browser to do, so that flooding the desk, or guessing, costs a robot more than it is worth (in the form
 * of ALTCHA, version 1): find the number whose hash with the salt is the challenge. Each holds once, and for what it was
 * asked for.
 */
export const Challenge = object({
  /**
   * `SHA-256` of salt and number, or `SCRYPT` (RFC 7914; since 1.8): their text as the password, `motcua` as the salt, N 1024,
   * r 8, p 1, 16 bytes.
   */
  algorithm: string(),
  challenge: string(),
  /** The number is at most this. */
  maxnumber: number(),
  salt: string(),
  signature: string(),
  /** The operations of the agency that always ask for a proof. */
  operations: array(string()),
  expiresAt: Instant,
});
export type Challenge = InferOutput<typeof Challenge>;

/** Makes a challenge; `not-offered` where the agency asks for no proof. */
export const challengeRead = {
  name: 'challenge.read',
  method: 'GET',
  path: '/challenge',
  input: object({ agency: Id }),
  output: Challenge,
  errors: ['agency-not-found', 'not-offered'],
} satisfies Operation;
