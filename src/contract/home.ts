import {
  array,
  integer,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
  type InferOutput,
} from 'valibot';
import { Id, LocalizedText } from './localized-text.ts';

const filled = (most: number) => pipe(string(), minLength(1), maxLength(most));

/** For whom, and where, officers come home. Since 1.5. */
export const HomeOffer = object({
  /** From this age on (Law 39/2009/QH12, article 2: 60). */
  minAge: number(),
  /** For whom else; no question about anybody's health. */
  groups: array(object({ id: Id, label: LocalizedText })),
  /** The unit of today and its province, as they stand behind an address. */
  area: string(),
  hamlets: array(
    object({
      name: string(),
      /** What it belonged to before the units were merged. */
      was: optional(string()),
    }),
  ),
  /** How the result comes back. */
  returns: array(object({ id: Id, label: LocalizedText })),
  /** The number from which an officer calls before coming. */
  callsFrom: optional(string()),
});
export type HomeOffer = InferOutput<typeof HomeOffer>;

/** Whom an officer visits, and where. Since 1.5. */
export const HomeVisit = object({
  elder: object({
    name: filled(100),
    birthYear: pipe(number(), integer(), minValue(1900), maxValue(2200)),
  }),
  /** One of the offer's groups, for somebody who is younger. */
  group: optional(Id),
  hamlet: filled(100),
  /** House number and street, or how to find the house. */
  line: filled(200),
  /** What the person who books is to the elder. */
  relation: filled(60),
  note: optional(pipe(string(), maxLength(300))),
  /** One of the offer's ways for the result to come back. */
  returns: Id,
});
export type HomeVisit = InferOutput<typeof HomeVisit>;

/** `onTheWay`: the officer is coming; `received`: the papers were taken; `returned`: the result was handed over. */
export const visitStates = ['planned', 'onTheWay', 'received', 'returned'] as const;

/** A visit as whoever booked it may see it. Since 1.5. */
export const BookedVisit = object({
  state: picklist(visitStates),
  /** Four digits that the officer has to say at the door. */
  doorCode: string(),
  /** The name, masked by the backend. */
  elder: string(),
  hamlet: string(),
  area: string(),
  returns: LocalizedText,
  callsFrom: optional(string()),
});
export type BookedVisit = InferOutput<typeof BookedVisit>;
