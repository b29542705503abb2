import { addDays, dayOf, minuteOf, weekday, type Day } from '../../../domain/calendar.ts';

/** A month as `yyyy-mm`. */
export type Month = string;

/** Day and minute in Viet Nam at an instant. */
export const dayAt = (instant: string): Day => dayOf(new Date(instant));
export const minuteAt = (instant: string): number => minuteOf(new Date(instant));

export const monthOf = (day: Day): Month => day.slice(0, 7);

export function addMonths(month: Month, count: number): Month {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const months = year * 12 + number - 1 + count;
  return `${Math.floor(months / 12)}-${two((months % 12) + 1)}`;
}

/** The same day of another month, clamped to its last day. */
export function sameDay(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), months);
  const last = addDays(`${addMonths(month, 1)}-01`, -1);
  const same = `${month}-${day.slice(8)}`;
  return same > last ? last : same;
}

/** The days of a month's grid: whole weeks from Monday to Sunday. */
export function daysOf(month: Month): Day[] {
  const first = `${month}-01`;
  const next = `${addMonths(month, 1)}-01`;
  const days: Day[] = [];
  for (let day = addDays(first, 1 - weekday(first)); day < next || weekday(day) > 1; day = addDays(day, 1)) {
    days.push(day);
  }
  return days;
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));
