import { type Kysely, sql } from 'kysely';

/**
 * A write of an upstream system cannot share its transaction: `claimed` while it runs, `unknown` when its answer was
 * lost.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table idempotency add column state text not null default 'done'
    check (state in ('done', 'claimed', 'unknown'))`.execute(db);
  await sql`alter table idempotency add column claimed_at timestamptz`.execute(db);
}
