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

/** Processing time of a procedure. `sameDay` ("trong ngày") moves to the next working day after `sameDayCutOff`. */
export interface Term {
  value: number;
  unit: 'workday' | 'day' | 'hour' | 'sameDay';
}

/** Where a dossier stands against its due date. */
export type DeadlineState =
  'onTrack' | 'dueSoon' | 'dueToday' | 'overdue' | 'paused' | 'early' | 'onTime' | 'late' | 'none';

/** Minute of the day from which a same-day procedure is due on the next working day. */
export const sameDayCutOff = 15 * 60;

/**
 * Due date. The day of receipt does not count; the period ends with the office hours of its last day, which moves to
 * the next working day if it is none (Civil Code 2015, art. 147–148).
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

/** Working minutes between two instants; 0 when the second is not later. */
export function workingMinutes(calendar: Calendar, from: Date, to: Date): number {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first > last) return 0;
  const of = (day: Day, start: number, end: number) =>
    isWorkday(calendar, day) ? openMinutes(calendar, start, end) : 0;
  if (first === last) return of(first, minuteOf(from), minuteOf(to));
  const between = workdaysBetween(calendar, first, addDays(last, -1));
  return of(first, minuteOf(from), wholeDay) + between * openMinutes(calendar) + of(last, 0, minuteOf(to));
}

/** Working days after today, up to and including the due date. */
export const workdaysLeft = (calendar: Calendar, now: Date, due: Date): number =>
  workdaysBetween(calendar, dayOf(now), dayOf(due));

/** The due date, unless it is outside the bounds of dates, which other systems write for "never". */
export const realDue = (due: Date | null | undefined): Date | undefined => (due && isInBounds(due) ? due : undefined);

/**
 * State of a dossier relative to its due date. A finished one is judged by its last day; one without a valid due date
 * is never overdue.
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

/** @throws RangeError beyond the last valid day */
function afterWorkdays(calendar: Calendar, day: Day, count: number): Day {
  let last = day;
  let left = count;
  // Whole weeks at once, while at least as many days are left as a week can have.
  while (left >= 7) {
    const later = addDays(last, Math.floor(left / 7) * 7);
    left -= workdaysBetween(calendar, last, later);
    last = later;
  }
  for (; left > 0; left--) last = nextWorkday(calendar, last);
  return last;
}

/**
 * The instant after a number of working minutes.
 * @throws RangeError beyond the last valid day, or for a calendar without hours
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

/** Minutes that an office is open between two minutes of a working day. */
function openMinutes({ hours }: Calendar, start = 0, end = wholeDay): number {
  return hours.reduce((sum, [open, close]) => sum + Math.max(0, Math.min(end, close) - Math.max(start, open)), 0);
}

function closing(calendar: Calendar, day: Day): Date {
  return instantAt(day, calendar.hours[calendar.hours.length - 1]?.[1] ?? 17 * 60);
}
