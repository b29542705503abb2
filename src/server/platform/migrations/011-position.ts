import { type Kysely, sql } from 'kysely';

/** Where an agency's desk is, so that a phone can find the nearest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table agency add column position jsonb`.execute(db);
}
