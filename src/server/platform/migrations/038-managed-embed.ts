import { type Kysely, sql } from 'kysely';

const statements = [
  // What the office says on a widget, `*` for all; of an agency and all below that say nothing themselves.
  sql`create table widget_notice (
    agency text not null references agency,
    tag text not null,
    state text not null check (state in ('notice', 'paused')),
    text jsonb not null,
    until timestamptz,
    phone text,
    primary key (agency, tag)
  )`,
  // Pages that carry the widgets.
  sql`create table widget_site (
    agency text not null references agency,
    origin text not null,
    version text not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    primary key (agency, origin)
  )`,
  // Origins that may read answers, beside those of the environment.
  sql`create table allowed_origin (
    origin text not null,
    agency text not null references agency,
    created_at timestamptz not null,
    primary key (origin, agency)
  )`,
];

/** Widgets are managed from the officers' site, wherever they stand. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
