import {
  addDays,
  dayOf,
  instantAt,
  isInBounds,
  isWorkday,
  minuteOf,
  nextWorkday,
  workdaysBetween,
  type Calendar,
  type Day,
} from './calendar.ts';

/** How long a procedure may take. `sameDay` is "trong ngày": an afternoon arrival is answered on the next working day. */
export interface Term {
  value: number;
  unit: 'workday' | 'day' | 'hour' | 'sameDay';
}

export type DeadlineState =
  'onTrack' | 'dueSoon' | 'dueToday' | 'overdue' | 'paused' | 'early' | 'onTime' | 'late' | 'none';

/** Minutes after midnight from which a same-day procedure is answered on the next working day. */
export const sameDayCutOff = 15 * 60;

/**
 * When the result is due. The day of reception is not counted; the period ends with the last day's office hours, and a
 * last day that is no working day moves to the next one (Civil Code 2015, art. 147–148).
 */
export function dueAt(calendar: Calendar, received: Date, term: Term): Date {
  const day = dayOf(received);
  switch (term.unit) {
    case 'sameDay':
      return closing(
        calendar,
        isWorkday(calendar, day) && minuteOf(received) < sameDayCutOff ? day : nextWorkday(calendar, day),
      );
    case 'workday':
      return closing(calendar, afterWorkdays(calendar, day, term.value));
    case 'day': {
      const last = addDays(day, term.value);
      return closing(calendar, isWorkday(calendar, last) ? last : nextWorkday(calendar, last));
    }
    case 'hour':
      return afterWorkingMinutes(calendar, received, term.value * 60);
  }
}

/** Working minutes between two instants; zero when the second is not later. */
export function workingMinutes(calendar: Calendar, from: Date, to: Date): number {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first > last) return 0;
  const of = (day: Day, start: number, end: number) =>
    isWorkday(calendar, day) ? openMinutes(calendar, start, end) : 0;
  if (first === last) return of(first, minuteOf(from), minuteOf(to));
  const between = workdaysBetween(calendar, first, addDays(last, -1));
  return of(first, minuteOf(from), wholeDay) + between * openMinutes(calendar) + of(last, 0, minuteOf(to));
}

/** Working days that remain after today, up to and with the day that something is due. */
export const workdaysLeft = (calendar: Calendar, now: Date, due: Date): number =>
  workdaysBetween(calendar, dayOf(now), dayOf(due));

/** A due date that counts; nothing for one outside the bounds of dates, with which other systems write "never". */
export const realDue = (due: Date | null | undefined): Date | undefined => (due && isInBounds(due) ? due : undefined);

/**
 * Where a dossier stands against its due date. A finished one is judged by the day on which it was finished; one that is
 * due outside the bounds of dates is never due.
 */
export function deadlineState(
  calendar: Calendar,
  { now, due: told, finished, paused }: { now: Date; due?: Date | undefined; finished?: Date; paused?: boolean },
): DeadlineState {
  const due = realDue(told);
  if (!due) return 'none';
  if (finished) {
    if (dayOf(finished) < dayOf(due)) return 'early';
    return finished <= due ? 'onTime' : 'late';
  }
  if (paused) return 'paused';
  if (now > due) return 'overdue';
  if (dayOf(now) === dayOf(due)) return 'dueToday';
  return workdaysLeft(calendar, now, due) <= 1 ? 'dueSoon' : 'onTrack';
}

/** @throws RangeError past the last day that there is */
function afterWorkdays(calendar: Calendar, day: Day, count: number): Day {
  let last = day;
  let left = count;
  // Whole weeks at once, as long as not even weeks without a day off could be too many.
  while (left >= 7) {
    const later = addDays(last, Math.floor(left / 7) * 7);
    left -= workdaysBetween(calendar, last, later);
    last = later;
  }
  for (; left > 0; left--) last = nextWorkday(calendar, last);
  return last;
}

/**
 * The instant at which so many working minutes have passed.
 * @throws RangeError when that is past the last day that there is, or when the calendar has no hours
 */
export function afterWorkingMinutes(calendar: Calendar, from: Date, minutes: number): Date {
  const perDay = openMinutes(calendar);
  if (!perDay) throw new RangeError('a calendar without hours');
  let day = dayOf(from);
  let start = minuteOf(from);
  let left = minutes;
  const today = isWorkday(calendar, day) ? openMinutes(calendar, start) : 0;
  if (!today || left > today) {
    left -= today;
    const days = Math.max(1, Math.ceil(left / perDay));
    day = afterWorkdays(calendar, day, days);
    left -= (days - 1) * perDay;
    start = 0;
  }
  for (const [open, close] of calendar.hours) {
    const begin = Math.max(start, open);
    if (begin >= close) continue;
    if (begin + left <= close) return instantAt(day, begin + left);
    left -= close - begin;
  }
  return closing(calendar, day);
}

const wholeDay = 24 * 60;

/** Minutes of a working day that an office is open between two minutes of it. */
function openMinutes({ hours }: Calendar, start = 0, end = wholeDay): number {
  return hours.reduce((sum, [open, close]) => sum + Math.max(0, Math.min(end, close) - Math.max(start, open)), 0);
}

function closing(calendar: Calendar, day: Day): Date {
  return instantAt(day, calendar.hours[calendar.hours.length - 1]?.[1] ?? 17 * 60);
}
