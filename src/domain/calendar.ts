import { parseTimeOfDay, type TimeSpan } from './time-of-day.ts';

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

/** A day that differs from its weekday, by the government’s plan or the office’s own. */
export interface SpecialDay {
  type: SpecialDayType;
  /** Hours of this day alone, whatever its type: a Saturday that is worked in the morning, an afternoon off. */
  hours?: readonly TimeSpan[] | null | undefined;
}

/** Whether nobody works on a special day. */
export const isOff = (special: SpecialDay | undefined): boolean =>
  special ? !(special.hours ? special.hours.length : special.type === 'swapWork') : false;

/** Minutes after midnight, half open: `[450, 690]` is 07:30 to 11:30. */
export type Hours = readonly [from: number, to: number];

/** The hours that a special day has of its own, in order. */
export const hoursOfSpecial = (special: SpecialDay | undefined): Hours[] | undefined =>
  special?.hours?.map(({ from, to }) => [parseTimeOfDay(from), parseTimeOfDay(to)] as const).sort(([a], [b]) => a - b);

/** An office calendar: the working hours of each weekday, and the days that differ. */
export interface Calendar {
  /** Working hours from Monday to Sunday; a weekday without hours is no working day. */
  week: readonly (readonly Hours[])[];
  days: ReadonlyMap<Day, SpecialDay>;
  /** Minute of the day from which a same-day procedure is due on the next working day. */
  sameDayCutOff: number;
}

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

/** Working hours of a day, in order; none on a day off. */
export function hoursOn({ week, days }: Calendar, day: Day): readonly Hours[] {
  const special = days.get(day);
  return isOff(special) ? [] : (hoursOfSpecial(special) ?? week[hoursWeekday(day, special?.type) - 1] ?? []);
}

/** Whether offices work on a day. */
export const isWorkday = (calendar: Calendar, day: Day): boolean => hoursOn(calendar, day).length > 0;

/**
 * The first working day after a day.
 * @throws RangeError beyond the last valid day
 */
export function nextWorkday(calendar: Calendar, day: Day): Day {
  let next = addDays(day, 1);
  while (!isWorkday(calendar, next)) next = addDays(next, 1);
  return next;
}

/** Number of working days after one day, up to and including another. */
export const workdaysBetween = (calendar: Calendar, after: Day, last: Day): number =>
  sumOfDays(calendar, after, last, hours => (hours.length ? 1 : 0));

/**
 * Sum of a measure of the working hours of each day after one, up to and including another. Computed by whole weeks:
 * the days may be far apart.
 */
export function sumOfDays(
  calendar: Calendar,
  after: Day,
  last: Day,
  measure: (hours: readonly Hours[]) => number,
): number {
  const days = daysApart(after, last);
  if (!(days > 0)) return 0;
  const ofWeek = calendar.week.map(measure);
  const rest = days % 7;
  let sum = ((days - rest) / 7) * ofWeek.reduce((all, each) => all + each, 0);
  for (let i = 0, day = weekday(after); i < rest; i++) {
    day = (day % 7) + 1;
    sum += ofWeek[day - 1] ?? 0;
  }
  calendar.days.forEach((_, day) => {
    if (day > after && day <= last) sum += measure(hoursOn(calendar, day)) - (ofWeek[weekday(day) - 1] ?? 0);
  });
  return sum;
}
