import { type Kysely, sql } from 'kysely';

const statements = [
  sql`alter table dossier
    add column source text,
    -- What was handed in at the desk, as the receipt lists it.
    add column receipt jsonb,
    -- The appointment that it was received at.
    add column appointment uuid`,
  sql`create unique index dossier_appointment on dossier (appointment) where appointment is not null`,
  // The last number after the start of a code, `H29.132-261123-`.
  sql`create table dossier_number (
    start text primary key,
    last integer not null
  )`,
  sql`create table ingest_source (
    id text primary key,
    agency text not null references agency,
    name text not null,
    created_at timestamptz not null,
    used_at timestamptz
  )`,
  sql`create table ingest_key (
    id text primary key,
    source text not null references ingest_source on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz
  )`,
  // Signatures of the last minutes: a request is taken once.
  sql`create table ingest_signature (
    signature bytea primary key,
    at timestamptz not null
  )`,
  sql`create index ingest_signature_at on ingest_signature (at)`,
];

/** Dossiers are received at the desk, come from files and are pushed by other systems. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
