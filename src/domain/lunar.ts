import type { Day } from './calendar.ts';

/** A day of the Vietnamese lunar calendar. */
export interface LunarDay {
  day: number;
  month: number;
  /** Whether it is a leap month. */
  leap: boolean;
}

/**
 * Converts a day to the Vietnamese lunar calendar. A month begins on the day of the new moon at UTC+7, the eleventh
 * contains the winter solstice, and in a year of thirteen months the first one after it without a major solar term is
 * the leap month. The browser's Chinese calendar uses UTC+8 and is a day late for Tết 2027. Astronomy: J. Meeus,
 * Astronomical Algorithms (2nd ed., ch. 25 and 49).
 * @throws RangeError outside the years 1900 to 2199
 */
export function lunarDay(date: Day): LunarDay {
  const year = Number(date.slice(0, 4));
  if (!(year >= 1900 && year < 2200)) throw new RangeError(date);
  const day = dayNumber(date);
  const start = monthOf(day);
  let eleventh = monthOfSolstice(year);
  if (eleventh > start) eleventh = monthOfSolstice(year - 1);
  const next = monthOfSolstice(eleventh === monthOfSolstice(year) ? year + 1 : year);

  let months = Math.round((start - eleventh) / synodicMonth);
  let leap = false;
  if (next - eleventh > 365) {
    const leapMonth = leapMonthAfter(eleventh);
    leap = months === leapMonth;
    if (months >= leapMonth) months--;
  }
  return { day: day - start + 1, month: ((months + 10) % 12) + 1, leap };
}

const synodicMonth = 29.530588861;
const zone = 7 / 24;
/** Julian day of the new moon of 6 January 2000. */
const epoch = 2451550.09766;
/** Terrestrial minus universal time, in days; it changes by a second or two in a decade. */
const deltaT = 71 / 86_400;

const radians = Math.PI / 180;
const sin = (degrees: number) => Math.sin(degrees * radians);

/** Julian day number of a day in Viet Nam. */
function dayNumber(date: Day): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 2440588;
}

/** First day of the lunar month that contains a day. */
function monthOf(day: number): number {
  const k = Math.round((day - epoch) / synodicMonth) + 1;
  for (let i = k; ; i--) {
    const start = newMoonDay(i);
    if (start <= day) return start;
  }
}

/** First day of the lunar month that contains a year's winter solstice. */
function monthOfSolstice(year: number): number {
  let day = dayNumber(`${year}-12-20`);
  while (termOf(day + 1) < 9) day++;
  return monthOf(day);
}

/** Position of the leap month after the eleventh month: the first one without a major solar term. */
function leapMonthAfter(eleventh: number): number {
  let start = eleventh;
  for (let i = 0; ; i++) {
    const next = monthOf(start + 32);
    if (i > 0 && termOf(start) === termOf(next)) return i;
    start = next;
  }
}

/** Solar term (0 to 11) as a day begins in Viet Nam; the ninth begins at the winter solstice. */
function termOf(day: number): number {
  return Math.floor(sunLongitude(day - 0.5 - zone + deltaT) / 30);
}

function newMoonDay(k: number): number {
  return Math.floor(newMoon(k) - deltaT + 0.5 + zone);
}

function newMoon(k: number): number {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const m = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const n = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  const node = 124.7746 - 1.56375588 * k;
  return (
    epoch +
    synodicMonth * k +
    0.00015437 * t * t -
    0.4072 * sin(n) +
    0.17241 * e * sin(m) +
    0.01608 * sin(2 * n) +
    0.01039 * sin(2 * f) +
    0.00739 * e * sin(n - m) -
    0.00514 * e * sin(n + m) +
    0.00208 * e * e * sin(2 * m) -
    0.00111 * sin(n - 2 * f) -
    0.00057 * sin(n + 2 * f) +
    0.00056 * e * sin(2 * n + m) -
    0.00042 * sin(3 * n) +
    0.00042 * e * sin(m + 2 * f) +
    0.00038 * e * sin(m - 2 * f) -
    0.00024 * e * sin(2 * n - m) -
    0.00017 * sin(node) +
    0.000325 * sin(299.77 + 0.107408 * k - 0.009173 * t * t)
  );
}

/** Apparent longitude of the sun in degrees, accurate to 0.01. */
function sunLongitude(julian: number): number {
  const t = (julian - 2451545) / 36525;
  const m = 357.52911 + 35999.05029 * t;
  const centre = (1.914602 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m);
  const apparent = 280.46646 + 36000.76983 * t + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return ((apparent % 360) + 360) % 360;
}

/** Formats a lunar day as the contract does: `15/10`, or `15/6n` in a leap month. */
export const lunarText = (date: Day): string => {
  const { day, month, leap } = lunarDay(date);
  return `${day}/${month}${leap ? 'n' : ''}`;
};
