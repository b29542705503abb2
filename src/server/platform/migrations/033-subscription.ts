import { type Kysely, sql } from 'kysely';

const statements = [
  sql`create table subscription (
    id uuid primary key default gen_random_uuid(),
    dossier uuid not null references dossier on delete cascade,
    phone text not null,
    channel text not null check (channel in ('sms', 'zalo', 'call')),
    events jsonb not null,
    consent jsonb not null,
    created_at timestamptz not null,
    stopped_at timestamptz,
    unique (dossier, phone)
  )`,
  sql`create index subscription_phone on subscription (phone) where stopped_at is null`,
  sql`create index dossier_phone on dossier (applicant_phone) where notify`,
  // Messages that the move replaced: they wait again when it is undone.
  sql`alter table dossier_undo add column replaced jsonb not null default '[]'`,
  sql`create table incoming_message (
    provider text not null,
    id text not null,
    phone_key bytea not null,
    at timestamptz not null,
    answered boolean not null,
    primary key (provider, id)
  )`,
  sql`create index incoming_message_at on incoming_message (at)`,
  sql`create index incoming_message_phone on incoming_message (phone_key, at)`,
];

/** Who wants to be told of a dossier, and the messages of citizens that were answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
