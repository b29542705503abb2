import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** A challenge as the backend gives it (contract/challenge.ts); what is wrong in it is never solved. */
interface Challenge {
  algorithm?: unknown;
  challenge?: unknown;
  salt?: unknown;
  signature?: unknown;
  maxnumber?: unknown;
}

/** Does the sum of a challenge; resolves with the header that proves it. Rejects when it cannot be done, or is not wanted any more. */
export type Solve = (challenge: object, signal: AbortSignal) => Promise<string>;

/** The page stays quick: so long, in ms, the sum is done at a stretch. */
const sliceMs = 12;

/** Own loop: `crypto.subtle` is not there on plain http pages, and a worker needs a line in the page's policy. */
export const proof: Solve = async (requested, signal) => {
  const { algorithm, challenge, salt, signature, maxnumber } = requested as Challenge;
  const digest = digests[String(algorithm)];
  if (!digest || typeof salt !== 'string') throw new Error('algorithm');
  let rested = performance.now();
  for (let number = 0; number <= Number(maxnumber); number++) {
    if (hex(digest(salt + number)) === challenge)
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    if (performance.now() - rested > sliceMs) {
      await new Promise(resolve => setTimeout(resolve));
      if (signal.aborted) break;
      rested = performance.now();
    }
  }
  throw new Error('no number');
};

const digests: Record<string, (text: string) => Uint8Array> = {
  'SHA-256': text => sha256(new TextEncoder().encode(text)),
  SCRYPT: text => scrypt(text, 'motcua', { N: 1024, r: 8, p: 1, dkLen: 16 }),
};

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16);
  return text;
}
