import { addDays, type Day, dayOf, hoursWeekday, instantAt, isOff, type SpecialDayType } from './calendar.ts';
import { parseTimeOfDay } from './slot.ts';

/** Opening hours of a weekday, 1 for Monday to 7 for Sunday; times as `07:30`. */
export interface WeekdayHours {
  weekday: number;
  from: string;
  to: string;
}

/** Whether a place is open, and when that changes; undefined `changesAt` when it does not within the given days. */
export interface Opening {
  open: boolean;
  changesAt: Date | undefined;
}

/** Bounds the loop: a calendar month. */
const longestDays = 31;

/**
 * Whether a place is open at a moment.
 * @param special the kind of a special day of the calendar, undefined for ordinary days
 * @param last the last day to look at
 * @returns undefined for a place without opening hours
 */
export function openingAt(
  hours: readonly WeekdayHours[],
  special: (day: Day) => SpecialDayType | undefined,
  now: Date,
  last: Day = addDays(dayOf(now), longestDays),
): Opening | undefined {
  if (!hours.length) return undefined;
  for (let day = dayOf(now), left = longestDays; left-- && day <= last; day = addDays(day, 1)) {
    const kind = special(day);
    if (isOff(kind)) continue;
    const weekday = hoursWeekday(day, kind);
    const spans = hours
      .filter(each => each.weekday === weekday)
      .map(({ from, to }) => [instantAt(day, parseTimeOfDay(from)), instantAt(day, parseTimeOfDay(to))] as const)
      .sort(([a], [b]) => a.getTime() - b.getTime());
    for (const [from, to] of spans) {
      if (now < from) return { open: false, changesAt: from };
      if (now < to) return { open: true, changesAt: to };
    }
  }
  return { open: false, changesAt: undefined };
}
