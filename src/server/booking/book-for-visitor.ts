import { randomBytes } from 'node:crypto';
import type { Appointment } from '../../contract/index.ts';
import { dayOf, instantAt } from '../../domain/calendar.ts';
import { recordAudit } from '../platform/audit.ts';
import { isoInstant } from '../platform/instant.ts';
import { parsePhone } from '../platform/parse-phone.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { SignedInOfficer } from '../platform/sessions.ts';
import { confirmHold, moveAppointment } from './appointments.ts';
import { type Bookable, loadBookable, modeOf } from './bookable.ts';
import { markAppointment } from './check-in.ts';
import type { BookingContext } from './context.ts';
import { phoneKey } from './holds.ts';
import { assertOnePerSession, lockPhone } from './quotas.ts';
import { reserveSlot } from './reserve-slot.ts';
import type { BookingWindow } from './slots.ts';

/** What an officer enters for a caller or for somebody at the desk. */
export interface Visitor {
  /** Identifier of the new appointment, from the form: a form that is sent twice books once. */
  id: string;
  agency: string;
  service: string;
  /** Slot identifier. */
  slot: string;
  units: number;
  name: string;
  phone: string;
  /** Whether the visitor has agreed, on being asked, that name and phone are stored. */
  hasAgreed: boolean;
  /** Whether the visitor stands at the desk: name and phone are optional then, and the arrival is recorded. */
  isHere: boolean;
}

/** Officers also book what is under way, and what is too near for citizens. */
const officerWindow = (window: BookingWindow): BookingWindow => {
  return { ...window, from: instantAt(dayOf(window.now), 0), ignoresDeadlines: true };
};

/**
 * Books for a caller or for somebody at the desk. `maxPerPhone` and `missed` do not apply: an officer talks to the
 * person. One booking per phone and session does.
 * @throws ProblemError `slot-taken`, `slot-closed`, `already-booked`, `invalid-input`
 */
export async function bookForVisitor(
  context: BookingContext,
  officer: SignedInOfficer,
  visitor: Visitor,
): Promise<Appointment> {
  const { tx, secrets, now } = context;
  const { agency, name, isHere, units } = visitor;
  const bookable = await forOfficers(context, agency, visitor.service);
  if (!name && !isHere) throw invalidInput('/name', 'required');
  if (!visitor.phone && !isHere) throw invalidInput('/phone', 'required');
  const phone = visitor.phone ? parsePhone(visitor.phone, '/phone') : null;
  const { purposes } = bookable.booking;
  if ((name || phone) && purposes.length && !visitor.hasAgreed) throw invalidInput('/agreed', 'required');
  const key = phone ? phoneKey(secrets, phone) : randomBytes(32);
  await lockPhone(tx, key);
  const slot = await reserveSlot(context, bookable, visitor.slot, { units });
  const mode = modeOf(bookable, slot);
  // A home visit needs an address and an eligible person: only citizens book it.
  if (slot.ends_at <= now || mode === 'home') throw new ProblemError('slot-closed');
  if (mode === 'session') await assertOnePerSession(context, slot, { key });
  const row = await tx
    .insertInto('appointment')
    .values({
      id: visitor.id,
      slot: slot.id,
      service: bookable.service.id,
      agency,
      state: 'held',
      expires_at: now,
      phone_key: key,
      units,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  const booked = await confirmHold(context, bookable, row, slot, {
    contact_name: name || null,
    contact_phone: phone,
    consents: JSON.stringify(
      visitor.hasAgreed ? purposes.map(({ id, version }) => ({ purpose: id, version, at: isoInstant(now) })) : [],
    ),
  });
  await recordAudit(tx, { officer: officer.id, action: 'appointment.book', subject: booked.number, now });
  if (isHere) {
    const fresh = await tx.selectFrom('appointment').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow();
    await markAppointment({ tx, officer, now }, fresh, 'arrived');
  }
  return booked;
}

/**
 * Moves an appointment for a caller.
 * @param id identifier of the appointment
 * @throws what `moveAppointment` throws; `slot-closed` for a time that is over
 */
export async function moveForVisitor(
  context: BookingContext,
  officer: SignedInOfficer,
  id: string,
  to: string,
): Promise<Appointment> {
  const { tx, secrets, now } = context;
  const moved = await moveAppointment(context, secrets.signToken('appointment', id), to, officerWindow);
  if (new Date(moved.slot.end) <= now) throw new ProblemError('slot-closed');
  await recordAudit(tx, { officer: officer.id, action: 'appointment.move', subject: moved.number, now });
  return moved;
}

async function forOfficers({ tx, now }: BookingContext, agency: string, service: string): Promise<Bookable> {
  const bookable = await loadBookable(tx, agency, service, now);
  return { ...bookable, window: officerWindow(bookable.window) };
}
