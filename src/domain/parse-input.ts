import { isDay, type Day } from './calendar.ts';
import { foldDiacritics } from './fold-diacritics.ts';
import { formatTimeOfDay } from './time-of-day.ts';

/** Parses a day as typed, `2026-12-03` or `3/12/2026`; undefined when it is invalid. */
export function parseDay(text: string): Day | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim()) ?? [];
  const found = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.trim();
  return isDay(found) ? found : undefined;
}

/** Parses a time as typed, `07:30`, `7h30`, `7 giờ 30` or `7h`; undefined when it is invalid. */
export function parseTime(text: string): string | undefined {
  const [, hour = '', minute = ''] = /^(\d{1,2})\s*(?:[:h.]|gio)\s*(\d{2})?$/.exec(foldDiacritics(text)) ?? [];
  if (!hour || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return formatTimeOfDay(Number(hour) * 60 + Number(minute));
}

/** Weekdays in recurrence rules (RFC 5545), from Monday. */
export const byday = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const names = [
  ['t2', 'thu 2', 'thu hai', 'mo', 'monday'],
  ['t3', 'thu 3', 'thu ba', 'tu', 'tuesday'],
  ['t4', 'thu 4', 'thu tu', 'we', 'wednesday'],
  ['t5', 'thu 5', 'thu nam', 'th', 'thursday'],
  ['t6', 'thu 6', 'thu sau', 'fr', 'friday'],
  ['t7', 'thu 7', 'thu bay', 'sa', 'saturday'],
  ['cn', 'chu nhat', 'su', 'sunday'],
];

/**
 * Parses weekdays as typed, `T2, T4` or `Thứ Hai; Thứ Tư`, to 1 for Monday … 7 for Sunday; undefined when one is
 * invalid. Bare numbers are invalid: Monday is "second" in Vietnamese but first in other languages.
 */
export function parseWeekdays(text: string): number[] | undefined {
  const days = parseList(text).map(each => names.findIndex(known => known.includes(foldDiacritics(each))) + 1);
  return days.includes(0) ? undefined : [...new Set(days)].sort((a, b) => a - b);
}

/** Splits at commas, semicolons and plus signs. */
export const parseList = (text: string): string[] =>
  text
    .split(/[,;+]/)
    .map(each => each.trim())
    .filter(Boolean);
