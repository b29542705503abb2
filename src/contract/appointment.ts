import { Place } from './agency.ts';
import { BookedVisit } from './home.ts';
import { LocalizedText, Words } from './localized-text.ts';
import type { Operation } from './operation.ts';
import { Component, Fee } from './procedure.ts';
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
  Secret,
  string,
} from './schema.ts';
import { ServiceSummary } from './service.ts';
import { units } from './session.ts';
import { Slot } from './slot.ts';

/** `arrived`: checked in at the desk; `missed`: not there when called. */
export const appointmentStates = ['booked', 'arrived', 'missed', 'cancelled'] as const;

/** A booked appointment, as its holder may see it. */
export const Appointment = object({
  /** Ticket number, for instance `A012`, unique per counter and day. */
  number: string(),
  /** Authorizes reading, moving and cancelling. */
  secret: Secret,
  status: picklist(appointmentStates),
  /** Whether it can still be moved or cancelled. */
  changeable: boolean(),
  /** Why the agency cancelled it. */
  reason: optional(string()),
  /** The next free time, when the agency cancelled it. Since 1.6. */
  next: optional(Slot),
  service: ServiceSummary,
  place: Place,
  /** The agency that it belongs to. Since 1.7. */
  agency: optional(Id),
  slot: Slot,
  /** Units of capacity in a session. Since 1.4. */
  units: optional(object({ unit: picklist(units), count: number() })),
  /** Estimated turn in a session. Since 1.4. */
  turn: optional(object({ from: Instant, to: Instant })),
  /**
   * Today's queue, where numbers are called through this backend: how many come before, and the counter that calls the
   * number now. Since 1.9.
   */
  queue: optional(object({ before: number(), calling: nullable(object({ counter: string(), at: Instant })) })),
  /** Present for a home visit. Since 1.5. */
  home: optional(BookedVisit),
  /** Number of the earlier appointment, when it could not be cancelled by this move. Since 1.3. */
  stillBooked: optional(string()),
  papers: array(Component),
  fees: array(Fee),
  note: optional(LocalizedText),
  /** Masked by the backend: `Nguyễn *** An`, `091****678`. */
  contact: object({ name: string(), phone: string() }),
  /** An iCalendar file (RFC 5545). */
  ics: string(),
  /** Translations of `ics`. Since 1.9. */
  words: optional(nullable(Words)),
  now: Instant,
});
export type Appointment = InferOutput<typeof Appointment>;

/** Books the held place. */
export const appointmentCreate = {
  name: 'appointment.create',
  method: 'POST',
  path: '/appointments',
  writes: true,
  output: Appointment,
} as const satisfies Operation;

/** Reads an appointment by its secret. */
export const appointmentRead = {
  name: 'appointment.read',
  method: 'POST',
  path: '/appointments/read',
  output: Appointment,
} as const satisfies Operation;

/**
 * Finds an appointment by its number and the phone that it was booked with. A wrong number and a wrong phone get the
 * same answer in the same time. Since 1.9.
 */
export const appointmentFind = {
  name: 'appointment.find',
  method: 'POST',
  path: '/appointments/find',
  output: Appointment,
} as const satisfies Operation;

/** Moves an appointment to another time, in one transaction. */
export const appointmentMove = {
  name: 'appointment.move',
  method: 'POST',
  path: '/appointments/move',
  writes: true,
  output: Appointment,
} as const satisfies Operation;

/** Cancels an appointment and frees its place. */
export const appointmentCancel = {
  name: 'appointment.cancel',
  method: 'POST',
  path: '/appointments/cancel',
  writes: true,
  output: Appointment,
} as const satisfies Operation;
