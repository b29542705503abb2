import {
  array,
  boolean,
  maxLength,
  minLength,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
  type InferOutput,
} from 'valibot';
import { Place } from './agency.ts';
import { factors } from './capabilities.ts';
import type { Operation } from './operation.ts';
import { Id, Instant } from './localized-text.ts';

/**
 * The states that a widget knows by name (national codes 1–10, and two that tell more). A backend may send another one
 * with a `label`; it is then shown as the backend words it.
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
export type Status = (typeof statuses)[number];

/** One step that a dossier went through. */
export const Step = object({
  at: Instant,
  /** One of `statuses`, or the backend's own word together with `label`. */
  status: string(),
  label: optional(string()),
  /** The desk or role that did it; never a person's name. */
  by: optional(string()),
  note: optional(string()),
});

/** What the citizen has to do before the dossier can go on. */
export const Task = object({
  kind: picklist(['supplement', 'pay', 'collect']),
  before: optional(Instant),
  papers: array(object({ name: string(), note: optional(string()) })),
  /** In đồng. */
  amount: optional(number()),
});

/** A later due date, with the reason that the citizen is owed. */
export const Extension = object({
  from: Instant,
  to: Instant,
  /** Shown only in full. */
  reason: nullable(string()),
  /** Number of the letter of apology. */
  letter: optional(string()),
});

/** Where a dossier stands. */
export const Dossier = object({
  code: string(),
  /** `stage` shows where it stands and where to go; `full`, opened by the second factor, everything else. */
  detail: picklist(['stage', 'full']),
  /** Whether the second factor would open more. */
  more: boolean(),
  /** Shown only in full: its name alone can tell of a death or a divorce. */
  procedure: nullable(object({ code: nullable(Id), name: string() })),
  agency: object({ id: Id, name: string(), phone: optional(string()) }),
  status: string(),
  /** The backend's own name of the state, needed when `status` is none of `statuses`. */
  label: optional(string()),
  deadline: picklist(['onTrack', 'dueSoon', 'dueToday', 'overdue', 'paused', 'early', 'onTime', 'late', 'none']),
  receivedAt: nullable(Instant),
  dueAt: nullable(Instant),
  finishedAt: nullable(Instant),
  /** Working days left after today; null when no clock runs. */
  workdaysLeft: nullable(number()),
  extension: nullable(Extension),
  task: nullable(Task),
  /** Why it was rejected or suspended. */
  reason: nullable(string()),
  /** Where to go with it, or to collect the result. */
  place: nullable(Place),
  delivery: nullable(object({ carrier: string(), tracking: optional(string()) })),
  /** The applicant, masked by the backend: `Nguyễn *** An`. */
  applicant: nullable(string()),
  /** Oldest first. */
  timeline: array(Step),
  /** Lets the holder rate this dossier once; absent when it cannot be rated now. */
  ratingTicket: nullable(string()),
  /** When the backend last heard of the dossier. */
  updatedAt: Instant,
  /** The backend's clock, so that a device with a wrong date shows the right one. */
  now: Instant,
});
export type Dossier = InferOutput<typeof Dossier>;

/** Looks a dossier up. A wrong code and a wrong factor are the same answer in the same time. */
export const dossierRead = {
  name: 'dossier.read',
  method: 'POST',
  path: '/dossiers/read',
  input: object({
    agency: Id,
    code: pipe(string(), minLength(1), maxLength(64)),
    factor: optional(object({ kind: picklist(factors), value: pipe(string(), minLength(1), maxLength(32)) })),
  }),
  output: Dossier,
  errors: ['proof-needed', 'agency-not-found', 'dossier-not-found', 'not-offered', 'not-json'],
} satisfies Operation;
