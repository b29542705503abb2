import type { Slot } from '../../contract/index.ts';
import { addDays, dayOf } from '../../domain/calendar.ts';
import type { Db } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { AppointmentRow, SlotRow } from '../platform/schema.ts';
import { alternatives, slotsBetween } from './availability.ts';
import type { Bookable } from './bookable.ts';
import { loadBookable } from './bookable.ts';
import { closureAt, counterTimes, freePlaces, isBookable, mergeCounters, parseSlotId } from './slots.ts';

/**
 * Finds an offered slot, free or not.
 * @throws ProblemError `slot-closed` with alternatives, `invalid-input` for too many units
 */
export async function findOfferedSlot(db: Db, bookable: Bookable, id: string, now: Date, units = 1) {
  const read = parseSlotId(id);
  const counter = read && bookable.counters.find(known => known.id === read.counter);
  // Checked first: times beyond the window are not computed.
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

/** The problem of an unavailable slot, with the nearest free times as alternatives. */
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

/** The next time with room for as many units; undefined where nothing is offered any more. */
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

/** Searched first; the rest only where these days are full. */
const nearDays = 14;

/** The first free time at each place, for services by time. */
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
