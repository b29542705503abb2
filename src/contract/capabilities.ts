import { array, boolean, nullable, number, object, optional, picklist, string, type InferOutput } from 'valibot';
import type { Operation } from './operation.ts';
import { Id, TimeOfDay, LocalizedText } from './localized-text.ts';

/** What a citizen may be asked for beside the dossier's code. */
export const factors = ['phoneLast4', 'idLast4', 'secretCode'] as const;
export type Factor = (typeof factors)[number];

/** What one may book, and how. */
export const BookingOffer = object({
  /** How many live appointments one phone may have. */
  maxPerPhone: number(),
  /** Whether an e-mail address may be left beside the phone number. */
  email: boolean(),
  /** When a new day opens for booking. */
  opensAt: nullable(TimeOfDay),
  /** What a citizen agrees to, one tick each. */
  purposes: array(object({ id: Id, version: string(), text: LocalizedText })),
  /** Whether agencies below this one take bookings too, so that one first chooses at which. Since 1.7. */
  below: optional(boolean()),
  /** Whether a phone has to be confirmed by a code (`phone.code`) before something is booked with it. Since 1.8. */
  confirmPhone: optional(boolean()),
});

/** What a backend can do for an agency, so that a widget hides what cannot work. */
export const Capabilities = object({
  /** The version of this contract, for instance `1.0`. */
  contract: string(),
  lookup: nullable(
    object({
      /** `factor`: code and second factor together; `open`: the code alone shows the stage, the factor the rest. */
      privacy: picklist(['factor', 'open']),
      factors: array(picklist(factors)),
    }),
  ),
  rating: nullable(
    object({
      criteria: array(object({ id: Id, question: LocalizedText })),
      /** Reasons to choose from when the answer is low. */
      reasons: array(object({ id: Id, label: LocalizedText })),
    }),
  ),
  opinion: nullable(
    object({
      maxLength: number(),
      /** Working days within which an answer is promised. */
      answerWorkdays: nullable(number()),
      /** What a citizen may agree to, one tick each. */
      purposes: array(object({ id: Id, version: string(), text: LocalizedText })),
      /** Words that tell a formal complaint from an opinion, without diacritics, in small letters. */
      formalWords: array(string()),
      /** How a tracking code looks, where it is none of ours (`PA-7KQ2M-9XD4E`). Since 1.3. */
      codeExample: optional(string()),
    }),
  ),
  /** Absent in backends of contract 1.0. */
  booking: optional(nullable(BookingOffer)),
});
export type Capabilities = InferOutput<typeof Capabilities>;

/** Tells what the backend offers for an agency. */
export const capabilitiesRead = {
  name: 'capabilities.read',
  method: 'GET',
  path: '/capabilities',
  input: object({ agency: Id }),
  output: Capabilities,
  errors: ['agency-not-found'],
} satisfies Operation;
