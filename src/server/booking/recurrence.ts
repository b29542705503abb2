import ICAL from 'ical.js';
import { type Day, daysApart } from '../../domain/calendar.ts';

/** Upper bound of days after the first. */
const maxSpanDays = 40 * 366;
const occurrenceCache = new Map<string, ReadonlySet<Day>>();
const maxCached = 500;

/**
 * Whether a recurrence rule (RFC 5545, 3.3.10), for instance `FREQ=WEEKLY;BYDAY=TH`, includes a day.
 * @param since `DTSTART`: the first possible day
 */
export function occursOn(rule: string, since: Day, day: Day): boolean {
  if (day < since || daysApart(since, day) > maxSpanDays) return false;
  const year = day.slice(0, 4);
  const key = `${rule} ${since} ${year}`;
  let days = occurrenceCache.get(key);
  if (!days) {
    if (occurrenceCache.size >= maxCached) occurrenceCache.clear();
    occurrenceCache.set(key, (days = occurrences(rule, since, `${year}-12-31`)));
  }
  return days.has(day);
}

/**
 * Allowed BY… parts of each frequency. Other combinations may have no occurrence at all, and the library would search
 * forever.
 */
const allowedByFrequency: Record<string, RegExp> = {
  DAILY: /^$/,
  WEEKLY: /^(?:BYDAY=(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)?$/,
  MONTHLY: /^(?:BYDAY=(?:-1|[1-4])(?:MO|TU|WE|TH|FR|SA|SU)|BYMONTHDAY=(?:-1|[1-9]|1\d|2[0-8]))?$/,
  YEARLY: /^$/,
};

/** Upper bounds: the library iterates up to INTERVAL and COUNT one by one. */
const max = { length: 200, interval: 366, count: maxSpanDays };

/** What is wrong with a rule; undefined for a valid one. */
export function ruleError(rule: string): string | undefined {
  if (rule.length > max.length) return `longer than ${max.length} signs`;
  try {
    const { freq, interval, count } = ICAL.Recur.fromString(rule);
    if (!(interval >= 1 && interval <= max.interval)) return `INTERVAL=${interval}`;
    if (count && !(count >= 1 && count <= max.count)) return `COUNT=${count}`;
    const by = rule
      .toUpperCase()
      .split(';')
      .filter(part => !/^(?:FREQ|INTERVAL|COUNT|UNTIL|WKST)=/.test(part))
      .join(';');
    return allowedByFrequency[freq]?.test(by) ? undefined : `FREQ=${freq ?? ''};${by}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Occurrences up to the end of a year; none for an invalid rule, which must not affect others. */
function occurrences(rule: string, since: Day, last: Day): Set<Day> {
  const days = new Set<Day>();
  if (ruleError(rule)) return days;
  try {
    const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(since));
    for (let i = 0; i <= maxSpanDays; i++) {
      const day = iterator.next()?.toString().slice(0, 10);
      if (!day || day > last) break;
      days.add(day);
    }
  } catch {
    // No occurrence where the library fails.
  }
  return days;
}
