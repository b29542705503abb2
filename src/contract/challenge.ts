import type { Operation } from './operation.ts';
import { array, type InferOutput, Instant, number, object, string } from './schema.ts';

/** Header of a write with a proof of work: base64 of JSON `{algorithm, challenge, number, salt, signature}`. */
export const proofHeader = 'Motcua-Proof';

/**
 * A proof-of-work challenge (ALTCHA, version 1) against flooding and guessing: find the number whose hash with the
 * salt is the challenge. A solution is valid once, for one purpose.
 */
export const Challenge = object({
  /**
   * `SHA-256` of salt and number, or `SCRYPT` (RFC 7914; since 1.8): their text as the password, `motcua` as the salt, N 1024,
   * r 8, p 1, 16 bytes.
   */
  algorithm: string(),
  challenge: string(),
  /** Upper bound of the number. */
  maxnumber: number(),
  salt: string(),
  signature: string(),
  /** Operations of the agency that always require a proof. */
  operations: array(string()),
  expiresAt: Instant,
});
export type Challenge = InferOutput<typeof Challenge>;

/** Creates a challenge; `not-offered` where the agency requires no proof. */
export const challengeRead = {
  name: 'challenge.read',
  method: 'GET',
  path: '/challenge',
  output: Challenge,
} as const satisfies Operation;
