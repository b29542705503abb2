import { scryptSync } from 'node:crypto';
import type { Challenge } from '../../src/contract/index.ts';

/** Solves a challenge as the contract describes; the header with the proof. */
export function solved({ algorithm, challenge, salt, signature, maxnumber }: Challenge): string {
  for (let number = 0; number <= maxnumber; number++) {
    const key = scryptSync(`${salt}${number}`, 'motcua', 16, { N: 1024, r: 8, p: 1 });
    if (key.toString('hex') === challenge)
      return Buffer.from(JSON.stringify({ algorithm, challenge, number, salt, signature })).toString('base64');
  }
  throw new Error('no number');
}
