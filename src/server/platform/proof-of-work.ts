import { createHmac, randomBytes, randomInt, scrypt } from 'node:crypto';
import type { Challenge } from '../../contract/index.ts';
import type { Db } from './database.ts';
import { isoInstant } from './instant.ts';
import { ProblemError } from './problem.ts';
import { safeEqual, type Secrets } from './secrets.ts';

/** A proof of work that is required before an action. */
export interface ProofRequirement {
  /** Binds the proof to one use. */
  purpose: string;
  /** Average computing time on one core of a PC. */
  seconds: number;
}

const lifetimeMs = 20 * 60_000;

/** Parameters of scrypt (RFC 7914): 1 MB of memory, so that special hardware gains little. */
const scryptParameters = { N: 1024, r: 8, p: 1 };
/** Milliseconds per hash on one core of a PC, in native code; a page needs about twice as long. */
const msPerHash = 2.2;

/** Bounds of the computing time, in seconds. */
const [shortest, longest] = [1.25, 40];

/**
 * Required computing time for one more try: 0 for the first `step` tries, doubled for each further `step`.
 * @param step number of free tries
 */
export function proofSeconds(tries: number, step: number): number {
  if (tries < step) return 0;
  return Math.min(longest, shortest * 2 ** (Math.floor(tries / step) - 1));
}

/**
 * Requires a proof of work that was not used before. A proof of less work is rejected even if it was sufficient when
 * its challenge was issued: otherwise an attacker could collect cheap challenges first.
 * @throws ProblemError `proof-needed` with a challenge
 */
export async function requireProofOfWork(
  db: Db,
  secrets: Secrets,
  requirement: ProofRequirement,
  proof: string | undefined,
  now: Date,
): Promise<void> {
  const read = await verifyProof(secrets, requirement, proof ?? '', now);
  if (read && (await consumeProof(db, secrets, read.challenge, read.expires))) return;
  throw new ProblemError('proof-needed', { challenge: await createChallenge(requirement, secrets, now) });
}

/**
 * Marks a proof as used.
 * @returns false when it was used before
 */
export async function consumeProof(db: Db, secrets: Secrets, challenge: string, expires: number): Promise<boolean> {
  const used = await db
    .insertInto('used_proof')
    .values({ key: secrets.hmac('proof', challenge), expires_at: new Date(expires) })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  return Boolean(used.numInsertedOrUpdatedRows);
}

/** On average half of the numbers up to the highest are tried. */
const maxNumber = (seconds: number): number => Math.round((2 * seconds * 1000) / msPerHash);

async function createChallenge(
  { purpose, seconds }: ProofRequirement,
  secrets: Secrets,
  now: Date,
): Promise<Challenge> {
  const expires = now.getTime() + lifetimeMs;
  const maxnumber = maxNumber(seconds);
  // The trailing `&` separates the salt from the digits of the number.
  const salt = `${randomBytes(12).toString('hex')}?expires=${expires}&for=${purposeKey(secrets, purpose)}&work=${maxnumber}&`;
  const challenge = await digest(salt, randomInt(maxnumber + 1));
  return {
    algorithm: 'SCRYPT',
    challenge,
    maxnumber,
    salt,
    signature: sign(secrets, challenge),
    operations: [],
    expiresAt: isoInstant(new Date(expires)),
  };
}

async function verifyProof(secrets: Secrets, { purpose, seconds }: ProofRequirement, proof: string, now: Date) {
  const parsed = parse(proof);
  if (!parsed) return undefined;
  const { challenge, salt, signature, number } = parsed;
  const params = new URLSearchParams(salt.slice(salt.indexOf('?') + 1));
  const [expires, work] = [Number(params.get('expires')), Number(params.get('work'))];
  const fits =
    salt.endsWith('&') &&
    params.get('for') === purposeKey(secrets, purpose) &&
    work >= maxNumber(seconds) &&
    expires > now.getTime() &&
    safeEqual(signature, sign(secrets, challenge));
  // Hashed last: the server computes only for challenges that it signed.
  return fits && (await digest(salt, number)) === challenge ? { challenge, expires } : undefined;
}

interface Proof {
  challenge: string;
  salt: string;
  signature: string;
  number: number;
}

function parse(proof: string): Proof | undefined {
  if (!proof || proof.length > 2000) return undefined;
  try {
    const { algorithm, challenge, salt, signature, number } = JSON.parse(atob(proof)) as Record<string, unknown>;
    const isText = [challenge, salt, signature].every(each => typeof each === 'string');
    if (algorithm !== 'SCRYPT' || !isText || !Number.isSafeInteger(number) || Number(number) < 0) return undefined;
    return { challenge, salt, signature, number } as Proof;
  } catch {
    return undefined;
  }
}

const digest = (salt: string, number: number): Promise<string> =>
  new Promise((resolve, reject) =>
    scrypt(`${salt}${number}`, 'motcua', 16, scryptParameters, (error, key) =>
      error ? reject(error) : resolve(key.toString('hex')),
    ),
  );

const purposeKey = (secrets: Secrets, purpose: string): string =>
  secrets.hmac('proof-for', purpose).toString('hex').slice(0, 32);

const sign = (secrets: Secrets, challenge: string): string =>
  createHmac('sha256', secrets.hmac('proof-of-work', '')).update(challenge).digest('hex');
