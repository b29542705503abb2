import { type Kysely, sql } from 'kysely';

/** How often each chapter of a guide was watched on a day, without a reference to anybody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table guide_watch (
    guide text not null references guide on delete cascade,
    day date not null,
    chapter integer not null,
    played integer not null,
    finished integer not null,
    rewound integer not null,
    primary key (guide, day, chapter)
  )`.execute(db);
}
