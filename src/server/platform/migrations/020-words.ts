import { type Kysely, sql } from 'kysely';

/** Services and procedures have translations of their names. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table service add column words jsonb`.execute(db);
  await sql`alter table procedure add column words jsonb`.execute(db);
}
