import { type Kysely, sql } from 'kysely';

const statements = [
  // The appointment, waitlist entry, dossier or opinion that a message is about; null in older rows.
  sql`alter table outbox add column matter text`,
  sql`alter table outbox drop constraint outbox_state_check, add constraint outbox_state_check
    check (state in ('waiting', 'sent', 'not-sent', 'replaced'))`,
  sql`create index outbox_recipient on outbox (recipient, created_at)`,
  sql`create index outbox_matter on outbox (matter) where state = 'waiting'`,
];

/** A newer message replaces a waiting one about the same matter; messages are limited per matter and recipient. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
