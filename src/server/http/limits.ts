import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { Refusal } from './problem.ts';

/** So many of something within so many seconds. */
export interface Limit {
  most: number;
  seconds: number;
}

/**
 * Counts one more under a key and refuses when there were too many. The counts are in the database, so several
 * processes share them, and hold nothing but an HMAC and a number.
 */
export async function count(db: Db, key: Buffer, { most, seconds }: Limit, now: Date): Promise<void> {
  const { bucket, left } = window(seconds, now);
  const { rows } = await sql<{ count: number }>`
    insert into attempt (key, bucket, count) values (${key}, ${bucket}, 1)
    on conflict (key, bucket) do update set count = attempt.count + 1 returning count`.execute(db);
  if ((rows[0]?.count ?? 0) > most) throw new Refusal('too-many-requests', { retryAfter: left });
}

/** Takes one back that was counted and need not have been. */
export async function uncount(db: Db, key: Buffer, { seconds }: Limit, now: Date): Promise<void> {
  await db
    .updateTable('attempt')
    .set(({ eb }) => ({ count: eb('count', '-', 1) }))
    .where('key', '=', key)
    .where('bucket', '=', window(seconds, now).bucket)
    .execute();
}

function window(seconds: number, now: Date): { bucket: Date; left: number } {
  const start = Math.floor(now.getTime() / 1000 / seconds) * seconds;
  return { bucket: new Date(start * 1000), left: Math.max(1, Math.ceil(start + seconds - now.getTime() / 1000)) };
}
