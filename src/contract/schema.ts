import { check, isoTimestamp, maxLength, pipe, regex, string } from 'valibot';
import { isDay } from '../domain/calendar.ts';

/**
 * The schema functions and formats of what browsers check: answers and problems. The browser build puts
 * `core/schema-lite.ts` in the place of this file.
 */
export {
  array,
  boolean,
  looseObject,
  nullable,
  number,
  object,
  optional,
  picklist,
  safeParse,
  string,
  type BaseIssue,
  type BaseSchema,
  type InferOutput,
} from 'valibot';

/** An RFC 3339 instant with offset: `2026-11-23T14:05:00+07:00`. */
export const Instant = pipe(string(), isoTimestamp());

/** A calendar day, `yyyy-mm-dd`, from 1900 to 2199. */
export const Day = pipe(string(), regex(/^(?:19|20|21)\d{2}-\d{2}-\d{2}$/), check(isDay));

/** A time of day, `hh:mm`, 24 hours. */
export const TimeOfDay = pipe(string(), regex(/^\d{2}:\d{2}$/));

/** An opaque identifier of the backend. Not `.` or `..`, which would change a path. Since 1.9 up to 128 characters. */
export const Id = pipe(string(), maxLength(128), regex(/^(?!\.{1,2}$)[\w.:-]+$/));

/** In characters. */
export const maxSecretLength = 512;
/** A token that authorizes actions on a hold, appointment or waitlist entry. Since 1.9 up to 512 characters. */
export const Secret = pipe(string(), maxLength(maxSecretLength));
