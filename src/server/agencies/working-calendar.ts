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
