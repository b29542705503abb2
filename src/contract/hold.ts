import {
  boolean,
  integer,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  pipe,
  string,
  type InferOutput,
} from 'valibot';
import type { Operation } from './operation.ts';
import { Slot } from './slot.ts';
import { Id, Instant } from './localized-text.ts';

/** A token that authorizes actions on a hold, appointment or waitlist entry. */
export const Secret = pipe(string(), maxLength(200));

/** A place held for a citizen who is about to book it. */
export const Hold = object({
  token: Secret,
  slot: Slot,
  expiresAt: Instant,
  /** False where the backend cannot hold places: availability is only certain after booking. Since 1.3. */
  firm: optional(boolean()),
  /** How often it can still be extended. */
  extensionsLeft: number(),
  /** The backend's clock; the device's may be wrong. */
  now: Instant,
});
export type Hold = InferOutput<typeof Hold>;

/** Holds a place for some minutes. A problem contains the nearest free times. */
export const holdCreate = {
  name: 'hold.create',
  method: 'POST',
  path: '/holds',
  writes: true,
  input: object({
    agency: Id,
    service: Id,
    slot: Id,
    /** For the limit per phone. Required, except for sessions with `needsPhone: false` (since 1.4). */
    phone: optional(pipe(string(), minLength(1), maxLength(20))),
    /** Units of a session's capacity; 1 by default. Since 1.4. */
    units: optional(pipe(number(), integer(), minValue(1), maxValue(1000))),
    /** An earlier hold to replace. */
    instead: optional(Secret),
  }),
  output: Hold,
  errors: [
    'proof-needed',
    'agency-not-found',
    'not-offered',
    'service-not-found',
    'slot-taken',
    'slot-closed',
    'already-booked',
    'too-many-appointments',
    'too-many-missed',
  ],
} satisfies Operation;

/** Extends a hold. */
export const holdExtend = {
  name: 'hold.extend',
  method: 'POST',
  path: '/holds/extend',
  writes: true,
  input: object({ agency: Id, token: Secret }),
  output: Hold,
  errors: ['agency-not-found', 'not-offered', 'service-not-found', 'hold-expired'],
} satisfies Operation;

/** Releases a hold. */
export const holdRelease = {
  name: 'hold.release',
  method: 'POST',
  path: '/holds/release',
  writes: true,
  input: object({ agency: Id, token: Secret }),
  /** False when there was nothing to release. */
  output: object({ released: boolean() }),
  errors: ['agency-not-found'],
} satisfies Operation;
