import { scrypt } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** A challenge as received (contract/challenge.ts); an invalid one is never solved. */
interface Challenge {
  algorithm?: unknown;
  challenge?: unknown;
  salt?: unknown;
  signature?: unknown;
  maxnumber?: unknown;
}

/** Solves a challenge; resolves with the value of the proof header. Rejects when that is impossible or aborted. */
export type Solve = (challenge: object, signal: AbortSignal) => Promise<string>;

/** Computing time per slice in ms, so that the page stays responsive. */
const sliceMs = 12;

/** A plain loop: `crypto.subtle` is missing on plain http pages, and a worker would need its own CSP source. */
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
