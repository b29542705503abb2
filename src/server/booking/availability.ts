import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Slot, Way } from '../../contract/index.ts';
import { addDays, type Calendar, type Day, dayOf, daysBetween, instantAt } from '../../domain/calendar.ts';
import type { Db } from '../platform/database.ts';
import {
  type BookingWindow,
  closureAt,
  type Counter,
  counterTimes,
  freePlaces,
  isBookable,
  mergeCounters,
  type OfferedSlot,
  presentSlot,
  slotId,
} from './slots.ts';

/** First and last day, both included. */
export type Span = readonly [first: Day, last: Day];
type TimesByDay = ReadonlyMap<Day, readonly OfferedSlot[]>;

/** Free places, and the version of the rules at that moment. */
export interface Availability {
  days: TimesByDay;
  version: string | number;
}

/** The times of some days, with the places taken. Days without times are left out. */
export async function availability(
  db: Db,
  counters: readonly Counter[],
  calendar: Calendar,
  span: Span,
  now: Date,
): Promise<Availability> {
  const { rows } = await sql<SlotUsage>`
    select v.version, s.counter, s.starts_at, s.taken - (
      select coalesce(sum(a.units), 0)::int from appointment a where a.slot = s.id and a.state = 'held' and a.expires_at <= ${now}
    ) as taken, (select count(*)::int from waiting w where w.slot = s.id and w.state = 'waiting') as waiting
    from plan_version v left join slot s
      on s.counter in (${sql.join(['', ...counters.map(({ id }) => id)])})
      and s.starts_at >= ${instantAt(span[0], 0)} and s.starts_at < ${instantAt(span[1], 24 * 60)}`.execute(db);
  const days = new Map(unbookedTimes(counters, calendar, span));
  const usage = new Map<string, SlotUsage>();
  for (const row of rows) if (row.counter) usage.set(slotId(row.counter, row.starts_at), row);
  for (const day of new Set([...usage.values()].map(row => dayOf(row.starts_at))))
    days.set(
      day,
      (days.get(day) ?? []).map(slot => {
        const { taken, waiting } = usage.get(slotId(slot.counter, slot.start)) ?? slot;
        return { ...slot, taken, waiting };
      }),
    );
  return { days, version: rows[0]!.version };
}

/** The same as one list, with a separate entry for each counter of a place. */
export const slotsBetween = async (...args: Parameters<typeof availability>): Promise<OfferedSlot[]> =>
  [...(await availability(...args)).days.values()].flat();

/** Distance in time that another place counts as. */
const otherPlaceMs = 4 * 3600_000;
const maxAlternatives = 5;
/** How many days before and after are searched for alternatives. */
const alternativeDays: Record<Way, number> = { time: 14, session: 35, home: 14 };

/** The nearest free times to one that is unavailable, nearest first; the same place takes precedence. */
export async function alternatives(
  db: Db,
  counters: readonly Counter[],
  calendar: Calendar,
  window: BookingWindow,
  wanted: { start: Date; counter: Counter | undefined; units: number; after?: Date },
  now: Date,
): Promise<Slot[]> {
  const near = wanted.start > window.from ? wanted.start : window.from;
  const day = dayOf(near) > window.until ? window.until : dayOf(near);
  const { place, way: kind = 'time' } = wanted.counter ?? {};
  const sameMode = counters.filter(({ way }) => way === kind);
  const span = [addDays(day, -alternativeDays[kind]), addDays(day, alternativeDays[kind])] as const;
  const found = mergeCounters(await slotsBetween(db, sameMode, calendar, span, now)).filter(
    slot =>
      freePlaces(slot) >= wanted.units && isBookable(window, slot) && !(wanted.after && slot.start <= wanted.after),
  );
  const distance = (slot: OfferedSlot) =>
    Math.abs(slot.start.getTime() - near.getTime()) + (place && slot.place !== place ? otherPlaceMs : 0);
  return found
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, maxAlternatives)
    .map(presentSlot);
}

/** Usage of a slot; slots without bookings have no row. */
interface SlotUsage {
  version: string | number;
  counter: string | null;
  starts_at: Date;
  taken: number;
  waiting: number | undefined;
}

/** Upper bound of cached times, of all counters and days together: about 40 MB. */
const timesCache = new LRUCache<string, TimesByDay>({
  maxSize: 200_000,
  sizeCalculation: days => [...days.values()].reduce((size, { length }) => size + length, 1),
});
const cacheIds = new WeakMap<object, number>();
let lastCacheId = 0;

/** Lets the times of these counters be cached, by object identity, while the objects live. */
export function enableTimesCache({ counters, calendar }: { counters: readonly Counter[]; calendar: Calendar }): void {
  for (const object of [...counters, calendar]) cacheIds.set(object, ++lastCacheId);
}

/** The times without bookings. */
function unbookedTimes(counters: readonly Counter[], calendar: Calendar, span: Span): TimesByDay {
  const by = [...counters, calendar].map(object => cacheIds.get(object));
  const key = by.includes(undefined) ? undefined : [...by, ...span].join(' ');
  const known = key && timesCache.get(key);
  if (known) return known;
  const days = new Map<Day, readonly OfferedSlot[]>();
  for (const day of daysBetween(...span)) {
    const slots = counters.flatMap(counter =>
      counterTimes(counter, calendar, day)
        .filter(time => !closureAt(counter, time))
        .map(time => ({ counter: counter.id, place: counter.place, ...time, taken: 0, waiting: 0 })),
    );
    if (slots.length) days.set(day, slots);
  }
  if (key) timesCache.set(key, days);
  return days;
}
