import {
  addDays,
  type Calendar,
  type Day,
  dayOf,
  daysApart,
  type Hours,
  hoursOn,
  instantAt,
  isInBounds,
  isWorkday,
  minuteOf,
  nextWorkday,
  sumOfDays,
  workdaysBetween,
} from './calendar.ts';

/** Processing time of a procedure. `sameDay` ("trong ngày") moves to the next working day after the cut-off. */
export interface Term {
  value: number;
  unit: 'workday' | 'day' | 'hour' | 'sameDay';
}

/** Processing time of a procedure for which neither the catalogue nor the agency knows one. */
export const usualTerm: Term = { value: 3, unit: 'workday' };

/** Where a dossier stands against its due date. */
export type DeadlineState =
  'onTrack' | 'dueSoon' | 'dueToday' | 'overdue' | 'paused' | 'early' | 'onTime' | 'late' | 'none';

/**
 * Due date. The day of receipt does not count; the period ends with the office hours of its last day, which moves to
 * the next working day if it is none (Civil Code 2015, art. 147–148). Hours count working minutes.
 * @throws RangeError beyond the last valid day, or for a calendar without hours
 */
export function dueAt(calendar: Calendar, received: Date, { value, unit }: Term): Date {
  const day = dayOf(received);
  switch (unit) {
    case 'sameDay':
      return closing(calendar, isInTime(calendar, received) ? day : nextWorkday(calendar, day));
    case 'workday':
      return closing(calendar, workdayFrom(calendar, afterWorkdays(calendar, day, value)));
    case 'day':
      return closing(calendar, workdayFrom(calendar, addDays(day, value)));
    case 'hour':
      return afterWorkingMinutes(calendar, received, value * 60);
  }
}

/**
 * As `dueAt`; undefined for terms that end beyond the last valid day, as other systems and typing errors have them.
 */
export const dueOrNone = (calendar: Calendar, received: Date, term: Term): Date | undefined =>
  withinBounds(() => dueAt(calendar, received, term));

/** The result of a computation with days; undefined where it leaves their bounds. */
export function withinBounds<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Time that is not counted. */
export interface Pause {
  from: Date;
  to: Date;
}

/**
 * The due date after a pause, which never is an earlier one. A pause is a period like the term itself: the day on which
 * it begins does not count, that on which it ends does (Civil Code 2015, art. 147–148). A term in days is longer by the
 * days of the pause, of its own kind; one in hours by the working minutes of the pause. What was late before stays late;
 * what was not is not late on the day on which it goes on.
 * @throws RangeError beyond the last valid day
 */
export function resumedDue(calendar: Calendar, due: Date, unit: Term['unit'], { from, to }: Pause): Date {
  const [last, start, end] = [dayOf(due), dayOf(from), dayOf(to)];
  if (to <= from || last < start) return due;
  if (unit === 'hour') {
    const resumed = afterWorkingMinutes(calendar, to, workingMinutes(calendar, from, due));
    return resumed > due ? resumed : due;
  }
  const moved =
    unit === 'day'
      ? addDays(last, daysApart(start, end))
      : afterWorkdays(calendar, last, workdaysBetween(calendar, start, end));
  // Paused on its last day and resumed on a day off: it goes on with the next working day.
  const day = workdayFrom(calendar, moved < end ? end : moved);
  return day === last ? due : closing(calendar, day);
}

/** Working minutes between two instants; 0 when the second is not later. */
export function workingMinutes(calendar: Calendar, from: Date, to: Date): number {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first > last) return 0;
  const of = (day: Day, start: number, end: number) => openMinutes(hoursOn(calendar, day), start, end);
  if (first === last) return of(first, minuteOf(from), minuteOf(to));
  const between = sumOfDays(calendar, first, addDays(last, -1), hours => openMinutes(hours));
  return of(first, minuteOf(from), wholeDay) + between + of(last, 0, minuteOf(to));
}

/** Working days after today, up to and including the due date. */
export const workdaysLeft = (calendar: Calendar, now: Date, due: Date): number =>
  workdaysBetween(calendar, dayOf(now), dayOf(due));

/** The due date, unless it is outside the bounds of dates, which other systems write for "never". */
export const realDue = (due: Date | null | undefined): Date | undefined => (due && isInBounds(due) ? due : undefined);

/**
 * State of a dossier relative to its due date, judged by the day: until its end, the last day is "due today", and what
 * is finished on it is on time. One without a valid due date is never overdue.
 */
export function deadlineState(
  calendar: Calendar,
  { now, due: told, finished, paused }: { now: Date; due?: Date | undefined; finished?: Date; paused?: boolean },
): DeadlineState {
  const due = realDue(told);
  if (!due) return 'none';
  const [last, day] = [dayOf(due), dayOf(finished ?? now)];
  if (finished) return day < last ? 'early' : day === last ? 'onTime' : 'late';
  if (paused) return 'paused';
  if (day >= last) return day === last ? 'dueToday' : 'overdue';
  return workdaysLeft(calendar, now, due) <= 1 ? 'dueSoon' : 'onTrack';
}

/**
 * The day that is so many working days after a day.
 * @throws RangeError beyond the last valid day, or for a calendar without hours
 */
export function afterWorkdays(calendar: Calendar, day: Day, count: number): Day {
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
  let day = dayOf(from);
  let start = minuteOf(from);
  let left = minutes;
  const today = openMinutes(hoursOn(calendar, day), start, wholeDay);
  if (!today || left > today) {
    left -= today;
    start = 0;
    // Whole weeks at once, while more is left than a week can have.
    while (left > 7 * wholeDay) {
      const later = addDays(day, Math.floor(left / (7 * wholeDay)) * 7);
      left -= sumOfDays(calendar, day, later, hours => openMinutes(hours));
      day = later;
    }
    for (;;) {
      day = nextWorkday(calendar, day);
      const whole = openMinutes(hoursOn(calendar, day));
      if (left <= whole) break;
      left -= whole;
    }
  }
  for (const [open, close] of hoursOn(calendar, day)) {
    const begin = Math.max(start, open);
    if (begin >= close) continue;
    if (begin + left <= close) return instantAt(day, begin + left);
    left -= close - begin;
  }
  return closing(calendar, day);
}

const wholeDay = 24 * 60;

/** Minutes that an office is open between two minutes of a day with these hours. */
function openMinutes(hours: readonly Hours[], start = 0, end = wholeDay): number {
  return hours.reduce((sum, [open, close]) => sum + Math.max(0, Math.min(end, close) - Math.max(start, open)), 0);
}

/** Whether what is received now can still be answered on the same day. */
function isInTime(calendar: Calendar, received: Date): boolean {
  const close = lastMinute(calendar, dayOf(received));
  return close !== undefined && minuteOf(received) < Math.min(close, calendar.sameDayCutOff);
}

const workdayFrom = (calendar: Calendar, day: Day): Day =>
  isWorkday(calendar, day) ? day : nextWorkday(calendar, day);

/** The last minute of the day belongs to it, wherever offices work around the clock. */
const closing = (calendar: Calendar, day: Day): Date =>
  instantAt(day, Math.min(lastMinute(calendar, day) ?? wholeDay, wholeDay - 1));

function lastMinute(calendar: Calendar, day: Day): number | undefined {
  const hours = hoursOn(calendar, day);
  return hours.length ? Math.max(...hours.map(([, close]) => close)) : undefined;
}
