import { type Kysely, sql } from 'kysely';

const statements = [
  // Normalized code for lookups: letters and digits, upper case, O as 0. Not unique.
  sql`alter table dossier add column code_key text`,
  sql`create function dossier_code_key() returns trigger language plpgsql as $$
    begin
      new.code_key := replace(regexp_replace(upper(new.code), '[^A-Z0-9]', '', 'g'), 'O', '0');
      return new;
    end $$`,
  sql`create trigger dossier_code_key before insert or update of code on dossier
    for each row execute function dossier_code_key()`,
  sql`update dossier set code = code`,
  sql`alter table dossier alter column code_key set not null`,
  sql`create index dossier_by_code_key on dossier (code_key)`,
  // Wrong and running lookups of a code; all other rate limits are in memory.
  sql`drop table attempt`,
  sql`create table wrong_try (
    key bytea primary key,
    count integer not null,
    last_at timestamptz not null
  )`,
  // HMAC of the network that holds a place; null once it is booked.
  sql`alter table appointment add column network_key bytea`,
  sql`create index appointment_network on appointment (network_key) where state = 'held'`,
];

/** Lookup by normalized code; limits of guesses and of holds per network. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
