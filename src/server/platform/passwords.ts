import { hash, verify } from '@node-rs/argon2';
import { ProblemError } from './problem.ts';

/** Argon2id with 19 MiB, two passes and one lane: the least that OWASP's Password Storage Cheat Sheet recommends. */
const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** Length of a password, in characters. */
export const passwordLength = { min: 10, max: 200 };

/** Passwords hashed at once; others wait, so that sign-ins do not take all threads and memory. */
const maxConcurrent = 2;
/** More waiting sign-ins are an attack. */
const maxWaiting = 40;

/** The stored form of a password: Argon2id in the PHC string format. */
export const hashPassword = (password: string): Promise<string> => queued(() => hash(password.normalize('NFC'), cost));

/** Whether a password is the stored one. Without a stored one it takes as long and is false. */
export async function verifyPassword(password: string, stored: string | null | undefined): Promise<boolean> {
  if (password.length > passwordLength.max) return false;
  return queued(async () => {
    const isRight = await verify(stored ?? (await hashForUnknown()), password.normalize('NFC'));
    return isRight && Boolean(stored);
  });
}

let unknownAccountHash: Promise<string> | undefined;
/** A hash of the same cost, for accounts that do not exist. */
const hashForUnknown = () => (unknownAccountHash ??= hash('', cost));

let running = 0;
const waiting: (() => void)[] = [];

async function queued<T>(work: () => Promise<T>): Promise<T> {
  if (running >= maxConcurrent) {
    if (waiting.length >= maxWaiting) throw new ProblemError('unavailable', { retryAfter: 5 });
    await new Promise<void>(resolve => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}
