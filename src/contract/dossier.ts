import { Place } from './agency.ts';
import { Words } from './localized-text.ts';
import type { Operation } from './operation.ts';
import {
  array,
  boolean,
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
import { Subscription } from './subscription.ts';

/**
 * States that widgets know (national codes 1–10, and two more). A backend may send others with a `label`, which is
 * then shown.
 */
export const statuses = [
  'draft',
  'submitted',
  'accepted',
  'rejected',
  'processing',
  'supplement',
  'payment',
  'withdrawing',
  'withdrawn',
  'suspended',
  'resolved',
  'posting',
  'returned',
] as const;
/** A state that widgets know. */
export type Status = (typeof statuses)[number];

/** A step in a dossier's history. */
export const Step = object({
  at: Instant,
  /** One of `statuses`, or the backend's own state with a `label`. */
  status: string(),
  label: optional(string()),
  /** The desk or role; never a person's name. */
  by: optional(string()),
  note: optional(string()),
});

/** A step that is still to come. */
export const UpcomingStep = object({
  /** One of `statuses`, or the backend's own state with a `label`. */
  status: string(),
  label: optional(string()),
  expectedAt: optional(nullable(Instant)),
  /** Working days that it takes, where no date is known yet. */
  workdays: optional(nullable(number())),
});

/** How a fee can be paid. */
export const Payment = object({
  /** Web page of the payment. */
  url: optional(string()),
  account: optional(
    nullable(
      object({
        bank: string(),
        number: string(),
        /** Name of the holder. */
        name: string(),
        /** Remark by which the office finds the transfer. */
        remark: optional(string()),
      }),
    ),
  ),
  /** Text of a QR code for banking apps (EMVCo, VietQR). */
  vietQr: optional(nullable(string())),
});

/** What the citizen has to do before the dossier can proceed. */
export const Task = object({
  kind: picklist(['supplement', 'pay', 'collect']),
  before: optional(Instant),
  papers: array(object({ name: string(), note: optional(string()) })),
  /** In đồng. */
  amount: optional(number()),
  /** Only with detail `full`. Since 1.9. */
  payment: optional(nullable(Payment)),
});

/** A postponed due date. */
export const Extension = object({
  from: Instant,
  to: Instant,
  /** Only with detail `full`. */
  reason: nullable(string()),
  /** Number of the letter of apology. */
  letter: optional(string()),
});

/** State of a dossier. */
export const Dossier = object({
  code: string(),
  /** `stage`: the state and where to go; `full`, with the second factor: everything. */
  detail: picklist(['stage', 'full']),
  /** Whether the second factor would show more. */
  more: boolean(),
  /** Only with detail `full`: the name of a procedure can reveal a death or a divorce. */
  procedure: nullable(
    object({
      code: nullable(Id),
      name: string(),
      /** Translations of `name`. Since 1.9. */
      words: optional(nullable(Words)),
    }),
  ),
  agency: object({ id: Id, name: string(), phone: optional(string()) }),
  status: string(),
  /** The backend's name of the state; required when `status` is none of `statuses`. */
  label: optional(string()),
  deadline: picklist(['onTrack', 'dueSoon', 'dueToday', 'overdue', 'paused', 'early', 'onTime', 'late', 'none']),
  receivedAt: nullable(Instant),
  dueAt: nullable(Instant),
  finishedAt: nullable(Instant),
  /** Working days left after today; null when no clock runs. */
  workdaysLeft: nullable(number()),
  /** Working days since the due date, when it is overdue. Since 1.9. */
  workdaysLate: optional(nullable(number())),
  extension: nullable(Extension),
  task: nullable(Task),
  /** The bookable service for the next visit: to hand in, to pay or to collect. Since 1.9. */
  visitService: optional(nullable(Id)),
  /** Why it was rejected or suspended. */
  reason: nullable(string()),
  /** Where to go, or to collect the result. */
  place: nullable(Place),
  delivery: nullable(
    object({
      carrier: string(),
      tracking: optional(string()),
      /** Web page that follows the parcel. Since 1.9. */
      url: optional(string()),
    }),
  ),
  /** The applicant, masked by the backend: `Nguyễn *** An`. */
  applicant: nullable(string()),
  /** Oldest first. */
  timeline: array(Step),
  /** Steps to come, in order. Since 1.9. */
  upcoming: optional(array(UpcomingStep)),
  /** Authorizes one rating of this dossier; null when it cannot be rated now. */
  ratingTicket: nullable(string()),
  /** Authorizes subscriptions to this dossier; null where there are none. Only with detail `full`. Since 1.9. */
  subscriptionTicket: optional(nullable(string())),
  /** Who is told of it. Only with detail `full`. Since 1.9. */
  subscriptions: optional(array(Subscription)),
  /** When the backend last updated the dossier. */
  updatedAt: Instant,
  /** The backend's clock; the device's may be wrong. */
  now: Instant,
});
export type Dossier = InferOutput<typeof Dossier>;

/** Looks up a dossier. A wrong code and a wrong factor get the same answer in the same time. */
export const dossierRead = {
  name: 'dossier.read',
  method: 'POST',
  path: '/dossiers/read',
  output: Dossier,
} as const satisfies Operation;
