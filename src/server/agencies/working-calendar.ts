import { type RawBuilder, sql } from 'kysely';
import type { CalendarDay } from '../../contract/index.ts';
import type { Calendar, Day, Hours, SpecialDay, SpecialDayType } from '../../domain/calendar.ts';
import type { WeekdayHours } from '../../domain/opening.ts';
import { parseTimeOfDay, type TimeSpan } from '../../domain/time-of-day.ts';
import { usualWeek } from '../../domain/usual-week.ts';
import type { Db } from '../platform/database.ts';
import type { AgencyRow } from '../platform/schema.ts';
import { effectiveSettings } from './chain.ts';

/** Without a setting, Saturdays on which a desk is open do not count. */
const usualWeekdays = [1, 2, 3, 4, 5];

interface CalendarRow {
  agency: string;
  /** Null for a desk. */
  date: Day | null;
  type: SpecialDayType;
  /** Of a special day, or the opening hours of a desk. */
  hours: WeekdayHours[] | null;
}

/**
 * The working calendar of an agency. Its own special days take precedence over those of the agencies above; its hours
 * are those of the setting `work`, else those of the first desk of the nearest agency that has one.
 */
export async function workingCalendar(db: Db, chain: readonly AgencyRow[]): Promise<Calendar> {
  const ids = sql.join(chain.map(({ id }) => id));
  const { rows } = await sql<CalendarRow>`
    select agency, date, type, hours, 0 as position from calendar_day where agency in (${ids})
    union all
    select agency, null, null, hours, position from place where desk and active and agency in (${ids})
    order by position`.execute(db);
  const days = new Map<Day, SpecialDay>();
  for (const { id } of [...chain].reverse())
    for (const { agency, date, type, hours } of rows) if (date && agency === id) days.set(date, { type, hours });
  const { work } = effectiveSettings(chain);
  const desks = chain.flatMap(({ id }) => rows.filter(({ agency, date }) => !date && agency === id));
  const hours = work?.hours ?? desks.find(desk => desk.hours?.length)?.hours;
  const week = hours ? weekOf(hours, work?.weekdays ?? usualWeekdays) : usualWeek.week;
  return {
    // A desk without hours on a counted weekday is ignored.
    week: week.some(each => each.length) ? week : usualWeek.week,
    days,
    sameDayCutOff: work?.sameDayCutOff ? parseTimeOfDay(work.sameDayCutOff) : usualWeek.sameDayCutOff,
  };
}

const weekOf = (hours: readonly WeekdayHours[], weekdays: readonly number[]): Hours[][] =>
  [1, 2, 3, 4, 5, 6, 7].map(weekday =>
    hours
      .filter(each => each.weekday === weekday && weekdays.includes(weekday))
      .map(({ from, to }) => [parseTimeOfDay(from), parseTimeOfDay(to)] as const)
      .filter(([from, to]) => from < to)
      .sort(([a], [b]) => a - b),
  );

/**
 * SQL for the special day of an agency; null for an ordinary day.
 * @param agency the column with its identifier
 */
export const specialDayOf = (agency: RawBuilder<unknown>, day: Day): RawBuilder<SpecialDay | null> =>
  sql<SpecialDay | null>`(
    with recursive chain(id, parent, depth) as (
      select id, parent, 0 from agency where id = ${agency}
      union all select a.id, a.parent, chain.depth + 1 from chain join agency a on a.id = chain.parent
    ) select json_build_object('type', type, 'hours', hours)
    from chain join calendar_day on calendar_day.agency = chain.id and calendar_day.date = ${day}
    order by depth limit 1)`;

/** A special day of the calendar. */
export interface NamedDay extends SpecialDay {
  name: CalendarDay['name'];
  hours?: TimeSpan[] | undefined;
}

/** Special days between two days, in order; an agency's own take precedence over those of the agencies above. */
export async function specialDays(
  db: Db,
  chain: readonly AgencyRow[],
  from: string,
  to: string,
): Promise<Map<string, NamedDay>> {
  const ids = chain.map(({ id }) => id);
  const rows = await db
    .selectFrom('calendar_day')
    .selectAll()
    .where('agency', 'in', ids)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .execute();
  const days = new Map<string, NamedDay>();
  const farthestFirst = rows.sort((a, b) => ids.indexOf(b.agency) - ids.indexOf(a.agency));
  for (const { date, type, name, hours } of farthestFirst)
    days.set(date, { type: type as SpecialDayType, name, hours: hours ?? undefined });
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}
