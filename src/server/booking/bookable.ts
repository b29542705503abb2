import type { Slot } from '../../contract/index.ts';
import { addDays, dayOf, type Calendar, type Day } from '../../domain/calendar.ts';
import { sql } from 'kysely';
import { alternatives, slotsBetween } from './availability.ts';
import type { Db, Tx } from '../platform/database.ts';
import { ProblemError } from '../http/problem.ts';
import type { Secrets } from '../platform/secrets.ts';
import { firstWaiting, promoteWaitlist } from './waitlist.ts';
import { workingCalendar } from '../agencies/working-calendar.ts';
import type { AgencyRow, AppointmentRow, ServiceRow, SlotRow } from '../platform/schema.ts';
import { agencyChain, effectiveSettings, type Booking } from '../agencies/settings.ts';
import {
  toClosure,
  closureAt,
  loadCounters,
  freePlaces,
  isBookable,
  parseSlotId,
  mergeCounters,
  slotId,
  counterTimes,
  bookingWindow,
  type Counter,
  type BookingWindow,
} from './slots.ts';
import type { NotifyContext } from '../notifications/notify.ts';

/** One service of an agency, with all that decides when it can be booked. */
export interface Bookable {
  chain: AgencyRow[];
  agency: string;
  booking: Booking;
  service: ServiceRow;
  counters: Counter[];
  calendar: Calendar;
  window: BookingWindow;
}

/** What an agency offers for booking. Refuses one that offers none. */
export async function bookingSettings(db: Db, agency: string): Promise<{ chain: AgencyRow[]; booking: Booking }> {
  const chain = await agencyChain(db, agency);
  const { booking } = effectiveSettings(chain);
  if (!booking) throw new ProblemError('not-offered');
  return { chain, booking };
}

/** Of an agency and all below it, those that take bookings: with a counter for something, or for one service. */
export async function agenciesTakingBookings(db: Db, agency: string, now: Date, service?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive below(id) as (
      select id from agency where id = ${agency}
      union all select a.id from agency a join below on a.parent = below.id
    ) select below.id from below join agency using (id)
    where settings->'booking' is distinct from 'null'::jsonb and coalesce(valid_to >= ${dayOf(now)}::date, true) and exists (
      select 1 from place p join counter c on c.place = p.id
      join counter_service o on o.counter = c.id join service s on s.id = o.service
      where p.agency = below.id and s.active
        and (${service ?? null}::text is null or ${service ?? null}::text in (s.id, s.procedure))
    )`.execute(db);
  return rows.map(({ id }) => id);
}

/** A service by its identifier or the code of its procedure, own ones before those of the agencies above. */
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

/** A slot that is offered now, whether or not it is free. Refuses, with the nearest free times, one that is not. */
export async function findOfferedSlot(db: Db, bookable: Bookable, id: string, now: Date, units = 1) {
  const read = parseSlotId(id);
  const counter = read && bookable.counters.find(known => known.id === read.counter);
  // Looked at first: what nobody may book need not be reckoned.
  const isNear = read && dayOf(read.start) <= bookable.window.until;
  const time =
    counter &&
    isNear &&
    counterTimes(counter, bookable.calendar, dayOf(read.start)).find(
      ({ start }) => start.getTime() === read.start.getTime(),
    );
  if (!time || closureAt(counter, time) || !isBookable(bookable.window, time))
    throw await slotUnavailable(db, 'slot-closed', bookable, id, now, units);
  if (units > (time.session?.most ?? 1)) throw invalidInput('/units', 'most');
  return { counter, ...time };
}

/** A refusal that names the nearest free times. */
export async function slotUnavailable(
  db: Db,
  slug: 'slot-taken' | 'slot-closed',
  bookable: Bookable,
  id: string,
  now: Date,
  units = 1,
): Promise<ProblemError> {
  const read = parseSlotId(id);
  const near = {
    start: read?.start ?? bookable.window.from,
    counter: bookable.counters.find(counter => counter.id === read?.counter),
    units,
  };
  const free: Slot[] = await alternatives(db, bookable.counters, bookable.calendar, bookable.window, near, now);
  return new ProblemError(slug, { alternatives: free.filter(slot => slot.id !== id) });
}

/** What work on appointments goes on with. */
export interface BookingContext extends NotifyContext {
  keys: Secrets;
  /** The client's network and its proof of work; nobody's for an officer at the desk. */
  client?: { network: string; proof: string | undefined };
}

interface ReserveOptions {
  /** How much of its capacity is wanted. */
  units?: number;
  /**
   * The slot that the person leaves, and the hold on it that is given up: two slots are locked in one order, so that
   * nobody waits in a ring.
   */
  from?: { slot: number; hold?: string } | undefined;
}

/**
 * Locks the row of a slot until the transaction ends. Refuses one that is full, or that others wait for: whoever gets past
 * this line may take what was asked for.
 */
export async function reserveSlot(
  context: BookingContext,
  bookable: Bookable,
  id: string,
  { units = 1, from }: ReserveOptions = {},
) {
  const { slot, capacity } = await lockSlot(context, bookable, id, units, from);
  if (slot.taken + units > capacity || (await firstWaiting(context.tx, slot.id)))
    throw await slotUnavailable(
      context.tx,
      'slot-taken',
      bookable,
      slotId(slot.counter, slot.starts_at),
      context.now,
      units,
    );
  return slot;
}

/** Locks the row of a slot, makes it when it is new, and gives back what expired holds still keep of it. */
export async function lockSlot(
  context: BookingContext,
  bookable: Bookable,
  id: string,
  units: number,
  from?: ReserveOptions['from'],
) {
  const { tx, now } = context;
  const { counter, start, end, capacity, session } = await findOfferedSlot(tx, bookable, id, now, units);
  const { rows: current } = await sql<{ rules_version: number }>`
    select rules_version, pg_advisory_xact_lock_shared(${dayLockKey(counter.id, dayOf(start))})
    from counter where id = ${counter.id} for share`.execute(tx);
  await tx
    .insertInto('slot')
    .values({
      counter: counter.id,
      starts_at: start,
      ends_at: end,
      capacity,
      unit: session?.unit ?? null,
      book_until: session?.bookUntil ?? null,
    })
    .onConflict(conflict => conflict.columns(['counter', 'starts_at']).doNothing())
    .execute();
  const rows = await tx
    .selectFrom('slot')
    .selectAll()
    .where(({ eb, or, and }) =>
      or([
        and([eb('counter', '=', counter.id), eb('starts_at', '=', start)]),
        ...(from ? [eb('id', '=', from.slot)] : []),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  const row = rows.find(slot => slot.counter === counter.id && slot.starts_at.getTime() === start.getTime());
  if (!row) throw new ProblemError('internal');

  // The office may have closed the day, or planned anew, while this waited for the lock.
  if (current[0]?.rules_version !== counter.rulesVersion || (await isClosed(tx, row)))
    throw await slotUnavailable(tx, 'slot-closed', bookable, id, now, units);
  if (from?.hold) {
    await tx.deleteFrom('appointment').where('id', '=', from.hold).where('state', '=', 'held').execute();
    if (from.slot !== row.id) await promoteWaitlist(context, from.slot);
  }
  const until = session?.bookUntil ?? null;
  if (capacity !== row.capacity || until?.getTime() !== row.book_until?.getTime())
    await tx.updateTable('slot').set({ capacity, book_until: until }).where('id', '=', row.id).execute();
  return { slot: await promoteWaitlist(context, row.id), capacity, counter };
}

/** Whether the office has closed a slot since its counter was read. */
export async function isClosed(tx: Tx, { counter, starts_at: start, ends_at: end }: SlotRow): Promise<boolean> {
  const rows = await tx
    .selectFrom('closure')
    .selectAll()
    .where('counter', '=', counter)
    .where('date', '=', dayOf(start))
    .execute();
  return closureAt({ closures: rows.map(toClosure) }, { start, end }) !== undefined;
}

/** How people come to a slot. */
export const modeOf = ({ counters }: Bookable, { counter }: SlotRow) => counters.find(({ id }) => id === counter)?.way;

/** What closing a counter's day takes for itself and whoever claims a place on it shares. */
export const dayLockKey = (counter: string, date: Day) => sql`hashtextextended(${`day:${counter}:${date}`}, 0)`;

/** The next time, or session, that has room for what was booked; nothing where nothing is offered any more. */
export async function nextFreeSlot(
  db: Db,
  { agency, service, units }: Pick<AppointmentRow, 'agency' | 'service' | 'units'>,
  slot: SlotRow,
  now: Date,
): Promise<Slot | undefined> {
  const bookable = await loadBookable(db, agency, service, now).catch(() => undefined);
  if (!bookable) return undefined;
  const counter = bookable.counters.find(({ id }) => id === slot.counter);
  const near = { start: slot.starts_at, counter, units, after: slot.starts_at };
  const free = await alternatives(db, bookable.counters, bookable.calendar, bookable.window, near, now);
  return free.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))[0];
}

/** Few look further: the rest is reckoned only where these days are full. */
const nearDays = 14;

/** The first time that is free at each place where one comes at a time; none where nothing is. */
export async function firstFreeTimes(
  db: Db,
  { counters, calendar, window }: Bookable,
  now: Date,
): Promise<Map<string, Date>> {
  const first = new Map<string, Date>();
  const today = dayOf(now);
  const near = addDays(today, nearDays - 1) < window.until ? addDays(today, nearDays - 1) : window.until;
  for (const span of [
    [today, near],
    [addDays(near, 1), window.until],
  ] as const) {
    const open = counters.filter(({ way, place }) => way === 'time' && !first.has(place));
    for (const slot of mergeCounters(await slotsBetween(db, open, calendar, span, now)))
      if (!first.has(slot.place) && freePlaces(slot) && isBookable(window, slot)) first.set(slot.place, slot.start);
  }
  return first;
}

/** Refuses what was typed into a field. */
export function invalidInput(pointer: string, code: string): ProblemError {
  return new ProblemError('invalid-input', { errors: [{ pointer, code }] });
}
