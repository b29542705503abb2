import { sql } from 'kysely';
import type { dossierRead, Slug } from '../../contract/index.ts';
import { dossierKey } from '../../domain/dossier-code.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import { proofSeconds, requireProofOfWork } from '../platform/proof-of-work.ts';
import type { Middleware, RequestContext } from './router.ts';

/**
 * So many wrong tries at one code are free, whoever makes them and whether or not it exists. After that each try first
 * needs a proof of work, twice as much for each as many again: the 10,000 values of four digits cost more than 100 hours
 * of one PC core, and nobody is refused for what others have tried.
 */
const freeTries = 20;

/** Wrong answers leave on this grid, so that their time tells nothing of how far the look-up came. */
const gridMs = 80;

/** So many look-ups of one code run at once in this process: tries under way count, and right ones must not look like guesses. */
const maxConcurrent = 10;

/** Wrong answers cost ever more work and leave on a grid of time, whichever system they come from. */
export const dossierGuessLimit: Middleware<typeof dossierRead> = (input, context, answer) =>
  withGuessLimit(context, ['code', dossierKey(input.code) || input.code], 'dossier-not-found', answer);

/**
 * Answers one try at something that could be guessed.
 * @param of what is tried: a purpose, and which one
 * @param wrongSlug how a wrong try is refused
 */
export async function withGuessLimit<T>(
  { app: { db, secrets }, now, proof }: RequestContext,
  [purpose, value]: readonly [string, string],
  wrongSlug: Slug,
  answer: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const tries = secrets.hmac(purpose, value);
  const name = tries.toString('hex');
  const release = await acquire(name);
  let wrong = false;
  try {
    // Counted before it is looked up, so that many at once cannot all slip through.
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

/** Counts one try more in a statement of its own; after a day without a wrong one, anew. @returns how many were before */
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

/** Waits until there is room for one look-up more of a code. @returns what makes room for the next */
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

/** Timers are a millisecond or two off, by how much depends on what went before: the last ones are waited for closely. */
async function waitForGrid(start: number): Promise<void> {
  const end = start + Math.ceil((performance.now() - start) / gridMs) * gridMs;
  for (let left = gridMs; left > 0; left = end - performance.now()) {
    const wait = end - performance.now() - 3;
    await new Promise(resolve => (wait > 0 ? setTimeout(resolve, wait) : setImmediate(resolve)));
  }
}
