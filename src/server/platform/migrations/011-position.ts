import { type Kysely, sql } from 'kysely';

/** Coordinates of an agency, to find the nearest one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table agency add column position jsonb`.execute(db);
}
