import { sql } from 'kysely';
import type { Db, Tx } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import { SealedWrite } from '../platform/sealed-write.ts';
import type { Secrets } from '../platform/secrets.ts';

/** How long answers are kept: a citizen may come back after the weekend. */
const retentionMs = 7 * 24 * 3600_000;

interface Write {
  db: Db;
  secrets: Secrets;
  /** Name of the operation: keys are separate for each. */
  scope: string;
  key: string | undefined;
  body: string;
  now: Date;
}

/**
 * Runs a write once per key. The answer is stored in the transaction of the effect, so that a crash leaves both or
 * neither; a repeated key gets the stored answer. A concurrent request with the same key waits up to 4 s (IETF
 * draft-ietf-httpapi-idempotency-key-header).
 * @throws ProblemError `idempotency-key-missing`, `idempotency-key-reused` for another body,
 * `idempotency-in-progress`
 */
export async function idempotent<T>(
  write: Write,
  work: (tx: Tx) => Promise<T>,
): Promise<{ answer: T; replayed: boolean }> {
  const { db, scope, now } = write;
  const sealed = sealedOf(write);
  const { row: key } = sealed;
  const hash = sealed.hashBody(write.body);

  try {
    return await db.transaction().execute(async tx => {
      await sql`set local lock_timeout = '4s'`.execute(tx);
      const claimed = await tx
        .insertInto('idempotency')
        .values({ scope, key, body_hash: hash, expires_at: new Date(now.getTime() + retentionMs) })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirst();

      if (!claimed.numInsertedOrUpdatedRows) {
        const stored = await tx
          .selectFrom('idempotency')
          .select(['body_hash', 'sealed'])
          .where('scope', '=', scope)
          .where('key', '=', key)
          .executeTakeFirstOrThrow();
        if (!hash.equals(stored.body_hash)) throw new ProblemError('idempotency-key-reused');
        // An upstream system had the write, and no map names it any more.
        if (!stored.sealed) throw new ProblemError('outcome-unknown');
        return { answer: sealed.open(stored.sealed) as T, replayed: true };
      }

      const answer = await work(tx);
      await tx
        .updateTable('idempotency')
        .set({ sealed: sealed.seal(answer) })
        .where('scope', '=', scope)
        .where('key', '=', key)
        .execute();
      return { answer, replayed: false };
    });
  } catch (error) {
    if ((error as { code?: string }).code === '55P03')
      throw new ProblemError('idempotency-in-progress', { retryAfter: 2 });
    throw error;
  }
}

/** Longer than any upstream call may take: a claim that is older belongs to a dead process. */
const maxWorkMs = 90_000;

/**
 * Runs a write of an upstream system once per key, outside a transaction. The key is claimed before and the answer
 * stored after. When the answer is lost or the process dies meanwhile, the key stays `outcome-unknown`: the write is
 * not repeated.
 * @param work must throw ProblemError `outcome-unknown` when the write may have happened
 */
export async function idempotentExternal<T>(
  write: Write,
  work: () => Promise<T>,
): Promise<{ answer: T; replayed: boolean }> {
  const { db, scope, now } = write;
  const sealed = sealedOf(write);
  const { row: key } = sealed;
  const hash = sealed.hashBody(write.body);
  const row = () => db.updateTable('idempotency').where('scope', '=', scope).where('key', '=', key);
  const claimed = await db
    .insertInto('idempotency')
    .values({
      scope,
      key,
      body_hash: hash,
      expires_at: new Date(now.getTime() + retentionMs),
      state: 'claimed',
      claimed_at: now,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();

  if (!claimed.numInsertedOrUpdatedRows) {
    const stored = await db
      .selectFrom('idempotency')
      .selectAll()
      .where('scope', '=', scope)
      .where('key', '=', key)
      .executeTakeFirst();
    if (!stored) throw new ProblemError('idempotency-in-progress', { retryAfter: 1 });
    if (!hash.equals(stored.body_hash)) throw new ProblemError('idempotency-key-reused');
    if (stored.state === 'done') return { answer: sealed.open(stored.sealed!) as T, replayed: true };
    const lost = stored.state === 'unknown' || now.getTime() - (stored.claimed_at?.getTime() ?? 0) > maxWorkMs;
    throw lost ? new ProblemError('outcome-unknown') : new ProblemError('idempotency-in-progress', { retryAfter: 2 });
  }

  let answer: T;
  try {
    answer = await work();
  } catch (error) {
    if (error instanceof ProblemError && error.slug === 'outcome-unknown')
      await row().set({ state: 'unknown' }).execute();
    else await db.deleteFrom('idempotency').where('scope', '=', scope).where('key', '=', key).execute();
    throw error;
  }
  await row()
    .set({ state: 'done', sealed: sealed.seal(answer) })
    .execute();
  return { answer, replayed: false };
}

/** @throws ProblemError `idempotency-key-missing` */
function sealedOf({ secrets, scope, key }: Write): SealedWrite {
  if (!key || !/^[\w-]{16,64}$/.test(key)) throw new ProblemError('idempotency-key-missing');
  return new SealedWrite(secrets, scope, key);
}
