import { LocalizedText } from './localized-text.ts';
import { array, Id, type InferOutput, number, object, optional, picklist, string } from './schema.ts';

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
