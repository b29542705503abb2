import ICAL from 'ical.js';
import { addDays, type Day } from '../domain/calendar.ts';

/** Nobody plans further than so many days after the first. */
const longest = 40 * 366;
const known = new Map<string, ReadonlySet<Day>>();
const mostKnown = 500;

/**
 * Whether a day is one of a recurrence rule's (RFC 5545, 3.3.10), for instance `FREQ=WEEKLY;BYDAY=TH`.
 * @param since the first day that it may give (`DTSTART`)
 */
export function recursOn(rule: string, since: Day, day: Day): boolean {
  if (day < since) return false;
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

/** What is wrong with a rule as somebody wrote it; undefined when nothing is. */
export function wrongInRule(rule: string): string | undefined {
  try {
    const { freq } = ICAL.Recur.fromString(rule);
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

function daysThrough(rule: string, since: Day, last: Day): Set<Day> {
  const days = new Set<Day>();
  // Stored before rules were looked at so closely: it gives no day rather than none an answer.
  if (wrongInRule(rule)) return days;
  const end = last < addDays(since, longest) ? last : addDays(since, longest);
  const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(since));
  for (let next = iterator.next(); next; next = iterator.next()) {
    const day = next.toString().slice(0, 10);
    if (day > end) break;
    days.add(day);
  }
  return days;
}
