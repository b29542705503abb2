import {
  array,
  boolean,
  type InferOutput,
  integer,
  minValue,
  nullable,
  number,
  object,
  optional,
  partial,
  picklist,
  pipe,
  record,
  regex,
  string,
  transform,
} from 'valibot';
import {
  BookingOffer,
  Capabilities,
  HomeOffer,
  Id,
  LocalizedText,
  OpeningHours,
  TimeOfDay,
} from '../../contract/index.ts';

/** An integer of 0 or more, clamped: an operator's typing error must not stop the server. */
const clampedInteger = (max: number) =>
  pipe(
    number(),
    integer(),
    minValue(0),
    transform(value => Math.min(value, max)),
  );
const count = clampedInteger(1_000_000);

/** Ten years. */
const maxRetentionDays = 3660;

/** Upper bound of `horizonDays`: each day costs processor time. */
export const maxDaysAhead = 400;

/** Settings of booking: those of the contract, and those that only the server needs. */
const Booking = object({
  ...BookingOffer.entries,
  /** How many days ahead citizens can book. */
  horizonDays: clampedInteger(maxDaysAhead),
  /** Minimum time before an appointment to book, move or cancel it. */
  leadMinutes: count,
  /** Duration of a hold, and of each extension. */
  holdMinutes: count,
  extensionMinutes: count,
  /** How long a freed place is kept for the first on the waitlist, and the hours in which offers are sent. */
  offer: optional(object({ minutes: count, from: TimeOfDay, to: TimeOfDay })),
  /** After `most` missed appointments within `days`, a phone cannot book. */
  missed: optional(object({ most: count, days: count })),
  /** How often a hold can be extended (WCAG 2.2, 2.2.1 requires ten). */
  extensions: count,
});
export type Booking = InferOutput<typeof Booking>;

/** Operations that require an ALTCHA proof, and its work: 20,000 take about a second on a cheap phone. */
const Challenge = object({ operations: array(string()), work: count });

const namedItem = object({ id: Id, name: LocalizedText });

/** Vocabulary of the roster: teams, tasks, languages beside Vietnamese, equipment. */
const Roster = object({
  teams: array(namedItem),
  tasks: array(namedItem),
  languages: array(namedItem),
  equipment: array(namedItem),
  /** Where to go when no team is on duty, as a sentence. */
  instead: optional(LocalizedText),
});
export type Roster = InferOutput<typeof Roster>;

/** How fees can be paid: a web page, and an account for transfers. */
const Payment = object({
  url: optional(string()),
  /** `bin` is the bank's number at NAPAS, 6 digits. */
  account: optional(object({ bank: string(), bin: string(), number: string(), name: string() })),
});

/** Web pages that follow a parcel, by carrier; `{tracking}` stands for its number. */
const Carriers = record(string(), string());

/** The services that citizens book to hand in what is missing, and to collect a result. */
const Visits = object({ handIn: optional(Id), collect: optional(Id) });

/** How working time is counted. */
const Work = object({
  /** Working hours; those of the agency's first desk by default. */
  hours: optional(array(OpeningHours)),
  /** Weekdays of these hours that count, 1 for Monday to 7 for Sunday: many desks open on Saturdays that do not. */
  weekdays: optional(
    pipe(
      array(number()),
      transform(days => [1, 2, 3, 4, 5, 6, 7].filter(day => days.includes(day))),
    ),
  ),
  /** From this time a same-day procedure is due on the next working day. */
  sameDayCutOff: optional(TimeOfDay),
  /** Processing time of procedures for which none is known. */
  term: optional(object({ value: clampedInteger(1000), unit: picklist(['workday', 'day', 'hour', 'sameDay']) })),
  /** States of a dossier in which its clock stands still. */
  pausing: optional(array(picklist(['supplement', 'payment', 'suspended']))),
});

/** How dossiers are received at the desk. */
const Reception = object({
  /** Begins the codes of dossiers, `H29.132` (Decision 20/2020/QĐ-TTg); the identifier of the agency by default. */
  identifier: optional(pipe(string(), regex(/^[A-Z0-9][A-Z0-9.]{0,29}$/))),
  /** Page of the portal with the status lookup, to which the QR code of a receipt leads; a page of this server by default. */
  statusPage: optional(string()),
  /** Printed below the title of receipts and slips: by which circular the form is made. */
  formNote: optional(string()),
});

/** How messages are sent. */
const Messages = object({
  /** With diacritics: easier to read, but a segment then holds 70 characters instead of 160. */
  accents: boolean(),
  /** When nothing is sent but what the citizen waits for; none by default. */
  quiet: optional(object({ from: TimeOfDay, to: TimeOfDay })),
});

/** Days after which personal data is removed (Law 91/2025/QH15: data minimization); others are those of `usualRetention`. */
export const Retention = partial(
  object({
    /** Name, phone and address of an applicant, after the dossier has ended. */
    applicants: clampedInteger(maxRetentionDays),
    /** Name and phone of an opinion, after its answer. */
    contacts: clampedInteger(maxRetentionDays),
    /** Text of an opinion, after its answer; name and phone of one without an answer, after it came. */
    opinions: clampedInteger(maxRetentionDays),
    /** Comments of ratings; scores are kept. */
    comments: clampedInteger(maxRetentionDays),
    /** Name, phone and e-mail of an appointment, after its day. */
    visits: clampedInteger(maxRetentionDays),
    /** Sent messages; unsent ones are kept as long as `contacts`. */
    messages: clampedInteger(maxRetentionDays),
  }),
);
export type RetentionDays = Required<InferOutput<typeof Retention>>;

/** Settings of one agency; what it leaves out is inherited from the agencies above it. */
export const AgencySettings = partial(
  object({
    lookup: Capabilities.entries.lookup,
    rating: Capabilities.entries.rating,
    opinion: Capabilities.entries.opinion,
    booking: nullable(Booking),
    notices: Capabilities.entries.notices,
    home: nullable(HomeOffer),
    roster: nullable(Roster),
    challenge: nullable(Challenge),
    payment: nullable(Payment),
    carriers: nullable(Carriers),
    visits: nullable(Visits),
    work: nullable(Work),
    reception: nullable(Reception),
    retention: nullable(Retention),
    messages: nullable(Messages),
    /** Name of the SMS provider, where the server has several; its first by default. */
    smsProvider: nullable(string()),
    /** Texts of messages in place of the usual ones, by name; each is inherited by itself. */
    templates: nullable(record(string(), string())),
  }),
);
export type AgencySettings = InferOutput<typeof AgencySettings>;
