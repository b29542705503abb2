import { addDays, type Day, dayOf, hoursWeekday, instantAt, isOff, type SpecialDay } from './calendar.ts';
import { parseTimeOfDay, type TimeSpan } from './time-of-day.ts';

/** Opening hours of a weekday, 1 for Monday to 7 for Sunday. */
export interface WeekdayHours extends TimeSpan {
  weekday: number;
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
 * @param specialOn the special day of the calendar, undefined for ordinary days; its own hours are those of the place
 * @param last the last day to look at
 * @returns undefined for a place without opening hours
 */
export function openingAt(
  hours: readonly WeekdayHours[],
  specialOn: (day: Day) => SpecialDay | undefined,
  now: Date,
  last: Day = addDays(dayOf(now), longestDays),
): Opening | undefined {
  if (!hours.length) return undefined;
  for (let day = dayOf(now), left = longestDays; left-- && day <= last; day = addDays(day, 1)) {
    const special = specialOn(day);
    if (isOff(special)) continue;
    const weekday = hoursWeekday(day, special?.type);
    const spans = (special?.hours ?? hours.filter(each => each.weekday === weekday))
      .map(({ from, to }) => [instantAt(day, parseTimeOfDay(from)), instantAt(day, parseTimeOfDay(to))] as const)
      .sort(([a], [b]) => a.getTime() - b.getTime());
    for (const [from, to] of spans) {
      if (now < from) return { open: false, changesAt: from };
      if (now < to) return { open: true, changesAt: to };
    }
  }
  return { open: false, changesAt: undefined };
}
