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

/** Who is eligible for home visits, and where. Since 1.5. */
export const HomeOffer = object({
  /** Minimum age (Law 39/2009/QH12, article 2: 60). */
  minAge: number(),
  /** Other eligible groups; no questions about health. */
  groups: array(object({ id: Id, label: LocalizedText })),
  /** The current unit and province, as part of the address. */
  area: string(),
  hamlets: array(
    object({
      name: string(),
      /** The former unit, before the merger. */
      was: optional(string()),
    }),
  ),
  /** How the result can be returned. */
  returns: array(object({ id: Id, label: LocalizedText })),
  /** Phone number from which the officer calls before coming. */
  callsFrom: optional(string()),
});
export type HomeOffer = InferOutput<typeof HomeOffer>;

/** The person and address of a home visit. Since 1.5. */
export const HomeVisit = object({
  elder: object({
    name: filled(100),
    birthYear: pipe(number(), integer(), minValue(1900), maxValue(2200)),
  }),
  /** One of the eligible groups, for a younger person. */
  group: optional(Id),
  hamlet: filled(100),
  /** House number and street, or a description. */
  line: filled(200),
  /** Relation of the person who books to the elder. */
  relation: filled(60),
  note: optional(pipe(string(), maxLength(300))),
  /** How the result is returned, one of the offered ways. */
  returns: Id,
});
export type HomeVisit = InferOutput<typeof HomeVisit>;

/** `onTheWay`: the officer is coming; `received`: papers received; `returned`: result delivered. */
export const visitStates = ['planned', 'onTheWay', 'received', 'returned'] as const;

/** A home visit, as its holder may see it. Since 1.5. */
export const BookedVisit = object({
  state: picklist(visitStates),
  /** Four digits that the officer must say at the door. */
  doorCode: string(),
  /** The name, masked by the backend. */
  elder: string(),
  hamlet: string(),
  area: string(),
  returns: LocalizedText,
  callsFrom: optional(string()),
});
export type BookedVisit = InferOutput<typeof BookedVisit>;
