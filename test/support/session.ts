import { addDays, dayOf, instantAt, weekday, type Day } from '../../src/domain/calendar.ts';
import { specialDays } from '../../src/server/sample/calendar.ts';

/** The nth day from tomorrow with a session, by weekday. */
export function sessionDay(weekdays: readonly number[], nth = 1): Day {
  const isOff = (day: Day) => specialDays.some(([date, type]) => date === day && type !== 'swapWork');
  let day = dayOf(new Date());
  for (let found = 0; found < nth;) {
    day = addDays(day, 1);
    if (weekdays.includes(weekday(day)) && !isOff(day)) found++;
  }
  return day;
}

/** `26/11/2026`, as shown to citizens. */
export const dayWords = (day: Day): string => day.split('-').reverse().join('/');

/** The certification session of a Thursday evening, by its contract identifier. */
export const evening = (day: Day): string => `26506.N:${instantAt(day, 17 * 60).getTime() / 60_000}`;
