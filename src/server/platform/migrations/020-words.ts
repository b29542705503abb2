import { type Kysely, sql } from 'kysely';

/** Services and procedures have translations of their names, services an icon. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table service add column words jsonb, add column icon text`.execute(db);
  await sql`alter table procedure add column words jsonb`.execute(db);
}
