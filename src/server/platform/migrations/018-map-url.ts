import { type Kysely, sql } from 'kysely';

/** A place can name a web page that shows it on a map. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table place add column map_url text check (map_url ~ '^https?://')`.execute(db);
}
