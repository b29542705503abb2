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

/** What proves that one may do something with a hold or an appointment. */
export const Secret = pipe(string(), maxLength(200));

/** A place kept for somebody who is about to book it. */
export const Hold = object({
  token: Secret,
  slot: Slot,
  expiresAt: Instant,
  /** False where the backend cannot keep places: whether it is still free shows when it is booked. Since 1.3. */
  firm: optional(boolean()),
  /** How often it may still be extended. */
  extensionsLeft: number(),
  /** The backend's clock: the device's own may be wrong. */
  now: Instant,
});
export type Hold = InferOutput<typeof Hold>;

/** Keeps a place for some minutes. Refused, the answer names the nearest times that are free. */
export const holdCreate = {
  name: 'hold.create',
  method: 'POST',
  path: '/holds',
  writes: true,
  input: object({
    agency: Id,
    service: Id,
    slot: Id,
    /** One phone holds and books only so many. Left out only for sessions that need none (since 1.4). */
    phone: optional(pipe(string(), minLength(1), maxLength(20))),
    /** How many of a session's units are wanted; left out, one. Since 1.4. */
    units: optional(pipe(number(), integer(), minValue(1), maxValue(1000))),
    /** The hold that this one takes the place of. */
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

/** Keeps the place longer. */
export const holdExtend = {
  name: 'hold.extend',
  method: 'POST',
  path: '/holds/extend',
  writes: true,
  input: object({ agency: Id, token: Secret }),
  output: Hold,
  errors: ['agency-not-found', 'not-offered', 'service-not-found', 'hold-expired'],
} satisfies Operation;

/** Gives the place back. */
export const holdRelease = {
  name: 'hold.release',
  method: 'POST',
  path: '/holds/release',
  writes: true,
  input: object({ agency: Id, token: Secret }),
  /** False when there was nothing left to give back. */
  output: object({ released: boolean() }),
  errors: ['agency-not-found'],
} satisfies Operation;
