/** A day as `yyyy-mm-dd`, without time or zone. */
export type Day = string;

/**
 * What the government's yearly plan says of a day: a public holiday, the day off in lieu of a holiday that fell on a
 * weekend, or a swap of a working day with a rest day (Labour Code 2019, art. 112; the plan is announced each autumn).
 */
export type SpecialDayType = 'holiday' | 'compensatory' | 'swapOff' | 'swapWork';

/** Whether a special day is one on which nobody works. */
export const isOff = (special: SpecialDayType | undefined): boolean => special !== undefined && special !== 'swapWork';

export interface SpecialDay {
  date: Day;
  type: SpecialDayType;
}

/** Minutes after midnight, half open: `[450, 690]` is 07:30 to 11:30. */
export type Hours = readonly [from: number, to: number];

/** An office calendar: the working hours of an ordinary day, and the days that differ. */
export interface Calendar {
  hours: readonly Hours[];
  days: ReadonlyMap<Day, SpecialDayType>;
}

/** A calendar without special days: what would be open. */
export const ordinary: Calendar = { hours: [], days: new Map() };

/** Whether a text names a day that there is. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Viet Nam keeps UTC+7 all year. */
const zone = 7 * 3600_000;
const dayLength = 24 * 3600_000;

/** The day in Viet Nam at an instant. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + zone).toISOString().slice(0, 10);
}

/** Minutes after midnight in Viet Nam at an instant. */
export function minuteOf(instant: Date): number {
  return Math.floor(((instant.getTime() + zone) % dayLength) / 60_000);
}

/** The instant at which a day in Viet Nam is so many minutes old. */
export function instantAt(day: Day, minute: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - zone + minute * 60_000);
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLength).toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** A Saturday that is worked in exchange for another day keeps the hours of the Friday before. */
const swapWorkAs = 5;

/** The weekday whose hours a day keeps, 1 for Monday to 7 for Sunday. */
export const hoursAs = (day: Day, special: SpecialDayType | undefined): number =>
  special === 'swapWork' ? swapWorkAs : weekday(day);

export function isWorkday(calendar: Calendar, day: Day): boolean {
  const special = calendar.days.get(day);
  if (special) return special === 'swapWork';
  return weekday(day) < 6;
}

/** The first working day after a day. */
export function nextWorkday(calendar: Calendar, day: Day): Day {
  let next = addDays(day, 1);
  while (!isWorkday(calendar, next)) next = addDays(next, 1);
  return next;
}
