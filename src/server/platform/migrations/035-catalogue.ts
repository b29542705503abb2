import { type Kysely, sql } from 'kysely';

const statements = [
  sql`alter table procedure
    add column published jsonb,
    add column imported_at timestamptz`,
];

/** Procedures as the national portal publishes them, beside what an admin has made of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
