import { type Kysely, sql } from 'kysely';

const statements = [
  // Rows of duty before and after a change, for its undo; removed after a day.
  sql`create table duty_change (
    id uuid primary key default gen_random_uuid(),
    officer text not null references officer (id) on delete cascade,
    at timestamptz not null,
    before jsonb not null,
    after jsonb not null)`,
];

/** Changes of duties can be undone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
