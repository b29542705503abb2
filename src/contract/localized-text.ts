import { isDay } from '../domain/calendar.ts';
import { check, isoTimestamp, looseObject, maxLength, pipe, regex, string, type InferOutput } from 'valibot';

/** An instant of RFC 3339 with its offset: `2026-11-23T14:05:00+07:00`. */
export const Instant = pipe(string(), isoTimestamp());

/** A day of the calendar, `yyyy-mm-dd`, from 1900 to 2199: there is no 31 February. */
export const Day = pipe(string(), regex(/^(?:19|20|21)\d{2}-\d{2}-\d{2}$/), check(isDay));

/** A time of day, `hh:mm`, 24 hours. */
export const TimeOfDay = pipe(string(), regex(/^\d{2}:\d{2}$/));

/** Names something of the backend, opaque to everybody else. Not a dot or two: in a path they would lead elsewhere. */
export const Id = pipe(string(), maxLength(64), regex(/^(?!\.{1,2}$)[\w.:-]+$/));

/** Words of the backend in one or more languages; Vietnamese is always there. */
export const LocalizedText = looseObject({ vi: string() });
export type LocalizedText = InferOutput<typeof LocalizedText>;
