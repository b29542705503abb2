import { CalendarDay, Place } from './agency.ts';
import { LocalizedText } from './localized-text.ts';
import type { Operation } from './operation.ts';
import { array, boolean, Day, Id, type InferOutput, Instant, number, object, optional, string } from './schema.ts';

/** Equipment of a place: `scanner`, `printer`, `wheelchair`, … or the backend's own. */
export const Equipment = object({ id: Id, label: LocalizedText });

/** A place with help for citizens: a desk, or a support point in a hamlet. */
export const DutyPoint = object({
  ...Place.entries,
  equipment: array(Equipment),
  /** Whether papers are received; elsewhere volunteers only help. */
  desk: boolean(),
});
export type DutyPoint = InferOutput<typeof DutyPoint>;

/** A duty of a team at a place. */
export const Duty = object({
  id: Id,
  place: Id,
  start: Instant,
  end: Instant,
  /** The team's organisation. */
  team: LocalizedText,
  /** First names only. */
  helpers: array(string()),
  tasks: array(LocalizedText),
  /** Languages beside Vietnamese. */
  languages: array(LocalizedText),
});
export type Duty = InferOutput<typeof Duty>;

/** An upcoming session. */
export const ComingSession = object({
  name: LocalizedText,
  place: Id,
  start: Instant,
  end: Instant,
  /** Free places; it can be booked when there are any. */
  left: number(),
});
export type ComingSession = InferOutput<typeof ComingSession>;

/**
 * Reads the roster of at most 31 days, with its places. By default today and the next 13 days, so that a screen can
 * work offline. Since 1.6.
 */
export const dutyList = {
  name: 'duty.list',
  method: 'GET',
  path: '/agencies/{agency}/duties',
  output: object({
    from: Day,
    to: Day,
    points: array(DutyPoint),
    duties: array(Duty),
    sessions: array(ComingSession),
    /** Special days; days off have no duties. */
    days: array(CalendarDay),
    /** Where to go when no team is on duty, as a sentence. */
    instead: optional(LocalizedText),
    /** URL of the calendar feed (RFC 5545), relative to the API. */
    feed: optional(string()),
    now: Instant,
  }),
} as const satisfies Operation;
