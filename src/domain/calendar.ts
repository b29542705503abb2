/** A day as `yyyy-mm-dd`, without time or zone, from `firstDay` to `lastDay`. */
export type Day = string;

/**
 * Bounds of valid dates. Dates outside are typing errors, or what other systems write for "never" or "unknown"
 * (9999-12-31, 1753-01-01); within them, days sort as text.
 */
export const firstDay = '1900-01-01';
/** The last day that can be computed with. */
export const lastDay = '2199-12-31';

/**
 * What the government's yearly plan says of a day: a public holiday, the day off in lieu of a holiday that fell on a
 * weekend, or a swap of a working day with a rest day (Labour Code 2019, art. 112; the plan is announced each autumn).
 */
export type SpecialDayType = 'holiday' | 'compensatory' | 'swapOff' | 'swapWork';

/** Whether a special day is a day off. */
export const isOff = (special: SpecialDayType | undefined): boolean => special !== undefined && special !== 'swapWork';

/** A day on which the government’s plan differs from the weekday. */
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

/** A calendar without special days or hours. */
export const ordinaryWeek: Calendar = { hours: [], days: new Map() };

/** Whether a text is an existing day within the bounds. */
export function isDay(text: string): boolean {
  if (!/^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Viet Nam keeps UTC+7 all year. */
const zone = 7 * 3600_000;
const dayLength = 24 * 3600_000;

const earliest = Date.parse(`${firstDay}T00:00:00Z`);
const latest = Date.parse(`${lastDay}T00:00:00Z`);

/** Whether the day of an instant is within the bounds. */
export function isInBounds(instant: Date): boolean {
  const time = instant.getTime() + zone;
  return time >= earliest && time < latest + dayLength;
}

/**
 * The day in Viet Nam at an instant, clamped to the bounds.
 * @throws RangeError for an invalid date
 */
export function dayOf(instant: Date): Day {
  return new Date(Math.min(latest, Math.max(earliest, instant.getTime() + zone))).toISOString().slice(0, 10);
}

/** The minute of the day in Viet Nam at an instant. */
export function minuteOf(instant: Date): number {
  return Math.floor(((instant.getTime() + zone) % dayLength) / 60_000);
}

/** The instant of a minute of a day in Viet Nam. */
export function instantAt(day: Day, minute: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - zone + minute * 60_000);
}

/**
 * Adds days.
 * @throws RangeError outside the bounds, so that loops over days always end
 */
export function addDays(day: Day, count: number): Day {
  const time = Date.parse(`${day}T00:00:00Z`) + count * dayLength;
  if (!(time >= earliest && time <= latest)) throw new RangeError(`no day of the calendar: ${day} + ${count}`);
  return new Date(time).toISOString().slice(0, 10);
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysApart(first: Day, second: Day): number {
  return (Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / dayLength;
}

/** All days from the first to the last, both included; none when the last is earlier. */
export function daysBetween(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  const start = Date.parse(`${first}T00:00:00Z`);
  for (let count = daysApart(first, last), i = 0; i <= count; i++)
    days.push(new Date(start + i * dayLength).toISOString().slice(0, 10));
  return days;
}

/** Weekday, 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** A worked Saturday (swap) has the hours of a Friday. */
const swapWorkAs = 5;

/** The weekday whose hours apply on a day, 1 for Monday to 7 for Sunday. */
export const hoursWeekday = (day: Day, special: SpecialDayType | undefined): number =>
  special === 'swapWork' ? swapWorkAs : weekday(day);

/** Whether offices work: Monday to Friday, unless the government’s plan says otherwise. */
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

/**
 * Number of working days after one day, up to and including another. Computed arithmetically: the days may be far
 * apart.
 */
export function workdaysBetween(calendar: Calendar, after: Day, last: Day): number {
  const days = daysApart(after, last);
  if (!(days > 0)) return 0;
  const rest = days % 7;
  let count = ((days - rest) / 7) * 5;
  for (let i = 0, day = weekday(after); i < rest; i++) {
    day = (day % 7) + 1;
    if (day < 6) count++;
  }
  calendar.days.forEach((special, day) => {
    if (day <= after || day > last) return;
    const ordinary = weekday(day) < 6;
    if (ordinary && special !== 'swapWork') count--;
    if (!ordinary && special === 'swapWork') count++;
  });
  return count;
}
