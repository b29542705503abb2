import { type Kysely, sql } from 'kysely';

const statements = [
  // Whether papers are received at a place, and its equipment; at other places volunteers only help.
  sql`alter table place add column desk boolean not null default true`,
  sql`alter table place add column equipment jsonb not null default '[]'`,
  sql`create table duty (
    id uuid primary key default gen_random_uuid(),
    place text not null references place,
    date date not null,
    opens text not null check (opens ~ '^[0-2][0-9]:[0-5][0-9]$'),
    closes text not null check (closes ~ '^[0-2][0-9]:[0-5][0-9]$'),
    team text not null,
    helpers jsonb not null default '[]',
    tasks jsonb not null default '[]',
    languages jsonb not null default '[]',
    version integer not null default 1,
    check (opens < closes),
    unique (place, date, opens, closes, team)
  )`,
  // Counts changes of a counter's rules, so that a transaction notices that the rules it read are outdated.
  sql`alter table counter add column planned integer not null default 0`,
  sql`create index duty_day on duty (date, place)`,
];

/** The duty roster, one row per day: recurring duties are expanded when planned, so that single days can be swapped. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
