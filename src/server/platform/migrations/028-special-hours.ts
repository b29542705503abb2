import { type Kysely, sql } from 'kysely';

/** Special days can have hours of their own: a Saturday that is worked in the morning, an afternoon off. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table calendar_day add column hours jsonb`.execute(db);
}
