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

/** From one day to another, both included. */
export type Span = readonly [first: Day, last: Day];
type TimesByDay = ReadonlyMap<Day, readonly OfferedSlot[]>;

/** What was free when the database was asked, and which version of the rules it had then. */
export interface Availability {
  days: TimesByDay;
  version: string | number;
}

/** The times of each of some days on which there are any, with what is taken of them. */
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

/** All of these times in one list; times of several counters of one place are told apart. */
export const slotsBetween = async (...args: Parameters<typeof availability>): Promise<OfferedSlot[]> =>
  [...(await availability(...args)).days.values()].flat();

/** A day at another place is worth a way of so many hours. */
const otherPlaceMs = 4 * 3600_000;
const maxAlternatives = 5;
/** Sessions are days apart. */
const alternativeDays: Record<Way, number> = { time: 14, session: 35, home: 14 };

/** The nearest free times to one that cannot be had, nearest first: the same place before another. */
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

/** A row of `slot`, which is written when somebody books it. */
interface SlotUsage {
  version: string | number;
  counter: string | null;
  starts_at: Date;
  taken: number;
  waiting: number | undefined;
}

/** At most so many times are remembered, of all counters and days together: about 40 MB. */
const timesCache = new LRUCache<string, TimesByDay>({
  maxSize: 200_000,
  sizeCalculation: days => [...days.values()].reduce((size, { length }) => size + length, 1),
});
const cacheIds = new WeakMap<object, number>();
let lastCacheId = 0;

/** The times of these counters are remembered by their calendar and days, as long as the objects live. */
export function enableTimesCache({ counters, calendar }: { counters: readonly Counter[]; calendar: Calendar }): void {
  for (const object of [...counters, calendar]) cacheIds.set(object, ++lastCacheId);
}

/** The times as long as nobody has booked any. */
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
