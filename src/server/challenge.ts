import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';
import type { Challenge } from '../contract/index.ts';
import type { Tx } from './database.ts';
import { Refusal } from './http/problem.ts';
import { isoInstant } from './instant.ts';
import type { Keys } from './keys.ts';
import { agencyChain, settingsOf, type AgencySettings } from './settings.ts';

type Settings = NonNullable<AgencySettings['challenge']>;

const lifetime = 20 * 60_000;

export async function challengeOf({ operations, work }: Settings, keys: Keys, now: Date): Promise<Challenge> {
  const expires = new Date(now.getTime() + lifetime);
  const made = await createChallenge({ algorithm: 'SHA-256', hmacKey: secret(keys), maxnumber: work, expires });
  const { algorithm, challenge, salt, signature } = made;
  return { algorithm, challenge, salt, signature, maxnumber: work, operations, expiresAt: isoInstant(expires) };
}

/** Refuses a write that has to prove its work and does not, or with a proof that was used before. */
export async function requireProof(
  tx: Tx,
  keys: Keys,
  write: { operation: string; agency: string; proof: string | undefined; now: Date },
): Promise<void> {
  const { operation, agency, proof, now } = write;
  const { challenge } = settingsOf(await agencyChain(tx, agency));
  if (!challenge?.operations.includes(operation)) return;
  const proven = await readProof(proof ?? '', secret(keys));
  if (!proven || proven.expires < now.getTime()) throw new Refusal('proof-needed');
  const used = await tx
    .insertInto('used_proof')
    .values({ key: keys.seal('proof', proven.challenge), expires_at: new Date(proven.expires) })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  if (!used.numInsertedOrUpdatedRows) throw new Refusal('proof-needed');
}

/** Which challenge a proof answers, however it is spelt, and until when it holds, in ms; nothing when it is none. */
async function readProof(proof: string, hmacKey: string): Promise<{ challenge: string; expires: number } | undefined> {
  try {
    // Our clock decides, not the library's.
    if (!proof || !(await verifySolution(proof, hmacKey, false))) return undefined;
    const { challenge } = JSON.parse(atob(proof)) as { challenge: string };
    return { challenge, expires: Number(extractParams(proof)['expires']) * 1000 || 0 };
  } catch {
    return undefined;
  }
}

const secret = (keys: Keys): string => keys.seal('challenge', '').toString('hex');
