import { type Kysely, sql } from 'kysely';

const statements = [
  // A place where people are only helped is no desk; what it has for people.
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
  // Counts the changes of a counter's rules: whoever has read them before sees that they are old.
  sql`alter table counter add column planned integer not null default 0`,
  sql`create index duty_day on duty (date, place)`,
];

/** Who is on duty, day by day: what recurs is written out when it is planned, so that one day can be swapped. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
