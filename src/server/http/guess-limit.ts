import { sql } from 'kysely';
import type { dossierRead, Slug } from '../../contract/index.ts';
import { dossierKey } from '../../domain/dossier-code.ts';
import type { Db } from '../platform/database.ts';
import { Refusal } from './problem.ts';
import { proofSeconds, requireWork } from '../platform/proof-of-work.ts';
import type { Asked, Guard } from './router.ts';

/**
 * So many wrong tries at one code are free, whoever makes them and whether or not it exists. After that each try first
 * needs a proof of work, twice as much for each as many again: the 10,000 values of four digits cost more than 100 hours
 * of one PC core, and nobody is refused for what others have tried.
 */
const freeTries = 20;

/** Wrong answers leave on this grid, so that their time tells nothing of how far the look-up came. */
const gridMs = 80;

/** So many look-ups of one code run at once in this process: tries under way count, and right ones must not look like guesses. */
const atOnce = 10;

/** Wrong answers cost ever more work and leave on a grid of time, whichever system they come from. */
export const againstGuessing: Guard<typeof dossierRead> = (input, asked, answer) =>
  tried(asked, ['code', dossierKey(input.code) || input.code], 'dossier-not-found', answer);

/**
 * Answers one try at something that could be guessed.
 * @param of what is tried: a purpose, and which one
 * @param wrongly how a wrong try is refused
 */
export async function tried<T>(
  { service: { db, keys }, now, proof }: Asked,
  [purpose, value]: readonly [string, string],
  wrongly: Slug,
  answer: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const tries = keys.seal(purpose, value);
  const name = tries.toString('hex');
  const leave = await enter(name);
  let wrong = false;
  try {
    // Counted before it is looked up, so that many at once cannot all slip through.
    const seconds = proofSeconds(await countTry(db, tries, now), freeTries);
    if (seconds) await requireWork(db, keys, { purpose: `${purpose}:${name}`, seconds }, proof, now);
    return await answer();
  } catch (error) {
    wrong = error instanceof Refusal && error.slug === wrongly;
    if (wrong) await noteWrong(db, tries, now);
    throw error;
  } finally {
    if (!wrong) await giveBack(db, tries);
    leave();
    if (wrong) await untilGrid(start);
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

const noteWrong = (db: Db, key: Buffer, now: Date) =>
  db.updateTable('wrong_try').set({ last_at: now }).where('key', '=', key).execute();

const giveBack = (db: Db, key: Buffer) =>
  db
    .updateTable('wrong_try')
    .set(({ eb }) => ({ count: eb('count', '-', 1) }))
    .where('key', '=', key)
    .where('count', '>', 0)
    .execute();

const running = new Map<string, { count: number; queue: (() => void)[] }>();

/** Waits until there is room for one look-up more of a code. @returns what makes room for the next */
async function enter(name: string): Promise<() => void> {
  const state = running.get(name) ?? { count: 0, queue: [] };
  running.set(name, state);
  if (state.count >= atOnce) await new Promise<void>(resolve => state.queue.push(resolve));
  else state.count++;
  return () => {
    const next = state.queue.shift();
    if (next) next();
    else if (!--state.count) running.delete(name);
  };
}

/** Timers are a millisecond or two off, by how much depends on what went before: the last ones are waited for closely. */
async function untilGrid(start: number): Promise<void> {
  const end = start + Math.ceil((performance.now() - start) / gridMs) * gridMs;
  for (let left = gridMs; left > 0; left = end - performance.now()) {
    const wait = end - performance.now() - 3;
    await new Promise(resolve => (wait > 0 ? setTimeout(resolve, wait) : setImmediate(resolve)));
  }
}
