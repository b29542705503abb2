import { type RawBuilder, sql } from 'kysely';
import type { CalendarDay } from '../../contract/index.ts';
import type { Calendar, Day, SpecialDayType } from '../../domain/calendar.ts';
import type { Db } from '../platform/database.ts';
import type { AgencyRow } from '../platform/schema.ts';

/** Working hours for deadlines. */
const defaultHours = [
  [7 * 60 + 30, 11 * 60 + 30],
  [13 * 60, 17 * 60],
] as const;

/** The working calendar of an agency: its own special days take precedence over those of the agencies above. */
export async function workingCalendar(db: Db, chain: readonly AgencyRow[]): Promise<Calendar> {
  const rows = await db
    .selectFrom('calendar_day')
    .select(['agency', 'date', 'type'])
    .where(
      'agency',
      'in',
      chain.map(agency => agency.id),
    )
    .execute();
  const days = new Map<string, SpecialDayType>();
  for (const { id } of [...chain].reverse()) {
    for (const row of rows) if (row.agency === id) days.set(row.date, row.type as SpecialDayType);
  }
  return { hours: defaultHours, days };
}

/**
 * SQL for what a day is to an agency; null for an ordinary day.
 * @param agency the column with its identifier
 */
export const specialTypeOf = (agency: RawBuilder<unknown>, day: Day): RawBuilder<SpecialDayType | null> =>
  sql<SpecialDayType | null>`(
    with recursive chain(id, parent, depth) as (
      select id, parent, 0 from agency where id = ${agency}
      union all select a.id, a.parent, chain.depth + 1 from chain join agency a on a.id = chain.parent
    ) select type from chain join calendar_day on calendar_day.agency = chain.id and calendar_day.date = ${day}
    order by depth limit 1)`;

/** A special day of the calendar. */
export interface NamedDay {
  type: CalendarDay['type'];
  name: CalendarDay['name'];
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
    .orderBy('date')
    .execute();
  const days = new Map<string, NamedDay>();
  for (const { date } of rows) {
    const nearest = rows
      .filter(row => row.date === date)
      .sort((a, b) => ids.indexOf(a.agency) - ids.indexOf(b.agency))[0];
    if (nearest) days.set(date, { type: nearest.type as NamedDay['type'], name: nearest.name });
  }
  return days;
}
