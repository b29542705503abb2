import {
  array,
  boolean,
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
import { Secret } from './hold.ts';
import { BookedVisit, HomeVisit } from './home.ts';
import type { Operation } from './operation.ts';
import { Component, Fee } from './procedure.ts';
import { ServiceSummary } from './service.ts';
import { units } from './session.ts';
import { Slot } from './slot.ts';
import { Id, Instant, LocalizedText } from './localized-text.ts';

const text = (most: number) => pipe(string(), maxLength(most));

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
  now: Instant,
});
export type Appointment = InferOutput<typeof Appointment>;

/** Books the held place. */
export const appointmentCreate = {
  name: 'appointment.create',
  method: 'POST',
  path: '/appointments',
  writes: true,
  input: object({
    agency: Id,
    hold: Secret,
    contact: object({
      name: pipe(string(), minLength(1), maxLength(100)),
      /** Required, except for sessions with `needsPhone: false` (since 1.4). */
      phone: optional(pipe(string(), minLength(1), maxLength(20))),
      /** Required without a phone, to identify the citizen. Since 1.4. */
      birthYear: optional(pipe(number(), integer(), minValue(1900), maxValue(2200))),
      email: optional(text(254)),
      /** The value of `phone.confirm` for this phone. Since 1.8. */
      confirmed: optional(text(200)),
    }),
    /** Required for a home visit. Since 1.5. */
    home: optional(HomeVisit),
    /** Code of the dossier that the citizen comes for. */
    dossier: optional(text(64)),
    /** Consents: the purpose, and the version of the text that was shown. */
    consents: pipe(array(object({ purpose: Id, version: text(20) })), maxLength(10)),
  }),
  output: Appointment,
  errors: [
    'agency-not-found',
    'not-offered',
    'hold-expired',
    'slot-closed',
    'already-booked',
    'visit-already-booked',
    'too-many-appointments',
    'too-many-missed',
    'phone-unconfirmed',
  ],
} satisfies Operation;

/** Reads an appointment by its secret. */
export const appointmentRead = {
  name: 'appointment.read',
  method: 'POST',
  path: '/appointments/read',
  input: object({ agency: Id, secret: Secret }),
  output: Appointment,
  errors: ['appointment-not-found', 'not-json'],
} satisfies Operation;

/** Moves an appointment to another time, in one transaction. */
export const appointmentMove = {
  name: 'appointment.move',
  method: 'POST',
  path: '/appointments/move',
  writes: true,
  input: object({ agency: Id, secret: Secret, slot: Id }),
  output: Appointment,
  errors: [
    'agency-not-found',
    'appointment-not-found',
    'appointment-fixed',
    'slot-taken',
    'slot-closed',
    'already-booked',
    'service-not-found',
    'not-offered',
  ],
} satisfies Operation;

/** Cancels an appointment and frees its place. */
export const appointmentCancel = {
  name: 'appointment.cancel',
  method: 'POST',
  path: '/appointments/cancel',
  writes: true,
  input: object({ agency: Id, secret: Secret }),
  output: Appointment,
  errors: ['agency-not-found', 'appointment-not-found', 'appointment-fixed'],
} satisfies Operation;
