import { addDays, type Day, daysBetween, weekday } from '../../../domain/calendar.ts';
import type { DutyRow } from '../../platform/schema.ts';
import type { placesWithDuties } from '../roster.ts';

/** A place with its duties of this week and some weeks before. */
export type DutyPlace = Awaited<ReturnType<typeof placesWithDuties>>[number];

/** Weeks before from which it is known when somebody usually comes. */
export const weeksBefore = 4;

/** A week of all places. */
export interface WeekGrid {
  days: readonly Day[];
  places: readonly { id: string; name: string; shifts: readonly Shift[] }[];
  /** Number of gaps. */
  gaps: number;
}

/** The same hours on each day of the week. */
export interface Shift {
  opens: string;
  closes: string;
  cells: readonly ShiftCell[];
}

/** One day of a shift. */
export interface ShiftCell {
  date: Day;
  duties: readonly DutyRow[];
  /** Whether nobody comes though somebody usually does on this weekday. */
  isGap: boolean;
  /** Whether something can still be planned: not past, no day off. */
  isOpen: boolean;
}

interface WeekOptions {
  monday: Day;
  today: Day;
  /** Days off. */
  off: ReadonlySet<Day>;
}

/** Lays out a week: for each place a row per shift of this week or the weeks before. Sundays only where they are used. */
export function layOutWeek(places: readonly DutyPlace[], { monday, today, off }: WeekOptions): WeekGrid {
  const sunday = addDays(monday, 6);
  const isSundayUsed = places.some(({ duties }) => duties.some(({ date }) => weekday(date) === 7));
  const days = daysBetween(monday, isSundayUsed ? sunday : addDays(monday, 5));
  let gaps = 0;
  const rows = places.map(({ id, name, duties }) => {
    const hours = [...new Set(duties.map(({ opens, closes }) => `${opens} ${closes}`))].sort();
    const shifts = hours.map(key => {
      const [opens = '', closes = ''] = key.split(' ');
      const own = duties.filter(duty => duty.opens === opens && duty.closes === closes);
      const cells = days.map(date => {
        const here = own.filter(duty => duty.date === date);
        const isOpen = date >= today && !off.has(date);
        const isUsual = own.some(duty => duty.date < monday && weekday(duty.date) === weekday(date));
        const isGap = !here.length && isOpen && isUsual;
        if (isGap) gaps++;
        return { date, duties: here, isGap, isOpen };
      });
      return { opens, closes, cells };
    });
    return { id, name, shifts: shifts.filter(({ cells }) => cells.some(cell => cell.duties.length || cell.isOpen)) };
  });
  return { days, places: rows, gaps };
}
