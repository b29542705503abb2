import { type Kysely, sql } from 'kysely';

/** Names the column that counts how often the rules of a counter have changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table counter rename column planned to rules_version`.execute(db);
}
