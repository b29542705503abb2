import { array, boolean, number, object, optional, string, type InferOutput } from 'valibot';
import { CalendarDay, Place } from './agency.ts';
import type { Operation } from './operation.ts';
import { Day, Id, Instant, LocalizedText } from './localized-text.ts';

/** What a place has for people: `scanner`, `printer`, `wheelchair`, … or a word of the backend's own. */
export const Equipment = object({ id: Id, label: LocalizedText });

/** A place where people are helped: a desk, or a support point in a hamlet. */
export const DutyPoint = object({
  ...Place.entries,
  equipment: array(Equipment),
  /** Where papers are received; elsewhere people are only helped. */
  desk: boolean(),
});
export type DutyPoint = InferOutput<typeof DutyPoint>;

/** Somebody's turn to help at a place. */
export const Duty = object({
  id: Id,
  place: Id,
  start: Instant,
  end: Instant,
  /** The organisation, as people call it. */
  team: LocalizedText,
  /** First names only. */
  helpers: array(string()),
  tasks: array(LocalizedText),
  /** Languages beside Vietnamese. */
  languages: array(LocalizedText),
});
export type Duty = InferOutput<typeof Duty>;

/** A session that comes, to be said in one sentence. */
export const ComingSession = object({
  name: LocalizedText,
  place: Id,
  start: Instant,
  end: Instant,
  /** How much is free; it can be booked when there is something. */
  left: number(),
});
export type ComingSession = InferOutput<typeof ComingSession>;

/**
 * Reads who is on duty in some days, at most 31, and the places where people are helped. Without days: today and the
 * thirteen days after it, so that a screen without a network goes on. Since 1.6.
 */
export const dutyList = {
  name: 'duty.list',
  method: 'GET',
  path: '/agencies/{agency}/duties',
  input: object({ agency: Id, place: optional(Id), from: optional(Day), to: optional(Day) }),
  output: object({
    from: Day,
    to: Day,
    points: array(DutyPoint),
    duties: array(Duty),
    sessions: array(ComingSession),
    /** Days on which the office calendar differs: nobody is on duty on a day off. */
    days: array(CalendarDay),
    /** Where to go when nobody is on duty, as a whole sentence. */
    instead: optional(LocalizedText),
    /** The address of the calendar feed (RFC 5545), relative to the API. */
    feed: optional(string()),
    now: Instant,
  }),
  errors: ['agency-not-found', 'not-offered'],
} satisfies Operation;
