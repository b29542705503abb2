import { sql, type Updateable } from 'kysely';
import type { Appointment, appointmentCreate } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import { maskName } from '../../domain/person.ts';
import { maskPhone } from '../../domain/phone.ts';
import { agencyChain, effectiveSettings, presentPlace } from '../agencies/index.ts';
import { notify } from '../notifications/index.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { AppointmentRow, SlotRow } from '../platform/schema.ts';
import type { AppointmentTable } from '../platform/schema/booking.ts';
import type { Secrets } from '../platform/secrets.ts';
import { papersAndFees } from '../procedures/index.ts';
import { type Bookable, loadBookable, modeOf } from './bookable.ts';
import { calendarFile } from './calendar-file.ts';
import type { BookingContext } from './context.ts';
import { nextFreeSlot, slotUnavailable } from './free-slots.ts';
import { lockWithSlot, personKey, phoneKey } from './holds.ts';
import { addVisit, presentVisit } from './home-visits.ts';
import { requireConfirmedPhone } from './phone-confirmation.ts';
import { assertOnePerSession, assertPhoneQuota, lockPhone, parsePhone } from './quotas.ts';
import { isClosed, reserveSlot } from './reserve-slot.ts';
import { bookingWindow, counterTimes, presentSlot, slotId } from './slots.ts';
import { promoteWaitlist } from './waitlist.ts';

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
 * @throws ProblemError `appointment-not-found`, `appointment-fixed` when it can no longer be changed, `slot-taken`
 */
export async function moveAppointment(context: BookingContext, secret: string, to: string): Promise<Appointment> {
  const { tx, secrets, now } = context;
  const id = secrets.verifyToken('appointment', secret);
  const before = id
    ? await tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!before || before.state === 'held') throw new ProblemError('appointment-not-found');
  const old = await tx.selectFrom('slot').selectAll().where('id', '=', before.slot).executeTakeFirstOrThrow();
  const bookable = withSameMode(await loadBookable(tx, before.agency, before.service, now), old.counter);
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
  await notify(context, visit ? 'visit' : what, row, slot, { code: visit?.doorCode });
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
  await notify(context, 'cancelled', cancelled, slot);
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

/** The earliest start of appointments that can still be changed; also where booking is no longer offered. */
async function changeableFrom(db: Db, { agency }: AppointmentRow, now: Date): Promise<Date> {
  const { booking } = effectiveSettings(await agencyChain(db, agency));
  return booking ? bookingWindow(booking, now).from : now;
}

function isChangeable(row: AppointmentRow, slot: SlotRow, from: Date): boolean {
  return row.state === 'booked' && slot.starts_at >= from;
}

/** The time of a slot by today's rules; undefined when they no longer give it. */
const slotTime = ({ counters, calendar }: Bookable, { counter, starts_at }: SlotRow) =>
  counters
    .filter(({ id }) => id === counter)
    .flatMap(found => counterTimes(found, calendar, dayOf(starts_at)))
    .find(({ start }) => start.getTime() === starts_at.getTime());

const minTurnMinutes = 30;
const roundToMinutes = 5;

/** Estimates the turn within a session from the bookings before; null at a desk. */
async function estimateTurn(
  tx: Tx,
  bookable: Bookable,
  slot: SlotRow,
  { id, units }: AppointmentRow,
): Promise<{ turn_from: Date | null; turn_to: Date | null }> {
  const time = slotTime(bookable, slot);
  if (!time?.session || modeOf(bookable, slot) === 'home') return { turn_from: null, turn_to: null };
  const { before, last } = await tx
    .selectFrom('appointment')
    .select(({ fn }) => [
      fn.coalesce(fn.sum<number>('units'), sql<number>`0`).as('before'),
      fn.max('turn_from').as('last'),
    ])
    .where('slot', '=', slot.id)
    .where('id', '<>', id)
    .where('state', 'in', ['booked', 'arrived'])
    .executeTakeFirstOrThrow();
  const { minutes } = time.session;
  const first = Math.floor((Number(before) * minutes) / roundToMinutes) * roundToMinutes;
  // After cancellations a later number must still not be called before an earlier one.
  const about = Math.max(time.start.getTime() + first * 60_000, last?.getTime() ?? 0);
  const from = new Date(Math.min(about, time.end.getTime() - roundToMinutes * 60_000));
  const to = new Date(
    Math.min(from.getTime() + Math.max(minTurnMinutes, units * minutes) * 60_000, time.end.getTime()),
  );
  return { turn_from: from, turn_to: to };
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
  const letter = counters.find(({ id }) => id === slot.counter)?.letter ?? '';
  return `${letter}${String(last).padStart(3, '0')}`;
}

/** An appointment as the contract returns it to its holder. */
export async function presentAppointment(
  db: Db,
  secrets: Secrets,
  row: AppointmentRow,
  now: Date,
): Promise<Appointment> {
  const slot = await db.selectFrom('slot').selectAll().where('id', '=', row.slot).executeTakeFirstOrThrow();
  const place = await db
    .selectFrom('place')
    .selectAll('place')
    .innerJoin('counter', 'counter.place', 'place.id')
    .where('counter.id', '=', slot.counter)
    .executeTakeFirstOrThrow();
  const service = await db.selectFrom('service').selectAll().where('id', '=', row.service).executeTakeFirstOrThrow();
  const from = await changeableFrom(db, row, now);
  const appointment = {
    number: row.number ?? '',
    secret: secrets.signToken('appointment', row.id),
    status: row.state as Appointment['status'],
    changeable: isChangeable(row, slot, from),
    reason: row.reason ?? undefined,
    next: row.state === 'cancelled' && row.reason ? await nextFreeSlot(db, row, slot, now) : undefined,
    service: { id: service.id, name: service.name, field: service.field, procedure: service.procedure },
    place: presentPlace(place),
    agency: row.agency,
    slot: presentSlot({
      counter: slot.counter,
      place: place.id,
      start: slot.starts_at,
      end: slot.ends_at,
      capacity: slot.capacity,
      taken: slot.taken,
    }),
    units: slot.unit ? { unit: slot.unit, count: row.units } : undefined,
    turn: row.turn_from && row.turn_to ? { from: isoInstant(row.turn_from), to: isoInstant(row.turn_to) } : undefined,
    home: await presentVisit(db, row),
    ...(await papersAndFees(db, service)),
    note: service.note ?? undefined,
    contact: {
      name: row.contact_name ? maskName(row.contact_name) : '',
      phone: row.contact_phone ? maskPhone(row.contact_phone) : '',
    },
    now: isoInstant(now),
  };
  return { ...appointment, ics: calendarFile({ id: row.id, version: row.version, slot, appointment }) };
}
