import { type Calendar } from '../../domain/calendar.ts';
import { agencyChain, type Booking, effectiveSettings, workingCalendar } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { AgencyRow, ServiceRow, SlotRow } from '../platform/schema.ts';
import { bookingWindow, type BookingWindow, type Counter, loadCounters } from './slots.ts';

/** A service of an agency with all that decides when it can be booked. */
export interface Bookable {
  chain: AgencyRow[];
  agency: string;
  booking: Booking;
  service: ServiceRow;
  counters: Counter[];
  calendar: Calendar;
  window: BookingWindow;
}

/**
 * The booking settings of an agency.
 * @throws ProblemError `not-offered`
 */
export async function bookingSettings(db: Db, agency: string): Promise<{ chain: AgencyRow[]; booking: Booking }> {
  const chain = await agencyChain(db, agency);
  const { booking } = effectiveSettings(chain);
  if (!booking) throw new ProblemError('not-offered');
  return { chain, booking };
}

/**
 * Loads a service by its identifier or procedure code; the agency's own services take precedence over those of the
 * agencies above.
 * @throws ProblemError `service-not-found`, `not-offered`, `agency-not-found`
 */
export async function loadBookable(db: Db, agency: string, service: string, now: Date): Promise<Bookable> {
  const { chain, booking } = await bookingSettings(db, agency);
  const ids = chain.map(({ id }) => id);
  const rows = await db
    .selectFrom('service')
    .selectAll()
    .where('agency', 'in', ids)
    .where('active', '=', true)
    .where(({ eb, or }) => or([eb('id', '=', service), eb('procedure', '=', service)]))
    .execute();
  const row = rows.sort(
    (a, b) => Number(b.id === service) - Number(a.id === service) || ids.indexOf(a.agency) - ids.indexOf(b.agency),
  )[0];
  if (!row) throw new ProblemError('service-not-found');
  return {
    chain,
    agency,
    booking,
    service: row,
    counters: await loadCounters(db, agency, row.id),
    calendar: await workingCalendar(db, chain),
    window: bookingWindow(booking, now),
  };
}

/** How citizens use a slot: at a time, in a session, or at home. */
export const modeOf = ({ counters }: Bookable, { counter }: SlotRow) => counters.find(({ id }) => id === counter)?.way;
