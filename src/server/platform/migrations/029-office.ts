import { type Kysely, sql } from 'kysely';

/**
 * Places and counters can end, as services can: what was booked there keeps its name. The synonyms of a service are
 * kept as they were written; until now only the text that is searched had them, without diacritics.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table place add column active boolean not null default true`.execute(db);
  await sql`alter table counter add column active boolean not null default true`.execute(db);
  await sql`alter table service add column synonyms jsonb not null default '[]'`.execute(db);
  // The parts of `folded` are the procedure, the name, the synonyms and, where there is one, the English name.
  await sql`update service set synonyms = coalesce((
    select jsonb_agg(part order by nth) from unnest(string_to_array(folded, ' | ')) with ordinality as parts(part, nth)
    where nth > 2 and part <> ''
      and nth <= cardinality(string_to_array(folded, ' | ')) - (case when words #>> '{en,name}' is null then 0 else 1 end)
  ), '[]')`.execute(db);
}
