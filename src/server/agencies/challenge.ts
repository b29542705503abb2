import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';
import type { Challenge } from '../../contract/index.ts';
import type { Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { ProblemError } from '../platform/problem.ts';
import { consumeProof } from '../platform/proof-of-work.ts';
import type { Secrets } from '../platform/secrets.ts';
import { agencyChain, effectiveSettings } from './chain.ts';
import { type AgencySettings } from './settings.ts';

type Settings = NonNullable<AgencySettings['challenge']>;

const lifetimeMs = 20 * 60_000;

/** Creates an ALTCHA challenge. It is valid for 20 minutes, for one agency: another may require more work. */
export async function createAltchaChallenge(
  { operations, work }: Settings,
  agency: string,
  secrets: Secrets,
  now: Date,
): Promise<Challenge> {
  const expires = new Date(now.getTime() + lifetimeMs);
  const made = await createChallenge({
    algorithm: 'SHA-256',
    hmacKey: hmacKey(secrets),
    maxnumber: work,
    expires,
    params: { agency, work: String(work) },
  });
  const { algorithm, challenge, salt, signature } = made;
  return { algorithm, challenge, salt, signature, maxnumber: work, operations, expiresAt: isoInstant(expires) };
}

/**
 * Requires an unused ALTCHA proof where the agency demands one for the operation.
 * @throws ProblemError `proof-needed` with a challenge
 */
export async function requireAltchaProof(
  tx: Tx,
  secrets: Secrets,
  write: { operation: string; agency: string; proof: string | undefined; now: Date },
): Promise<void> {
  const { operation, agency, proof, now } = write;
  const { challenge } = effectiveSettings(await agencyChain(tx, agency));
  if (!challenge?.operations.includes(operation)) return;
  const verified = await verifyAltchaProof(proof ?? '', hmacKey(secrets));
  const fits =
    verified && verified.expires >= now.getTime() && verified.agency === agency && verified.work >= challenge.work;
  if (!fits || !(await consumeProof(tx, secrets, verified.challenge, verified.expires)))
    throw new ProblemError('proof-needed', { challenge: await createAltchaChallenge(challenge, agency, secrets, now) });
}

interface VerifiedProof {
  challenge: string;
  /** In ms since 1970. */
  expires: number;
  agency: string | undefined;
  work: number;
}

/** Verifies the signature of a proof and reads its parameters; undefined when it is invalid. */
async function verifyAltchaProof(proof: string, hmacKey: string): Promise<VerifiedProof | undefined> {
  try {
    // Expiry is checked against the server's own clock.
    if (!proof || !(await verifySolution(proof, hmacKey, false))) return undefined;
    const { challenge } = JSON.parse(atob(proof)) as { challenge: string };
    const { expires, agency, work } = extractParams(proof);
    return { challenge, expires: Number(expires) * 1000 || 0, agency, work: Number(work) || 0 };
  } catch {
    return undefined;
  }
}

const hmacKey = (secrets: Secrets): string => secrets.hmac('challenge', '').toString('hex');
