import { addDays, dayOf, instantAt, isWorkday, minuteOf, nextWorkday, type Calendar, type Day } from './calendar.ts';

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
  let minutes = 0;
  const last = dayOf(to);
  for (let day = dayOf(from); day <= last; day = addDays(day, 1)) {
    if (!isWorkday(calendar, day)) continue;
    const start = day === dayOf(from) ? minuteOf(from) : 0;
    const end = day === last ? minuteOf(to) : 24 * 60;
    for (const [open, close] of calendar.hours) minutes += Math.max(0, Math.min(end, close) - Math.max(start, open));
  }
  return minutes;
}

/** Working days that remain after today, up to and with the day that something is due. */
export function workdaysLeft(calendar: Calendar, now: Date, due: Date): number {
  let count = 0;
  const last = dayOf(due);
  for (let day = addDays(dayOf(now), 1); day <= last; day = addDays(day, 1)) if (isWorkday(calendar, day)) count++;
  return count;
}

/** Where a dossier stands against its due date. A finished one is judged by the day on which it was finished. */
export function deadlineState(
  calendar: Calendar,
  { now, due, finished, paused }: { now: Date; due?: Date; finished?: Date; paused?: boolean },
): DeadlineState {
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

function afterWorkdays(calendar: Calendar, day: Day, count: number): Day {
  let last = day;
  for (let left = count; left > 0; left--) last = nextWorkday(calendar, last);
  return last;
}

/** The instant at which so many working minutes have passed. */
export function afterWorkingMinutes(calendar: Calendar, from: Date, minutes: number): Date {
  let left = minutes;
  for (let day = dayOf(from); ; day = addDays(day, 1)) {
    if (!isWorkday(calendar, day)) continue;
    const start = day === dayOf(from) ? minuteOf(from) : 0;
    for (const [open, close] of calendar.hours) {
      const begin = Math.max(start, open);
      if (begin >= close) continue;
      if (begin + left <= close) return instantAt(day, begin + left);
      left -= close - begin;
    }
  }
}

function closing(calendar: Calendar, day: Day): Date {
  return instantAt(day, calendar.hours[calendar.hours.length - 1]?.[1] ?? 17 * 60);
}
