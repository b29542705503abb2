import { instantAt, minuteOf } from '../../../domain/calendar.ts';
import { usualWeek } from '../../../domain/usual-week.ts';
import { closureAt, type Counter, counterTimes, slotId } from '../slots.ts';
import { type DayBooking, isWaiting, type PlaceDay } from './day-queries.ts';

/** One counter at one time. */
export interface GridCell {
  counter: string;
  bookings: readonly DayBooking[];
  /** Identifier of the slot while it has room; undefined otherwise. */
  slot?: string | undefined;
  /** Places left. */
  free: number;
  /** Reason of a closure. */
  closed?: string | undefined;
}

/** The rows of a day, and the counters that have times on it. */
export interface DayGrid {
  counters: readonly Counter[];
  rows: readonly GridRow[];
}

/** One time of all counters. */
export interface GridRow {
  /** In minutes after midnight. */
  minute: number;
  isPast: boolean;
  /** One for each counter; undefined where the counter has no such time. */
  cells: readonly (GridCell | undefined)[];
}

/**
 * Lays out a day: a row for each time, a column for each counter. Times that are over are left out when nobody was
 * booked; cancelled bookings are not shown.
 */
export function layOutDay({ counters, special, date, now, bookings }: PlaceDay): DayGrid {
  const calendar = { ...usualWeek, days: new Map(special ? [[date, special]] : []) };
  const cells = new Map<number, Map<string, GridCell>>();
  const ends = new Map<number, Date>();
  const setCell = (minute: number, cell: GridCell) =>
    cells.set(minute, (cells.get(minute) ?? new Map<string, GridCell>()).set(cell.counter, cell));
  const shown = Map.groupBy(
    bookings.filter(({ state }) => state !== 'cancelled'),
    ({ counter, starts_at }) => slotId(counter, starts_at),
  );
  for (const counter of counters)
    for (const time of counterTimes(counter, calendar, date)) {
      const minute = minuteOf(time.start);
      // Of two rules with one start the first counts, as for citizens.
      if (cells.get(minute)?.has(counter.id)) continue;
      const id = slotId(counter.id, time.start);
      const rows = shown.get(id) ?? [];
      shown.delete(id);
      const isOver = time.end <= now;
      const closed = closureAt(counter, time)?.reason;
      const taken = rows.reduce((sum, { units }) => sum + units, 0);
      const free = isOver || closed !== undefined || rows.some(isWaiting) ? 0 : Math.max(0, time.capacity - taken);
      const seen = rows.filter(row => !isWaiting(row));
      if (isOver && !seen.length) continue;
      setCell(minute, { counter: counter.id, bookings: seen, free, closed, slot: free ? id : undefined });
      ends.set(minute, later(ends.get(minute), time.end));
    }
  // Booked by rules that have changed since.
  for (const rows of shown.values()) {
    const seen = rows.filter(row => !isWaiting(row));
    const [first] = seen;
    if (first) setCell(minuteOf(first.starts_at), { counter: first.counter, bookings: seen, free: 0 });
  }
  const used = counters.filter(({ id }) => [...cells.values()].some(row => row.has(id)));
  const rows = [...cells.keys()]
    .sort((a, b) => a - b)
    .map(minute => ({
      minute,
      isPast: (ends.get(minute) ?? instantAt(date, minute)) <= now,
      cells: used.map(({ id }) => cells.get(minute)!.get(id)),
    }));
  return { counters: used, rows };
}

const later = (a: Date | undefined, b: Date): Date => (a && a > b ? a : b);
