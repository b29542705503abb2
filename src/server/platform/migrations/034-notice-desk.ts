import { type Kysely, sql } from 'kysely';

const statements = [
  sql`alter table outbox
    add column claimed_by text references officer on delete set null,
    add column claimed_until timestamptz,
    add column call_at timestamptz`,
  sql`create table notice_call (
    attempt text primary key,
    message uuid not null references outbox on delete cascade,
    agency text not null,
    officer text not null,
    at timestamptz not null,
    outcome text not null check (outcome in ('reached', 'no-answer', 'wrong-number', 'call-back')),
    note text
  )`,
  sql`create index notice_call_message on notice_call (message)`,
  sql`create index notice_call_day on notice_call (agency, at)`,
  sql`create index outbox_calls on outbox (agency, created_at) where state in ('not-sent', 'unknown')`,
  sql`create table notice_code (
    code_key bytea primary key,
    officer text not null references officer on delete cascade,
    ends_at timestamptz not null
  )`,
];

/** Calls to citizens: claimed by one officer, with their outcomes; codes with which a page of a portal signs in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
