import { addDays, type Calendar, type Day, daysBetween, instantAt, isWorkday, weekday } from './calendar.ts';
import { parseTimeOfDay } from './time-of-day.ts';

/** What a block applies to: `event` goes before `time`, `time` before `default`. */
export const blockKinds = ['event', 'time', 'default'] as const;

/** Days of the office calendar on which a block applies. */
export const blockDays = ['all', 'working', 'off'] as const;

/** A part of a playlist: guides, and when they are shown. */
export interface PlaylistBlock {
  kind: (typeof blockKinds)[number];
  /** Identifiers of guides, in the order in which they are shown. */
  guides: readonly string[];
  /** 1 for Monday to 7 for Sunday; every weekday by default. */
  weekdays?: readonly number[] | undefined;
  days?: (typeof blockDays)[number] | undefined;
  /** First and last day. */
  since?: Day | undefined;
  until?: Day | undefined;
  /** From and to, as `hh:mm`; all day by default. A span that ends before it begins goes on after midnight. */
  from?: string | undefined;
  to?: string | undefined;
}

/** What is shown from an instant to another, both in milliseconds since 1970. */
export interface Segment {
  from: number;
  to: number;
  kind: PlaylistBlock['kind'];
  guides: readonly string[];
}

const dayMinutes = 24 * 60;

/**
 * The segments of a span of days, in order and without gaps. A block across midnight belongs to the day on which it
 * begins. Of several blocks of one kind at a time, the first of the playlist is shown; without any, none of the guides.
 */
export function segmentsOf(
  blocks: readonly PlaylistBlock[],
  calendar: Calendar,
  first: Day,
  dayCount: number,
): Segment[] {
  const start = instantAt(first, 0).getTime();
  const end = instantAt(addDays(first, dayCount), 0).getTime();
  const spans = daysBetween(addDays(first, -1), addDays(first, dayCount - 1)).flatMap(day =>
    blocks.flatMap((block, order) =>
      appliesOn(block, calendar, day) ? [{ ...spanOn(block, day), block, order }] : [],
    ),
  );
  const bounds = [start, end, ...spans.flatMap(({ from, to }) => [from, to])].filter(at => at >= start && at <= end);
  const times = [...new Set(bounds)].sort((a, b) => a - b);
  const segments: Segment[] = [];
  times.slice(0, -1).forEach((from, i) => {
    const to = times[i + 1]!;
    const [best] = spans
      .filter(span => span.from <= from && span.to >= to)
      .sort((a, b) => blockKinds.indexOf(a.block.kind) - blockKinds.indexOf(b.block.kind) || a.order - b.order);
    const { kind = 'default', guides = [] } = best?.block ?? {};
    const last = segments[segments.length - 1];
    if (last && last.kind === kind && last.guides.join() === guides.join()) last.to = to;
    else segments.push({ from, to, kind, guides });
  });
  return segments;
}

function appliesOn({ weekdays, days = 'all', since, until }: PlaylistBlock, calendar: Calendar, day: Day): boolean {
  if (weekdays?.length && !weekdays.includes(weekday(day))) return false;
  if ((since && day < since) || (until && day > until)) return false;
  return days === 'all' || isWorkday(calendar, day) === (days === 'working');
}

function spanOn({ from = '00:00', to = '24:00' }: PlaylistBlock, day: Day): { from: number; to: number } {
  const [opens, closes] = [parseTimeOfDay(from), parseTimeOfDay(to)];
  const length = closes > opens ? closes - opens : closes + dayMinutes - opens;
  return { from: instantAt(day, opens).getTime(), to: instantAt(day, opens + length).getTime() };
}

const week = 7 * dayMinutes * 60_000;

/**
 * The segment at an instant. Before and after the known ones those of the same weekday are used, so that a screen goes
 * on when it has had no network for weeks, or its clock is wrong.
 */
export function segmentAt(segments: readonly Segment[], now: number): Segment | undefined {
  const [first, last] = [segments[0], segments[segments.length - 1]];
  if (!first || !last || !isFinite(now)) return undefined;
  let at = now;
  if (at >= last.to) at -= Math.ceil((at - last.to + 1) / week) * week;
  if (at < first.from) at += Math.ceil((first.from - at) / week) * week;
  return segments.filter(({ from, to }) => at >= from && at < to)[0] ?? last;
}
