import { isDay } from '../domain/calendar.ts';
import { check, isoTimestamp, looseObject, maxLength, pipe, regex, string, type InferOutput } from 'valibot';

/** An RFC 3339 instant with offset: `2026-11-23T14:05:00+07:00`. */
export const Instant = pipe(string(), isoTimestamp());

/** A calendar day, `yyyy-mm-dd`, from 1900 to 2199. */
export const Day = pipe(string(), regex(/^(?:19|20|21)\d{2}-\d{2}-\d{2}$/), check(isDay));

/** A time of day, `hh:mm`, 24 hours. */
export const TimeOfDay = pipe(string(), regex(/^\d{2}:\d{2}$/));

/** An opaque identifier of the backend. Not `.` or `..`, which would change a path. */
export const Id = pipe(string(), maxLength(64), regex(/^(?!\.{1,2}$)[\w.:-]+$/));

/** Text of the backend by language; Vietnamese is always present. */
export const LocalizedText = looseObject({ vi: string() });
export type LocalizedText = InferOutput<typeof LocalizedText>;
