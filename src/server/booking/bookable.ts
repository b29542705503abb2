import type { Slot } from '../../contract/index.ts';
import { addDays, dayOf, type Calendar, type Day } from '../../domain/calendar.ts';
import { sql } from 'kysely';
import { alternatives, slotsBetween } from './availability.ts';
import type { Db, Tx } from '../platform/database.ts';
import { ProblemError } from '../http/problem.ts';
import type { Secrets } from '../platform/secrets.ts';
import { firstInLine, settle } from './waitlist.ts';
import { officeCalendar } from '../agencies/working-calendar.ts';
import type { AgencyRow, AppointmentRow, ServiceRow, SlotRow } from '../platform/schema.ts';
import { agencyChain, settingsOf, type Booking } from '../agencies/settings.ts';
import {
  closureFrom,
  closureOf,
  countersOf,
  leftOf,
  mayBook,
  readSlotId,
  roomiest,
  slotId,
  timesOf,
  windowOf,
  type Counter,
  type Window,
} from './slots.ts';
import type { Telling } from '../notifications/notify.ts';

/** One service of an agency, with all that decides when it can be booked. */
export interface Bookable {
  chain: AgencyRow[];
  agency: string;
  booking: Booking;
  service: ServiceRow;
  counters: Counter[];
  calendar: Calendar;
  window: Window;
}

/** What an agency offers for booking. Refuses one that offers none. */
export async function bookingOf(db: Db, agency: string): Promise<{ chain: AgencyRow[]; booking: Booking }> {
  const chain = await agencyChain(db, agency);
  const { booking } = settingsOf(chain);
  if (!booking) throw new ProblemError('not-offered');
  return { chain, booking };
}

/** Of an agency and all below it, those that take bookings: with a counter for something, or for one service. */
export async function takingBookings(db: Db, agency: string, now: Date, service?: string): Promise<string[]> {
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
export async function bookable(db: Db, agency: string, service: string, now: Date): Promise<Bookable> {
  const { chain, booking } = await bookingOf(db, agency);
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
    counters: await countersOf(db, agency, row.id),
    calendar: await officeCalendar(db, chain),
    window: windowOf(booking, now),
  };
}

/** A slot that is offered now, whether or not it is free. Refuses, with the nearest free times, one that is not. */
export async function offered(db: Db, wanted: Bookable, id: string, now: Date, units = 1) {
  const read = readSlotId(id);
  const counter = read && wanted.counters.find(known => known.id === read.counter);
  // Looked at first: what nobody may book need not be reckoned.
  const isNear = read && dayOf(read.start) <= wanted.window.until;
  const time =
    counter &&
    isNear &&
    timesOf(counter, wanted.calendar, dayOf(read.start)).find(({ start }) => start.getTime() === read.start.getTime());
  if (!time || closureOf(counter, time) || !mayBook(wanted.window, time))
    throw await gone(db, 'slot-closed', wanted, id, now, units);
  if (units > (time.session?.most ?? 1)) throw invalid('/units', 'most');
  return { counter, ...time };
}

/** A refusal that names the nearest free times. */
export async function gone(
  db: Db,
  slug: 'slot-taken' | 'slot-closed',
  wanted: Bookable,
  id: string,
  now: Date,
  units = 1,
): Promise<ProblemError> {
  const read = readSlotId(id);
  const near = {
    start: read?.start ?? wanted.window.from,
    counter: wanted.counters.find(counter => counter.id === read?.counter),
    units,
  };
  const free: Slot[] = await alternatives(db, wanted.counters, wanted.calendar, wanted.window, near, now);
  return new ProblemError(slug, { alternatives: free.filter(slot => slot.id !== id) });
}

/** What work on appointments goes on with. */
export interface Asked extends Telling {
  keys: Secrets;
  /** The client's network and its proof of work; nobody's for an officer at the desk. */
  client?: { network: string; proof: string | undefined };
}

interface Claimed {
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
export async function claim(asked: Asked, wanted: Bookable, id: string, { units = 1, from }: Claimed = {}) {
  const { slot, capacity } = await lockSlot(asked, wanted, id, units, from);
  if (slot.taken + units > capacity || (await firstInLine(asked.tx, slot.id)))
    throw await gone(asked.tx, 'slot-taken', wanted, slotId(slot.counter, slot.starts_at), asked.now, units);
  return slot;
}

/** Locks the row of a slot, makes it when it is new, and gives back what expired holds still keep of it. */
export async function lockSlot(asked: Asked, wanted: Bookable, id: string, units: number, from?: Claimed['from']) {
  const { tx, now } = asked;
  const { counter, start, end, capacity, session } = await offered(tx, wanted, id, now, units);
  const { rows: planned } = await sql<{ planned: number }>`
    select planned, pg_advisory_xact_lock_shared(${dayLock(counter.id, dayOf(start))})
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
  if (planned[0]?.planned !== counter.planned || (await closed(tx, row)))
    throw await gone(tx, 'slot-closed', wanted, id, now, units);
  if (from?.hold) {
    await tx.deleteFrom('appointment').where('id', '=', from.hold).where('state', '=', 'held').execute();
    if (from.slot !== row.id) await settle(asked, from.slot);
  }
  const until = session?.bookUntil ?? null;
  if (capacity !== row.capacity || until?.getTime() !== row.book_until?.getTime())
    await tx.updateTable('slot').set({ capacity, book_until: until }).where('id', '=', row.id).execute();
  return { slot: await settle(asked, row.id), capacity, counter };
}

/** Whether the office has closed a slot since its counter was read. */
export async function closed(tx: Tx, { counter, starts_at: start, ends_at: end }: SlotRow): Promise<boolean> {
  const rows = await tx
    .selectFrom('closure')
    .selectAll()
    .where('counter', '=', counter)
    .where('date', '=', dayOf(start))
    .execute();
  return closureOf({ closures: rows.map(closureFrom) }, { start, end }) !== undefined;
}

/** How people come to a slot. */
export const wayOf = ({ counters }: Bookable, { counter }: SlotRow) => counters.find(({ id }) => id === counter)?.way;

/** What closing a counter's day takes for itself and whoever claims a place on it shares. */
export const dayLock = (counter: string, date: Day) => sql`hashtextextended(${`day:${counter}:${date}`}, 0)`;

/** The next time, or session, that has room for what was booked; nothing where nothing is offered any more. */
export async function nextFree(
  db: Db,
  { agency, service, units }: Pick<AppointmentRow, 'agency' | 'service' | 'units'>,
  slot: SlotRow,
  now: Date,
): Promise<Slot | undefined> {
  const wanted = await bookable(db, agency, service, now).catch(() => undefined);
  if (!wanted) return undefined;
  const counter = wanted.counters.find(({ id }) => id === slot.counter);
  const near = { start: slot.starts_at, counter, units, after: slot.starts_at };
  const free = await alternatives(db, wanted.counters, wanted.calendar, wanted.window, near, now);
  return free.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))[0];
}

/** Few look further: the rest is reckoned only where these days are full. */
const soon = 14;

/** The first time that is free at each place where one comes at a time; none where nothing is. */
export async function firstFree(
  db: Db,
  { counters, calendar, window }: Bookable,
  now: Date,
): Promise<Map<string, Date>> {
  const first = new Map<string, Date>();
  const today = dayOf(now);
  const near = addDays(today, soon - 1) < window.until ? addDays(today, soon - 1) : window.until;
  for (const span of [
    [today, near],
    [addDays(near, 1), window.until],
  ] as const) {
    const open = counters.filter(({ way, place }) => way === 'time' && !first.has(place));
    for (const slot of roomiest(await slotsBetween(db, open, calendar, span, now)))
      if (!first.has(slot.place) && leftOf(slot) && mayBook(window, slot)) first.set(slot.place, slot.start);
  }
  return first;
}

/** Refuses what was typed into a field. */
export function invalid(pointer: string, code: string): ProblemError {
  return new ProblemError('invalid-input', { errors: [{ pointer, code }] });
}
