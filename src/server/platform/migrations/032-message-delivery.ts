import { type Kysely, sql } from 'kysely';

const statements = [
  sql`alter table outbox
    add column channel text not null default 'sms',
    add column template text,
    add column fields jsonb,
    add column event text,
    add column provider text,
    add column attempted_at timestamptz,
    add column is_awaited boolean not null default false,
    add column is_withdrawn boolean not null default false,
    add column is_doubtful boolean not null default false,
    add column expires_at timestamptz`,
  sql`alter table outbox drop constraint outbox_state_check`,
  // sending: handed to a provider that has not answered yet; unknown: its answer was lost; delivered: it has a receipt.
  sql`alter table outbox add constraint outbox_state_check check (state in
    ('waiting', 'sending', 'sent', 'delivered', 'unknown', 'not-sent', 'replaced', 'called'))`,
  sql`create unique index outbox_event on outbox (event) where event is not null and state <> 'replaced'`,
  // Of these a newer message about the same matter withdraws.
  sql`drop index outbox_matter`,
  sql`create index outbox_matter on outbox (matter) where state in ('waiting', 'sending', 'not-sent', 'unknown')`,
  sql`create index outbox_open on outbox (attempted_at) where state in ('sending', 'unknown')`,
  sql`create table provider_rate (provider text not null, minute timestamptz not null, sent integer not null,
    primary key (provider, minute))`,
  sql`create table provider_token (
    provider text primary key,
    seed bytea not null,
    access text,
    refresh text not null,
    expires_at timestamptz not null,
    renewing_until timestamptz
  )`,
];

/** Providers: their receipts, throughput and tokens; one message per event. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
