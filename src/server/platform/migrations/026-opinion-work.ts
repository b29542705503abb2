import { type Kysely, sql } from 'kysely';

const statements = [
  sql`alter table opinion
    add column assignee text references officer (id) on delete set null,
    add column forwarded_from text references agency (id),
    add column forwarded_at timestamptz,
    add column forward_note text`,
  sql`create index opinion_open on opinion (agency, answer_by) where status in ('received', 'assigned')`,
  sql`create index rating_agency_received on rating (agency, received_at desc)`,
];

/** Opinions are assigned, forwarded and closed; ratings are counted by agency and time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await statement.execute(db);
}
