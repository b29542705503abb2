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
 * `waiting`: in line; `offered`: a place is held, until an instant; `taken`: booked; `expired`: the offer was not taken in
 * time; `left`: given up by its holder; `over`: the session takes no more, or is not held.
 */
export const waitingStates = ['waiting', 'offered', 'taken', 'expired', 'left', 'over'] as const;

/** Somebody's turn in the line for a full session, as they may see it. Since 1.5. */
export const Waiting = object({
  /** Opens it again; whoever has it may take what is offered, and leave. */
  secret: Secret,
  state: picklist(waitingStates),
  /** How many are before it in the line. */
  ahead: number(),
  service: ServiceSummary,
  place: Place,
  /** The agency of its place, where a page stands for several. Since 1.7. */
  agency: optional(Id),
  slot: Slot,
  units: object({ unit: picklist(units), count: number() }),
  /** Until when the place that is offered is kept. */
  offeredUntil: optional(Instant),
  /** Why the office does not hold the session. */
  reason: optional(string()),
  /** The next session that has room, when this one takes no more. */
  next: optional(Slot),
  /** Masked by the backend. */
  contact: object({ name: string(), phone: string() }),
  now: Instant,
});
export type Waiting = InferOutput<typeof Waiting>;

/** Joins the line for a session that is full. Since 1.5. */
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
      /** What `phone.confirm` gave for this phone. Since 1.8. */
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

/** Reads one's turn in the line. Since 1.5. */
export const waitingRead = {
  name: 'waiting.read',
  method: 'POST',
  path: '/waiting/read',
  input: object({ agency: Id, secret: Secret }),
  output: Waiting,
  errors: ['waiting-not-found', 'not-json'],
} satisfies Operation;

/** Books the place that is offered. Since 1.5. */
export const waitingTake = {
  name: 'waiting.take',
  method: 'POST',
  path: '/waiting/take',
  writes: true,
  input: object({ agency: Id, secret: Secret }),
  output: Appointment,
  errors: ['agency-not-found', 'waiting-not-found', 'hold-expired', 'not-offered', 'service-not-found'],
} satisfies Operation;

/** Leaves the line; what was offered goes to the next. Since 1.5. */
export const waitingLeave = {
  name: 'waiting.leave',
  method: 'POST',
  path: '/waiting/leave',
  writes: true,
  input: object({ agency: Id, secret: Secret }),
  output: Waiting,
  errors: ['agency-not-found', 'waiting-not-found'],
} satisfies Operation;
