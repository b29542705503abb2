import { Place } from './agency.ts';
import { Appointment } from './appointment.ts';
import type { Operation } from './operation.ts';
import { Id, type InferOutput, Instant, number, object, optional, picklist, Secret, string } from './schema.ts';
import { ServiceSummary } from './service.ts';
import { units } from './session.ts';
import { Slot } from './slot.ts';

/**
 * `waiting`; `offered`: a place is held until an instant; `taken`: booked; `expired`: the offer was not accepted in
 * time; `left`: given up by its holder; `over`: the session takes no more, or was cancelled.
 */
export const waitingStates = ['waiting', 'offered', 'taken', 'expired', 'left', 'over'] as const;

/** An entry of the waitlist of a full session, as its holder may see it. Since 1.5. */
export const Waiting = object({
  /** Authorizes reading, accepting and leaving. */
  secret: Secret,
  state: picklist(waitingStates),
  /** Entries before it. */
  ahead: number(),
  service: ServiceSummary,
  place: Place,
  /** The agency that it belongs to. Since 1.7. */
  agency: optional(Id),
  slot: Slot,
  units: object({ unit: picklist(units), count: number() }),
  /** Until when the offered place is held. */
  offeredUntil: optional(Instant),
  /** Why the agency cancelled the session. */
  reason: optional(string()),
  /** The next session with room, when this one takes no more. */
  next: optional(Slot),
  /** Masked by the backend. */
  contact: object({ name: string(), phone: string() }),
  now: Instant,
});
export type Waiting = InferOutput<typeof Waiting>;

/** Joins the waitlist of a full session. Since 1.5. */
export const waitingCreate = {
  name: 'waiting.create',
  method: 'POST',
  path: '/waiting',
  writes: true,
  output: Waiting,
} as const satisfies Operation;

/** Reads a waitlist entry. Since 1.5. */
export const waitingRead = {
  name: 'waiting.read',
  method: 'POST',
  path: '/waiting/read',
  output: Waiting,
} as const satisfies Operation;

/** Books the offered place. Since 1.5. */
export const waitingTake = {
  name: 'waiting.take',
  method: 'POST',
  path: '/waiting/take',
  writes: true,
  output: Appointment,
} as const satisfies Operation;

/** Leaves the waitlist; an offered place goes to the next entry. Since 1.5. */
export const waitingLeave = {
  name: 'waiting.leave',
  method: 'POST',
  path: '/waiting/leave',
  writes: true,
  output: Waiting,
} as const satisfies Operation;
