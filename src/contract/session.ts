import { array, boolean, number, object, optional, picklist, string, type InferOutput } from 'valibot';
import { Place } from './agency.ts';
import type { Operation } from './operation.ts';
import { Slot } from './slot.ts';
import { Day, Id, Instant, LocalizedText } from './localized-text.ts';

/** What the capacity of a session counts: people, or what they bring. */
export const units = ['heads', 'pages', 'copies'] as const;
export type Unit = (typeof units)[number];

/** `over`: booking has ended; `closed`: a holiday, or closed by the office; `later`: not open for booking yet. */
export const sessionStates = ['open', 'full', 'over', 'closed', 'later'] as const;

/** Some hours in which a desk sees people one after the other: one comes to it with a number, not at a minute. */
export const Session = object({
  ...Slot.entries,
  date: Day,
  state: picklist(sessionStates),
  unit: picklist(units),
  /** How many units one booking may take. */
  most: number(),
  bookUntil: Instant,
  /** From when it can be booked, where it cannot yet. */
  bookFrom: optional(Instant),
  /** Without a phone, the printed number is enough. */
  needsPhone: boolean(),
  /** How many wait for a place in it; left out where one cannot. Since 1.5. */
  waiting: optional(number()),
  /** The holiday, or why it is closed. */
  name: optional(LocalizedText),
});
export type Session = InferOutput<typeof Session>;

/** When sessions usually are, to be said in one sentence: “Thứ Năm, 17:00–19:00”. */
export const SessionPattern = object({
  place: Id,
  /** 1 for Monday to 7 for Sunday, in order; empty where no plain sentence says it. */
  weekdays: array(number()),
  from: string(),
  to: string(),
});
export type SessionPattern = InferOutput<typeof SessionPattern>;

/** Reads the sessions of the coming weeks, those that are full or closed too. Since 1.4. */
export const sessionList = {
  name: 'session.list',
  method: 'GET',
  path: '/services/{service}/sessions',
  input: object({
    agency: Id,
    service: Id,
    place: optional(Id),
    /** The half days on which officers come home, instead of sessions at a desk. Since 1.5. */
    way: optional(picklist(['session', 'home'])),
  }),
  output: object({
    sessions: array(Session),
    patterns: array(SessionPattern),
    places: array(Place),
    now: Instant,
  }),
  errors: ['agency-not-found', 'not-offered', 'service-not-found'],
} satisfies Operation;
