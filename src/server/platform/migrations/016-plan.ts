import { type Kysely, sql } from 'kysely';

/** Tables that decide which times an agency offers. */
const tables = [
  'agency',
  'place',
  'service',
  'counter',
  'counter_service',
  'slot_rule',
  'session_rule',
  'closure',
  'calendar_day',
];

/** Each change of these tables increments one version, in the same transaction: servers cache by it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table plan_version (one boolean primary key default true check (one), version bigint not null)`.execute(
    db,
  );
  await sql`insert into plan_version (version) values (1)`.execute(db);
  await sql`create function plan_changed() returns trigger language plpgsql as $$
    begin
      update plan_version set version = version + 1;
      return null;
    end $$`.execute(db);
  for (const table of tables)
    await sql`create trigger plan_changed after insert or update or delete or truncate on ${sql.table(table)}
      for each statement execute function plan_changed()`.execute(db);
}
