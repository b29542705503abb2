import { type Kysely, sql } from 'kysely';

const statements = [
  sql`create table home_visit (
    appointment uuid primary key references appointment on delete cascade,
    elder_key bytea not null,
    elder_name text,
    elder_birth_year integer,
    eligible_by text not null,
    hamlet text not null,
    line text,
    relation text,
    note text,
    returns text not null,
    door_code text not null check (door_code ~ '^[0-9]{4}$'),
    state text not null default 'planned' check (state in ('planned', 'onTheWay', 'received', 'returned')),
    officer text references officer
  )`,
  sql`create index home_visit_elder on home_visit (elder_key)`,
];

/** Home visits: the address of an appointment at home. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
