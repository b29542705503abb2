import { sql } from 'kysely';
import type { dossierRead, Slug } from '../../contract/index.ts';
import { dossierKey } from '../../domain/dossier-code.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import { proofSeconds, requireProofOfWork } from '../platform/proof-of-work.ts';
import type { Middleware, RequestContext } from './router.ts';

/**
 * Free wrong tries per subject, by all clients together, whether or not it exists. Further tries need a proof of work
 * that doubles for each 20: trying all 10,000 values of four digits costs more than 100 hours of one PC core, and no
 * citizen is locked out by others' tries.
 */
const usualFreeTries = 20;

/** Wrong answers are delayed to a multiple of this, so that timing does not reveal how far the lookup came. */
const gridMs = 80;

/** Concurrent lookups of one code in this process: running tries count as wrong ones until they end. */
const maxConcurrent = 10;

/** Limits guesses of a dossier's factor, also when an upstream system answers. */
export const dossierGuessLimit: Middleware<typeof dossierRead> = (input, context, answer) =>
  withGuessLimit(context, ['code', dossierKey(input.code) || input.code], 'dossier-not-found', answer);

/**
 * Runs one try at a secret that could be guessed.
 * @param subject a purpose and the value that is tried, for instance a dossier code
 * @param wrongSlug the problem of a wrong try
 * @param freeTries free wrong tries; the proof of work doubles for each as many again
 * @throws ProblemError `proof-needed` after too many wrong tries, and what `answer` throws
 */
export async function withGuessLimit<T>(
  { app: { db, secrets }, now, proof }: RequestContext,
  [purpose, value]: readonly [string, string],
  wrongSlug: Slug,
  answer: () => Promise<T>,
  freeTries = usualFreeTries,
): Promise<T> {
  const start = performance.now();
  const tries = secrets.hmac(purpose, value);
  const name = tries.toString('hex');
  const release = await acquire(name);
  let wrong = false;
  try {
    // Counted before the lookup, so that concurrent tries cannot bypass the limit.
    const seconds = proofSeconds(await countTry(db, tries, now), freeTries);
    if (seconds) await requireProofOfWork(db, secrets, { purpose: `${purpose}:${name}`, seconds }, proof, now);
    return await answer();
  } catch (error) {
    wrong = error instanceof ProblemError && error.slug === wrongSlug;
    if (wrong) await recordWrongTry(db, tries, now);
    throw error;
  } finally {
    if (!wrong) await refundTry(db, tries);
    release();
    if (wrong) await waitForGrid(start);
  }
}

/**
 * Counts one try, in a statement of its own. The count restarts a day after the last wrong try.
 * @returns the number of earlier tries
 */
async function countTry(db: Db, key: Buffer, now: Date): Promise<number> {
  const dayBefore = new Date(now.getTime() - 24 * 3600_000);
  const { rows } = await sql<{ count: number }>`
    insert into wrong_try as t (key, count, last_at) values (${key}, 1, ${now})
    on conflict (key) do update set
      count = case when t.last_at < ${dayBefore} then 1 else t.count + 1 end,
      last_at = case when t.last_at < ${dayBefore} then ${now} else t.last_at end
    returning count`.execute(db);
  return (rows[0]?.count ?? 1) - 1;
}

const recordWrongTry = (db: Db, key: Buffer, now: Date) =>
  db.updateTable('wrong_try').set({ last_at: now }).where('key', '=', key).execute();

const refundTry = (db: Db, key: Buffer) =>
  db
    .updateTable('wrong_try')
    .set(({ eb }) => ({ count: eb('count', '-', 1) }))
    .where('key', '=', key)
    .where('count', '>', 0)
    .execute();

const running = new Map<string, { count: number; queue: (() => void)[] }>();

/**
 * Waits for a free place among the concurrent lookups of a code.
 * @returns releases the place
 */
async function acquire(name: string): Promise<() => void> {
  const state = running.get(name) ?? { count: 0, queue: [] };
  running.set(name, state);
  if (state.count >= maxConcurrent) await new Promise<void>(resolve => state.queue.push(resolve));
  else state.count++;
  return () => {
    const next = state.queue.shift();
    if (next) next();
    else if (!--state.count) running.delete(name);
  };
}

/** Timers are late by one or two milliseconds: the last three are busy-waited. */
async function waitForGrid(start: number): Promise<void> {
  const end = start + Math.ceil((performance.now() - start) / gridMs) * gridMs;
  for (let left = gridMs; left > 0; left = end - performance.now()) {
    const wait = end - performance.now() - 3;
    await new Promise(resolve => (wait > 0 ? setTimeout(resolve, wait) : setImmediate(resolve)));
  }
}
