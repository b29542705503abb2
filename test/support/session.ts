import { addDays, dayOf, instantAt, weekday, type Day } from '../../src/domain/calendar.ts';
import { specialDays } from '../../src/server/sample/calendar.ts';

/** The first, second, … day from tomorrow on which there is a session, by its weekdays. */
export function sessionDay(weekdays: readonly number[], nth = 1): Day {
  const isOff = (day: Day) => specialDays.some(([date, type]) => date === day && type !== 'swapWork');
  let day = dayOf(new Date());
  for (let found = 0; found < nth;) {
    day = addDays(day, 1);
    if (weekdays.includes(weekday(day)) && !isOff(day)) found++;
  }
  return day;
}

/** `26/11/2026`, as a citizen reads it. */
export const dayWords = (day: Day): string => day.split('-').reverse().join('/');

/** The certification of a Thursday evening, as the contract names it. */
export const evening = (day: Day): string => `26506.N:${instantAt(day, 17 * 60).getTime() / 60_000}`;
