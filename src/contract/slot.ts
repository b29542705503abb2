import { LocalizedText } from './localized-text.ts';
import type { Operation } from './operation.ts';
import {
  array,
  Day,
  Id,
  type InferOutput,
  Instant,
  nullable,
  number,
  object,
  optional,
  picklist,
  string,
} from './schema.ts';

/** An appointment time at a place. */
export const Slot = object({
  id: Id,
  place: Id,
  start: Instant,
  end: Instant,
  /** Free places. */
  left: number(),
});
export type Slot = InferOutput<typeof Slot>;

/**
 * `open`: has free places; `full`; `closed`: a holiday or a closure; `off`: never open on such a day; `past`;
 * `later`: not yet open for booking.
 */
export const dayStates = ['open', 'full', 'closed', 'off', 'past', 'later'] as const;

/** A day in the calendar of a place. */
export const BookingDay = object({
  date: Day,
  state: picklist(dayStates),
  left: number(),
  /** The holiday, or the reason of the closure. */
  name: optional(LocalizedText),
  /** Type of the special day. */
  type: optional(picklist(['holiday', 'compensatory', 'swapOff', 'swapWork'])),
  /** Day and month of the Vietnamese lunar calendar, `15/10`, or `15/6n` in a leap month. */
  lunar: string(),
});
export type BookingDay = InferOutput<typeof BookingDay>;

/** Reads the days between two dates, at most 62, and the first free time from now on. */
export const dayList = {
  name: 'day.list',
  method: 'GET',
  path: '/services/{service}/days',
  output: object({
    days: array(BookingDay),
    first: nullable(Slot),
    /** The last day that can be booked now. */
    until: Day,
    now: Instant,
  }),
} as const satisfies Operation;

/** Reads the times of a day, including those that are taken. */
export const slotList = {
  name: 'slot.list',
  method: 'GET',
  path: '/services/{service}/slots',
  output: object({ slots: array(Slot), now: Instant }),
} as const satisfies Operation;
