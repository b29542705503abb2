import type { Unit } from '../../contract/index.ts';
import { type Calendar, type Day, instantAt, isOff } from '../../domain/calendar.ts';
import type { SlotTime } from '../../domain/slot.ts';
import { occursOn } from './recurrence.ts';

/** When a counter has sessions, and how much fits into one. */
export interface SessionRule {
  /** RFC 5545, 3.3.10; only its days count. */
  rrule: string;
  since: Day;
  /** Minutes after midnight. */
  from: number;
  to: number;
  capacity: number;
  /** What the capacity counts. */
  unit: Unit;
  /** How many units one booking may take. */
  most: number;
  /** Usual minutes for one unit. */
  minutes: number;
  /** So many minutes before it begins, booking ends. */
  cutoff: number;
  needsPhone: boolean;
}

/** A session of one day. */
export interface SessionTime extends SlotTime {
  session: Pick<SessionRule, 'unit' | 'most' | 'minutes' | 'needsPhone'> & {
    /** Until when it can be booked. */
    bookUntil: Date;
  };
}

/** The sessions of a day: none on a holiday and on a day off in exchange. */
export function sessionsOn(rules: readonly SessionRule[], calendar: Calendar, day: Day): SessionTime[] {
  if (isOff(calendar.days.get(day))) return [];
  return rules
    .filter(({ rrule, since }) => occursOn(rrule, since, day))
    .sort((a, b) => a.from - b.from)
    .map(({ from, to, capacity, unit, most, minutes, cutoff, needsPhone }) => ({
      start: instantAt(day, from),
      end: instantAt(day, to),
      capacity,
      session: { unit, most, minutes, needsPhone, bookUntil: instantAt(day, from - cutoff) },
    }));
}
