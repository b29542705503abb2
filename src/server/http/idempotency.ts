import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../database.ts';
import { Refusal } from './problem.ts';

/** Long enough for a citizen who comes back after the weekend. */
const kept = 7 * 24 * 3600_000;

interface Write {
  db: Db;
  /** The operation's name: the same key elsewhere is another key. */
  scope: string;
  key: string | undefined;
  body: string;
  now: Date;
}

/**
 * Does a write once per key. The record of the answer is stored in the same transaction as the effect, so that a
 * server killed at any moment has both or neither; a repeated key gets the stored answer.
 * A second request with a key that is just being worked on waits for the first, and is told to come back if that
 * takes too long (IETF draft-ietf-httpapi-idempotency-key-header).
 */
export async function once<T>(write: Write, work: (tx: Tx) => Promise<T>): Promise<{ answer: T; replayed: boolean }> {
  const { db, scope, key, body, now } = write;
  if (!key || !/^[\w-]{16,64}$/.test(key)) throw new Refusal('idempotency-key-missing');
  const hash = createHash('sha256').update(body).digest();

  try {
    return await db.transaction().execute(async tx => {
      await sql`set local lock_timeout = '4s'`.execute(tx);
      const claimed = await tx
        .insertInto('idempotency')
        .values({ scope, key, body_hash: hash, answer: 'null', expires_at: new Date(now.getTime() + kept) })
        .onConflict(conflict => conflict.doNothing())
        .executeTakeFirst();

      if (!claimed.numInsertedOrUpdatedRows) {
        const stored = await tx
          .selectFrom('idempotency')
          .select(['body_hash', 'answer'])
          .where('scope', '=', scope)
          .where('key', '=', key)
          .executeTakeFirstOrThrow();
        if (!hash.equals(stored.body_hash)) throw new Refusal('idempotency-key-reused');
        return { answer: stored.answer as T, replayed: true };
      }

      const answer = await work(tx);
      await tx
        .updateTable('idempotency')
        .set({ answer: JSON.stringify(answer) })
        .where('scope', '=', scope)
        .where('key', '=', key)
        .execute();
      return { answer, replayed: false };
    });
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') throw new Refusal('idempotency-in-progress', { retryAfter: 2 });
    throw error;
  }
}
