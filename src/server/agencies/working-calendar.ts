import type { CalendarDay } from '../../contract/index.ts';
import type { Calendar, SpecialDayType } from '../../domain/calendar.ts';
import type { Db } from '../platform/database.ts';
import type { AgencyRow } from '../platform/schema.ts';

/** The hours that count for deadlines when an agency's places say nothing of them. */
const defaultHours = [
  [7 * 60 + 30, 11 * 60 + 30],
  [13 * 60, 17 * 60],
] as const;

/** The working calendar of an agency: special days of its own go before those of the agencies above it. */
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

/** What the office calendar says of a day. */
export interface NamedDay {
  type: CalendarDay['type'];
  name: CalendarDay['name'];
}

/** Days that differ from the ordinary week, in order: an agency's own word goes before that of those above it. */
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
