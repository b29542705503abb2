import { type Kysely, sql } from 'kysely';

/** The log is read by officer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_officer on audit (officer, id desc)`.execute(db);
}
