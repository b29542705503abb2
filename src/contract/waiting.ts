import {
  array,
  integer,
  maxLength,
  maxValue,
  minLength,
  minValue,
  number,
  object,
  optional,
  picklist,
  pipe,
  string,
  type InferOutput,
} from 'valibot';
import { Place } from './agency.ts';
import { Appointment } from './appointment.ts';
import { Secret } from './hold.ts';
import type { Operation } from './operation.ts';
import { ServiceSummary } from './service.ts';
import { units } from './session.ts';
import { Slot } from './slot.ts';
import { Id, Instant } from './localized-text.ts';

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
  input: object({
    agency: Id,
    service: Id,
    slot: Id,
    units: optional(pipe(number(), integer(), minValue(1), maxValue(1000))),
    contact: object({
      name: pipe(string(), minLength(1), maxLength(100)),
      phone: pipe(string(), minLength(1), maxLength(20)),
      /** The value of `phone.confirm` for this phone. Since 1.8. */
      confirmed: optional(pipe(string(), maxLength(200))),
    }),
    consents: pipe(array(object({ purpose: Id, version: pipe(string(), maxLength(20)) })), maxLength(10)),
  }),
  output: Waiting,
  errors: [
    'proof-needed',
    'agency-not-found',
    'not-offered',
    'service-not-found',
    'slot-closed',
    'slot-free',
    'phone-unconfirmed',
    'already-booked',
    'too-many-appointments',
    'too-many-missed',
  ],
} satisfies Operation;

/** Reads a waitlist entry. Since 1.5. */
export const waitingRead = {
  name: 'waiting.read',
  method: 'POST',
  path: '/waiting/read',
  input: object({ agency: Id, secret: Secret }),
  output: Waiting,
  errors: ['waiting-not-found', 'not-json'],
} satisfies Operation;

/** Books the offered place. Since 1.5. */
export const waitingTake = {
  name: 'waiting.take',
  method: 'POST',
  path: '/waiting/take',
  writes: true,
  input: object({ agency: Id, secret: Secret }),
  output: Appointment,
  errors: ['agency-not-found', 'waiting-not-found', 'hold-expired', 'not-offered', 'service-not-found'],
} satisfies Operation;

/** Leaves the waitlist; an offered place goes to the next entry. Since 1.5. */
export const waitingLeave = {
  name: 'waiting.leave',
  method: 'POST',
  path: '/waiting/leave',
  writes: true,
  input: object({ agency: Id, secret: Secret }),
  output: Waiting,
  errors: ['agency-not-found', 'waiting-not-found'],
} satisfies Operation;
