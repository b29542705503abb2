import { type Kysely, sql } from 'kysely';

const clock = (column: string, last: string) =>
  sql`alter table closure add column ${sql.ref(column)} text not null default ${sql.lit(last)}
    check (${sql.ref(column)} ~ '^[0-2][0-9]:[0-5][0-9]$')`;

/** A counter may be closed for some hours of a day, several times. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await clock('closed_from', '00:00').execute(db);
  await clock('closed_to', '24:00').execute(db);
  await sql`alter table closure drop constraint closure_pkey, add primary key (counter, date, closed_from)`.execute(db);
}
