import type { Operation } from './operation.ts';
import { array, type InferOutput, Instant, object, picklist, string } from './schema.ts';

/** How somebody is told; `call` is a call by an officer. */
export const noticeChannels = ['sms', 'zalo', 'call'] as const;
/** What somebody is told of: a task for the citizen, the result, how the work goes on. */
export const noticeKinds = ['task', 'result', 'progress'] as const;

/** Somebody who is told of a dossier. Since 1.9. */
export const Subscription = object({
  /** Masked by the backend. */
  phone: string(),
  channel: picklist(noticeChannels),
  events: array(picklist(noticeKinds)),
  /** Ends it (`subscription.stop`). */
  stop: string(),
});
export type Subscription = InferOutput<typeof Subscription>;

/** A subscription that was made. Since 1.9. */
export const NewSubscription = object({ ...Subscription.entries, now: Instant });
export type NewSubscription = InferOutput<typeof NewSubscription>;

/**
 * Has somebody told of a dossier; for the same phone it replaces the earlier wishes. A mobile phone that gets messages
 * is confirmed first (`phone.code`, `phone.confirm`). Since 1.9.
 */
export const subscriptionCreate = {
  name: 'subscription.create',
  method: 'POST',
  path: '/subscriptions',
  writes: true,
  output: NewSubscription,
} as const satisfies Operation;

/** The end of a subscription. Since 1.9. */
export const StoppedSubscription = object({ now: Instant });
export type StoppedSubscription = InferOutput<typeof StoppedSubscription>;

/** Ends a subscription. Since 1.9. */
export const subscriptionStop = {
  name: 'subscription.stop',
  method: 'POST',
  path: '/subscriptions/stop',
  writes: true,
  output: StoppedSubscription,
} as const satisfies Operation;
