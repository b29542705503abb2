import { type Kysely, sql } from 'kysely';

const statements = [
  // Older entries stay outside the chains: whether they were changed cannot be known.
  sql`alter table audit add column agency text, add column prior bytea, add column hash bytea`,
  sql`create index audit_chain on audit (agency, id) where hash is not null`,
  sql`create table audit_head (
    agency text primary key,
    hash bytea not null,
    entries bigint not null
  )`,
];

/** The log of each agency is a hash chain. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
