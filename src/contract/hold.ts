import type { Operation } from './operation.ts';
import { boolean, type InferOutput, Instant, number, object, optional, Secret } from './schema.ts';
import { Slot } from './slot.ts';

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
  output: Hold,
} as const satisfies Operation;

/** Extends a hold. */
export const holdExtend = {
  name: 'hold.extend',
  method: 'POST',
  path: '/holds/extend',
  writes: true,
  output: Hold,
} as const satisfies Operation;

/** Releases a hold. */
export const holdRelease = {
  name: 'hold.release',
  method: 'POST',
  path: '/holds/release',
  writes: true,
  /** False when there was nothing to release. */
  output: object({ released: boolean() }),
} as const satisfies Operation;
