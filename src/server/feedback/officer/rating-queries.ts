import { sql } from 'kysely';
import { addDays, type Day, instantAt } from '../../../domain/calendar.ts';
import type { Db } from '../../platform/database.ts';

/** Which ratings are counted: both days included. */
export interface RatingSpan {
  from: Day;
  to: Day;
}

/** Counts of ratings. */
export interface RatingCounts {
  total: number;
  /** How often each value was given, by criterion. */
  scores: readonly { criterion: string; value: number; count: number }[];
  reasons: readonly { reason: string; count: number }[];
  /** By week, from its Monday, oldest first: how many, and the share of satisfied ones in percent. */
  weeks: readonly { monday: Day; count: number; satisfied: number }[];
  comments: readonly { at: string; text: string; value: number | null }[];
}

const commentsShown = 50;
/** The values that count as satisfied, as SIPAS does: “Hài lòng” and “Rất hài lòng”. */
export const satisfiedFrom = 4;

/** Counts the ratings of some agencies in a span, with one query. */
export async function countRatings(
  db: Db,
  agencies: readonly string[],
  { from, to }: RatingSpan,
): Promise<RatingCounts> {
  const { rows } = await sql<RatingCounts>`
    with own as (
      select id, scores, reasons, comment, received_at,
        date_trunc('week', received_at at time zone 'Asia/Ho_Chi_Minh')::date as monday
      from rating where agency in (${sql.join(agencies)})
        and received_at >= ${instantAt(from, 0)} and received_at < ${instantAt(addDays(to, 1), 0)}
    ), given as (
      select own.id, monday, score ->> 'criterion' as criterion, (score ->> 'value')::int as value
      from own, jsonb_array_elements(own.scores) score
    )
    select (select count(*)::int from own) as total,
      (select coalesce(json_agg(s), '[]') from (
        select criterion, value, count(*)::int as count from given group by criterion, value order by criterion, value desc) s) as scores,
      (select coalesce(json_agg(r), '[]') from (
        select reason, count(*)::int as count from own, jsonb_array_elements_text(own.reasons) reason
        group by reason order by count(*) desc, reason) r) as reasons,
      (select coalesce(json_agg(w), '[]') from (
        select monday, count(distinct id)::int as count,
          round(100.0 * count(*) filter (where value >= ${sql.lit(satisfiedFrom)}) / count(*))::int as satisfied
        from given group by monday order by monday) w) as weeks,
      (select coalesce(json_agg(c), '[]') from (
        select received_at as at, comment as text,
          (select min(value) from given where given.id = own.id) as value
        from own where comment is not null order by received_at desc limit ${sql.lit(commentsShown)}) c) as comments`.execute(
    db,
  );
  return rows[0]!;
}

const maxExported = 10_000;

/** The newest ratings of a span, for a file. */
export const exportRatings = (db: Db, agencies: readonly string[], { from, to }: RatingSpan) =>
  db
    .selectFrom('rating')
    .innerJoin('agency', 'agency.id', 'rating.agency')
    .select(['rating.received_at', 'rating.scores', 'rating.reasons', 'rating.comment', 'agency.name as agency_name'])
    .where('rating.agency', 'in', agencies)
    .where('rating.received_at', '>=', instantAt(from, 0))
    .where('rating.received_at', '<', instantAt(addDays(to, 1), 0))
    .orderBy('rating.received_at', 'desc')
    .limit(maxExported)
    .execute();
