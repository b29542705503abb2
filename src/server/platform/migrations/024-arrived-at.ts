import { type Kysely, sql } from 'kysely';

/** When an officer noted that a visitor has arrived. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table appointment add column arrived_at timestamptz`.execute(db);
}
