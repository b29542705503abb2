import { type Kysely, sql } from 'kysely';

const statements = [
  sql`alter table outbox drop constraint outbox_state_check`,
  // called: could not be sent, and an officer has called instead.
  sql`alter table outbox add constraint outbox_state_check
    check (state in ('waiting', 'sent', 'not-sent', 'replaced', 'called'))`,
  sql`create index outbox_not_sent on outbox (agency) where state = 'not-sent'`,
];

/** Officers call whom a message did not reach. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
