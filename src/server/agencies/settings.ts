import {
  array,
  type InferOutput,
  integer,
  minValue,
  nullable,
  number,
  object,
  optional,
  partial,
  pipe,
  string,
  transform,
} from 'valibot';
import { BookingOffer, Capabilities, HomeOffer, Id, TimeOfDay, Words } from '../../contract/index.ts';

/** What an operator sets is bounded where it is read: a slip of the keyboard must not stop a server. */
const clampedInteger = (most: number) =>
  pipe(
    number(),
    integer(),
    minValue(0),
    transform(value => Math.min(value, most)),
  );
const count = clampedInteger(1_000_000);

/** Nobody books further ahead than so many days, whatever an agency has set: each of them costs processor time. */
export const maxDaysAhead = 400;

/** What is offered, and what only the server has to know of it. */
const Booking = object({
  ...BookingOffer.entries,
  /** How many days ahead can be booked. */
  horizonDays: clampedInteger(maxDaysAhead),
  /** How long before its time an appointment can still be made, moved or cancelled. */
  leadMinutes: count,
  /** How long a place is held, and by how much longer each extension holds it. */
  holdMinutes: count,
  extensionMinutes: count,
  /** How long a place that has become free is kept for the first in the line, and between which hours that is told. */
  offer: optional(object({ minutes: count, from: TimeOfDay, to: TimeOfDay })),
  /** Whoever has not come so often within so many days cannot book for a while. */
  missed: optional(object({ most: count, days: count })),
  /** How often a hold can be extended (WCAG 2.2, 2.2.1 asks for ten). */
  extensions: count,
});
export type Booking = InferOutput<typeof Booking>;

/** Which writes have to bring the proof of a small sum, and how large it is: about 20 000 is a second on a cheap phone. */
const Challenge = object({ operations: array(string()), work: count });

const namedItem = object({ id: Id, name: Words });

/** The words of a roster: teams, what they do, languages beside Vietnamese, what places have. */
const Roster = object({
  teams: array(namedItem),
  tasks: array(namedItem),
  languages: array(namedItem),
  equipment: array(namedItem),
  /** Where to go when nobody is on duty, as a whole sentence. */
  instead: optional(Words),
});
export type Roster = InferOutput<typeof Roster>;

/** What an agency itself has set of its capabilities; what it leaves out comes from the agencies above it. */
export const AgencySettings = partial(
  object({
    lookup: Capabilities.entries.lookup,
    rating: Capabilities.entries.rating,
    opinion: Capabilities.entries.opinion,
    booking: nullable(Booking),
    home: nullable(HomeOffer),
    roster: nullable(Roster),
    challenge: nullable(Challenge),
  }),
);
export type AgencySettings = InferOutput<typeof AgencySettings>;
