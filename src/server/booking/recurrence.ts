import ICAL from 'ical.js';
import { daysApart, type Day } from '../../domain/calendar.ts';

/** Nobody plans further than so many days after the first. */
const longest = 40 * 366;
const known = new Map<string, ReadonlySet<Day>>();
const mostKnown = 500;

/**
 * Whether a day is one of a recurrence rule's (RFC 5545, 3.3.10), for instance `FREQ=WEEKLY;BYDAY=TH`.
 * @param since the first day that it may give (`DTSTART`)
 */
export function recursOn(rule: string, since: Day, day: Day): boolean {
  if (day < since || daysApart(since, day) > longest) return false;
  const year = day.slice(0, 4);
  const key = `${rule} ${since} ${year}`;
  let days = known.get(key);
  if (!days) {
    if (known.size >= mostKnown) known.clear();
    known.set(key, (days = daysThrough(rule, since, `${year}-12-31`)));
  }
  return days.has(day);
}

/** What may limit a rule of each frequency: with more, some rules give no day, and are looked through for ever. */
const limits: Record<string, RegExp> = {
  DAILY: /^$/,
  WEEKLY: /^(?:BYDAY=(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*)?$/,
  MONTHLY: /^(?:BYDAY=(?:-1|[1-4])(?:MO|TU|WE|TH|FR|SA|SU)|BYMONTHDAY=(?:-1|[1-9]|1\d|2[0-8]))?$/,
  YEARLY: /^$/,
};

/** A rule that skips more, or is to give more, has no use here, and the library counts up to it one by one. */
const most = { length: 200, interval: 366, count: longest };

/** What is wrong with a rule as somebody wrote it; undefined when nothing is. */
export function wrongInRule(rule: string): string | undefined {
  if (rule.length > most.length) return `longer than ${most.length} signs`;
  try {
    const { freq, interval, count } = ICAL.Recur.fromString(rule);
    if (!(interval >= 1 && interval <= most.interval)) return `INTERVAL=${interval}`;
    if (count && !(count >= 1 && count <= most.count)) return `COUNT=${count}`;
    const by = rule
      .toUpperCase()
      .split(';')
      .filter(part => !/^(?:FREQ|INTERVAL|COUNT|UNTIL|WKST)=/.test(part))
      .join(';');
    return limits[freq]?.test(by) ? undefined : `FREQ=${freq ?? ''};${by}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The days that a rule gives up to the end of a year; none for a rule that cannot be read, which harms nobody else. */
function daysThrough(rule: string, since: Day, last: Day): Set<Day> {
  const days = new Set<Day>();
  if (wrongInRule(rule)) return days;
  try {
    const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(since));
    for (let i = 0; i <= longest; i++) {
      const day = iterator.next()?.toString().slice(0, 10);
      if (!day || day > last) break;
      days.add(day);
    }
  } catch {
    // What the library cannot reckon gives no day.
  }
  return days;
}
