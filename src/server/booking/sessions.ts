import type { Unit } from '../../contract/index.ts';
import { type Calendar, type Day, instantAt, isOff } from '../../domain/calendar.ts';
import type { SlotTime } from '../../domain/slot.ts';
import { occursOn } from './recurrence.ts';

/** A recurrence rule of sessions and their capacity. */
export interface SessionRule {
  /** RFC 5545, 3.3.10; only its days count. */
  rrule: string;
  since: Day;
  /** In minutes after midnight. */
  from: number;
  to: number;
  capacity: number;
  /** Unit of the capacity. */
  unit: Unit;
  /** Maximum units per booking. */
  most: number;
  /** Usual minutes per unit. */
  minutes: number;
  /** Minutes before the start when booking ends. */
  cutoff: number;
  needsPhone: boolean;
}

/** A session on one day. */
export interface SessionTime extends SlotTime {
  session: Pick<SessionRule, 'unit' | 'most' | 'minutes' | 'needsPhone'> & {
    /** Booking deadline. */
    bookUntil: Date;
  };
}

/** The sessions of a day; none on holidays and swapped days off. */
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
