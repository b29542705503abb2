import { type Updateable } from 'kysely';
import { detachCalls } from '../calls/index.ts';
import type { Appointment, appointmentCreate } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import { ticketNumber } from '../../domain/ticket-number.ts';
import { notify } from '../notifications/index.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { parsePhone } from '../platform/parse-phone.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { AppointmentRow, SlotRow } from '../platform/schema.ts';
import type { AppointmentTable } from '../platform/schema/booking.ts';
import type { Secrets } from '../platform/secrets.ts';
import { type Bookable, loadBookable, modeOf } from './bookable.ts';
import type { BookingContext } from './context.ts';
import { slotUnavailable } from './free-slots.ts';
import { lockWithSlot, personKey, phoneKey } from './holds.ts';
import { addVisit, presentVisit } from './home-visits.ts';
import { requireConfirmedPhone } from './confirmed-phone.ts';
import { assertOnePerSession, assertPhoneQuota, lockPhone } from './quotas.ts';
import { isClosed, reserveSlot } from './reserve-slot.ts';
import { type BookingWindow, slotId } from './slots.ts';
import { promoteWaitlist } from './waitlist.ts';
import { presentAppointment, slotTime, estimateTurn, isChangeable, changeableFrom } from './present-appointment.ts';

/**
 * Books the held place: assigns a number and notifies the holder. Idempotent: a hold that is booked already returns
 * its appointment.
 * @throws ProblemError `hold-expired`, `slot-closed`, `invalid-input`, and those of the quotas
 */
export async function bookAppointment(
  context: BookingContext,
  input: Input<typeof appointmentCreate>,
): Promise<Appointment> {
  const { tx, secrets, now } = context;
  const name = input.contact.name.trim();
  if (!name) throw invalidInput('/contact/name', 'required');
  const phone = input.contact.phone === undefined ? null : parsePhone(input.contact.phone, '/contact/phone');
  const key = phone ? phoneKey(secrets, phone) : personKey(secrets, name, input.contact.birthYear);
  await lockPhone(tx, key);
  const { row, slot } = (await lockWithSlot(tx, secrets.verifyToken('hold', input.hold))) ?? {};
  if (!row || !slot) throw new ProblemError('hold-expired');
  if (row.state !== 'held') return presentAppointment(tx, secrets, row, now);
  const bookable = await loadBookable(tx, row.agency, row.service, now);
  if (!row.expires_at || row.expires_at <= now) throw new ProblemError('hold-expired');
  if (await isClosed(tx, slot))
    throw await slotUnavailable(tx, 'slot-closed', bookable, slotId(slot.counter, slot.starts_at), now);

  if (!key.equals(row.phone_key)) await assertPhoneQuota(tx, bookable, { key, except: row.id, now });
  if (modeOf(bookable, slot) === 'session') await assertOnePerSession(context, slot, { key, except: row.id });
  if (!phone && slotTime(bookable, slot)?.session?.needsPhone !== false)
    throw invalidInput('/contact/phone', 'required');
  if (!phone && !input.contact.birthYear) throw invalidInput('/contact/birthYear', 'required');
  if (bookable.booking.purposes.length && !input.consents.length) throw invalidInput('/consents', 'required');
  requireConfirmedPhone(context, bookable.booking, phone, input.contact.confirmed);
  const email = bookable.booking.email ? input.contact.email?.trim() || null : null;
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalidInput('/contact/email', 'email');

  if (modeOf(bookable, slot) === 'home') {
    if (!input.home) throw invalidInput('/home', 'required');
    await addVisit(context, bookable.chain, row, input.home);
  }
  return confirmHold(context, bookable, row, slot, {
    phone_key: key,
    contact_name: name,
    contact_phone: phone,
    contact_email: email,
    dossier: input.dossier?.trim() || null,
    consents: JSON.stringify(input.consents.map(consent => ({ ...consent, at: isoInstant(now) }))),
  });
}

/** Turns a hold into an appointment with a number, and notifies the holder. Caller holds the slot lock. */
export async function confirmHold(
  context: BookingContext,
  bookable: Bookable,
  row: AppointmentRow,
  slot: SlotRow,
  who: Updateable<AppointmentTable>,
): Promise<Appointment> {
  const { tx, secrets, now } = context;
  const booked = await tx
    .updateTable('appointment')
    .set({
      ...who,
      state: 'booked',
      expires_at: null,
      network_key: null,
      number: await nextNumber(tx, slot, bookable),
      booked_at: now,
      ...(await estimateTurn(tx, bookable, slot, row)),
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await notifyBooking(context, 'booked', booked, slot);
  return presentAppointment(tx, secrets, booked, now);
}

/**
 * Moves an appointment to another slot, in one transaction.
 * @param widen the window of an officer, who moves for others; that of citizens by default
 * @throws ProblemError `appointment-not-found`, `appointment-fixed` when it can no longer be changed, `slot-taken`
 */
export async function moveAppointment(
  context: BookingContext,
  secret: string,
  to: string,
  widen = (window: BookingWindow) => window,
): Promise<Appointment> {
  const { tx, secrets, now } = context;
  const id = secrets.verifyToken('appointment', secret);
  const before = id
    ? await tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!before || before.state === 'held') throw new ProblemError('appointment-not-found');
  const old = await tx.selectFrom('slot').selectAll().where('id', '=', before.slot).executeTakeFirstOrThrow();
  const offered = await loadBookable(tx, before.agency, before.service, now);
  const bookable = { ...withSameMode(offered, old.counter), window: widen(offered.window) };
  if (!isChangeable(before, old, bookable.window.from)) throw new ProblemError('appointment-fixed');
  if (slotId(old.counter, old.starts_at) === to) return presentAppointment(tx, secrets, before, now);

  const slot = await reserveSlot(context, bookable, to, { units: before.units, from: { slot: old.id } });
  if (modeOf(bookable, slot) === 'session')
    await assertOnePerSession(context, slot, { key: before.phone_key, except: before.id });
  const sameRow = slot.counter === old.counter && dayOf(slot.starts_at) === dayOf(old.starts_at);
  const moved = await tx
    .updateTable('appointment')
    .set({
      slot: slot.id,
      number: sameRow ? before.number : await nextNumber(tx, slot, bookable),
      ...(await estimateTurn(tx, bookable, slot, before)),
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .where('slot', '=', before.slot)
    .where('state', '=', 'booked')
    .returningAll()
    .executeTakeFirst();
  // Moved or cancelled concurrently.
  if (!moved) throw new ProblemError('appointment-fixed');
  // On its new time it is called anew.
  await detachCalls(tx, before.id);
  // The officer of the other day may not be available on this one.
  await tx
    .updateTable('home_visit')
    .set({ officer: null, state: 'planned' })
    .where('appointment', '=', moved.id)
    .execute();
  await notifyBooking(context, 'rebooked', moved, slot);
  await promoteWaitlist(context, old.id);
  return presentAppointment(tx, secrets, moved, now);
}

/** Sends the message of a booking; for a home visit with the door code. */
async function notifyBooking(
  context: BookingContext,
  what: 'booked' | 'rebooked',
  row: AppointmentRow,
  slot: SlotRow,
): Promise<void> {
  const visit = await presentVisit(context.tx, row);
  await notify(context, visit ? 'visit.booked' : `appointment.${what}`, row, slot, { code: visit?.doorCode });
}

/** Restricts the offer to counters of the same mode: a session appointment moves to another session. */
function withSameMode(bookable: Bookable, counter: string): Bookable {
  const mode = bookable.counters.find(({ id }) => id === counter)?.way;
  return { ...bookable, counters: bookable.counters.filter(each => each.way === mode) };
}

/**
 * Cancels an appointment and frees its place. Idempotent.
 * @param late ignores the minimum lead time: officers may cancel until the appointment begins
 * @throws ProblemError `appointment-not-found`, `appointment-fixed`
 */
export async function cancelAppointment(context: BookingContext, secret: string, late = false): Promise<Appointment> {
  const { tx, secrets, now } = context;
  const { row, slot } = (await lockWithSlot(tx, secrets.verifyToken('appointment', secret))) ?? {};
  if (!row || !slot || row.state === 'held') throw new ProblemError('appointment-not-found');
  if (row.state === 'cancelled') return presentAppointment(tx, secrets, row, now);
  const from = late ? now : await changeableFrom(tx, row, now);
  if (!isChangeable(row, slot, from)) throw new ProblemError('appointment-fixed');
  const cancelled = await tx
    .updateTable('appointment')
    .set({ state: 'cancelled', version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await notify(context, 'appointment.cancelled', cancelled, slot);
  await promoteWaitlist(context, slot.id);
  return presentAppointment(tx, secrets, cancelled, now);
}

/**
 * Reads an appointment by its secret.
 * @throws ProblemError `appointment-not-found`
 */
export async function readAppointment(db: Db, secrets: Secrets, secret: string, now: Date): Promise<Appointment> {
  const id = secrets.verifyToken('appointment', secret);
  const row = id ? await db.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  if (!row || row.state === 'held') throw new ProblemError('appointment-not-found');
  return presentAppointment(db, secrets, row, now);
}

/** The next number of a counter's day, for instance `A012`. */
async function nextNumber(tx: Tx, slot: SlotRow, { counters }: Bookable): Promise<string> {
  const date: Day = dayOf(slot.starts_at);
  const { last } = await tx
    .insertInto('ticket_series')
    .values({ counter: slot.counter, date, last: 1 })
    .onConflict(conflict =>
      conflict.columns(['counter', 'date']).doUpdateSet(({ eb }) => ({ last: eb('ticket_series.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return ticketNumber(counters.find(({ id }) => id === slot.counter)?.letter ?? '', last);
}
