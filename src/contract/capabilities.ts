import { LocalizedText } from './localized-text.ts';
import type { Operation } from './operation.ts';
import {
  array,
  boolean,
  Id,
  Instant,
  type InferOutput,
  nullable,
  number,
  object,
  optional,
  picklist,
  string,
  TimeOfDay,
} from './schema.ts';
import { noticeChannels } from './subscription.ts';

/** Kinds of second factor beside the dossier code. */
export const factors = ['phoneLast4', 'idLast4', 'secretCode'] as const;
/** A kind of second factor. */
export type Factor = (typeof factors)[number];

/** Settings of booking. */
export const BookingOffer = object({
  /** Maximum live appointments per phone. */
  maxPerPhone: number(),
  /** Whether an e-mail address can be given beside the phone number. */
  email: boolean(),
  /** Time of day at which a further day opens for booking. */
  opensAt: nullable(TimeOfDay),
  /** Purposes of consent, one checkbox each. */
  purposes: array(object({ id: Id, version: string(), text: LocalizedText })),
  /** Whether agencies below take bookings too, so that citizens first choose one. Since 1.7. */
  below: optional(boolean()),
  /** Whether phones must be confirmed by a code (`phone.code`) before booking. Since 1.8. */
  confirmPhone: optional(boolean()),
  /** Whether appointments can be found by number and phone (`appointment.find`). Since 1.9. */
  find: optional(boolean()),
});

/** What a backend offers for an agency; widgets hide the rest. */
export const Capabilities = object({
  /** Contract version, for instance `1.0`. */
  contract: string(),
  lookup: nullable(
    object({
      /** `factor`: code and second factor are required; `open`: the code alone shows the stage, the factor the rest. */
      privacy: picklist(['factor', 'open']),
      factors: array(picklist(factors)),
      /** Example of the office's own codes, where it differs from `H29.132-261118-0042`. Since 1.9. */
      codeExample: optional(string()),
    }),
  ),
  rating: nullable(
    object({
      criteria: array(object({ id: Id, question: LocalizedText })),
      /** Reasons to choose from after a low score. */
      reasons: array(object({ id: Id, label: LocalizedText })),
    }),
  ),
  opinion: nullable(
    object({
      maxLength: number(),
      /** Working days within which answers are promised. */
      answerWorkdays: nullable(number()),
      /** Purposes of consent, one checkbox each. */
      purposes: array(object({ id: Id, version: string(), text: LocalizedText })),
      /** Words that indicate a formal complaint, without diacritics, in lower case. */
      formalWords: array(string()),
      /** Example of a tracking code, where it differs from `PA-7KQ2M-9XD4E`. Since 1.3. */
      codeExample: optional(string()),
    }),
  ),
  /** Missing in backends of contract 1.0. */
  booking: optional(nullable(BookingOffer)),
  /** How somebody can be told of a dossier (`subscription.create`). Since 1.9. */
  notices: optional(
    nullable(
      object({
        channels: array(picklist(noticeChannels)),
        /** Purposes of consent, one checkbox each. */
        purposes: array(object({ id: Id, version: string(), text: LocalizedText })),
      }),
    ),
  ),
  /**
   * What the office says on widgets, wherever they stand; each is shown within a minute. Since 1.9.
   */
  widgets: optional(
    nullable(
      array(
        object({
          /** Tag of the widget, or `*` for all. */
          tag: string(),
          /** `paused`: nothing can be done in it until the office lets it go on. */
          state: picklist(['notice', 'paused']),
          text: LocalizedText,
          until: nullable(Instant),
          /** Whom to call; the number of the page by default. */
          phone: nullable(string()),
        }),
      ),
    ),
  ),
});
export type Capabilities = InferOutput<typeof Capabilities>;
/** What the office says on a widget. */
export type WidgetNotice = NonNullable<Capabilities['widgets']>[number];

/** Reads what the backend offers for an agency. */
export const capabilitiesRead = {
  name: 'capabilities.read',
  method: 'GET',
  path: '/capabilities',
  output: Capabilities,
} as const satisfies Operation;
