import { Place } from './agency.ts';
import { LocalizedText } from './localized-text.ts';
import type { Operation } from './operation.ts';
import {
  array,
  boolean,
  Day,
  Id,
  type InferOutput,
  Instant,
  number,
  object,
  optional,
  picklist,
  string,
} from './schema.ts';
import { Slot } from './slot.ts';

/** Unit of a session's capacity. */
export const units = ['heads', 'pages', 'copies'] as const;
/** What the capacity of a session counts. */
export type Unit = (typeof units)[number];

/** `over`: booking has ended; `closed`: a holiday or a closure; `later`: not yet open for booking. */
export const sessionStates = ['open', 'full', 'over', 'closed', 'later'] as const;

/** Some hours in which citizens are served in the order of their numbers, without fixed times. */
export const Session = object({
  ...Slot.entries,
  date: Day,
  state: picklist(sessionStates),
  unit: picklist(units),
  /** Maximum units per booking. */
  most: number(),
  bookUntil: Instant,
  /** When booking opens, if it has not. */
  bookFrom: optional(Instant),
  /** Without a phone, the printed number is enough. */
  needsPhone: boolean(),
  /** Length of the waitlist; missing where there is none. Since 1.5. */
  waiting: optional(number()),
  /** The holiday, or the reason of the closure. */
  name: optional(LocalizedText),
});
export type Session = InferOutput<typeof Session>;

/** Regular sessions, to be summarized: “Thứ Năm, 17:00–19:00”. */
export const SessionPattern = object({
  place: Id,
  /** 1 for Monday to 7 for Sunday, in order; empty where sessions are irregular. */
  weekdays: array(number()),
  from: string(),
  to: string(),
});
export type SessionPattern = InferOutput<typeof SessionPattern>;

/** Reads the sessions of the coming weeks, including full and closed ones. Since 1.4. */
export const sessionList = {
  name: 'session.list',
  method: 'GET',
  path: '/services/{service}/sessions',
  output: object({
    sessions: array(Session),
    patterns: array(SessionPattern),
    places: array(Place),
    now: Instant,
  }),
} as const satisfies Operation;
