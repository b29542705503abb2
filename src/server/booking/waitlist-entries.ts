import { sql } from 'kysely';
import type { Appointment, Waiting, waitingCreate } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { maskName } from '../../domain/person.ts';
import { maskPhone } from '../../domain/phone.ts';
import { presentPlace } from '../agencies/index.ts';
import { retract } from '../notifications/index.ts';
import type { Db } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { parsePhone } from '../platform/parse-phone.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { SlotRow, WaitingRow } from '../platform/schema.ts';
import type { Secrets } from '../platform/secrets.ts';
import { confirmHold } from './appointments.ts';
import { loadBookable } from './bookable.ts';
import type { BookingContext } from './context.ts';
import { nextFreeSlot } from './free-slots.ts';
import { phoneKey } from './holds.ts';
import { requireConfirmedPhone } from './confirmed-phone.ts';
import { assertOnePerSession, assertPhoneQuota, lockPhone } from './quotas.ts';
import { lockSlot } from './reserve-slot.ts';
import { presentService } from './present-service.ts';
import { presentSlot } from './slots.ts';
import { bookingDeadline, firstWaiting, promoteWaitlist } from './waitlist.ts';
import { presentAppointment } from './present-appointment.ts';

/**
 * Joins the waitlist of a full session.
 * @throws ProblemError `slot-free` when it can be booked, `not-offered`, `invalid-input`, and those of the quotas
 */
export async function joinWaitlist(context: BookingContext, input: Input<typeof waitingCreate>): Promise<Waiting> {
  const { tx, secrets, now } = context;
  const name = input.contact.name.trim();
  if (!name) throw invalidInput('/contact/name', 'required');
  const phone = parsePhone(input.contact.phone, '/contact/phone');
  const key = phoneKey(secrets, phone);
  const bookable = await loadBookable(tx, input.agency, input.service, now);
  if (bookable.booking.purposes.length && !input.consents.length) throw invalidInput('/consents', 'required');
  requireConfirmedPhone(context, bookable.booking, phone, input.contact.confirmed);
  await assertPhoneQuota(tx, bookable, { key, now });
  const units = input.units ?? 1;
  const { slot, capacity, counter } = await lockSlot(context, bookable, input.slot, units);
  if (counter.way !== 'session') throw new ProblemError('not-offered');
  await assertOnePerSession(context, slot, { key });
  if (slot.taken < capacity && !(await firstWaiting(tx, slot.id))) throw new ProblemError('slot-free');
  const row = await tx
    .insertInto('waiting')
    .values({
      slot: slot.id,
      service: bookable.service.id,
      agency: input.agency,
      units,
      state: 'waiting',
      phone_key: key,
      contact_name: name,
      contact_phone: phone,
      consents: JSON.stringify(input.consents.map(consent => ({ ...consent, at: isoInstant(now) }))),
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return presentEntry(tx, secrets, row, now);
}

/**
 * Reads a waitlist entry by its secret.
 * @throws ProblemError `waiting-not-found`
 */
export async function readWaitlistEntry(db: Db, secrets: Secrets, secret: string, now: Date): Promise<Waiting> {
  return presentEntry(db, secrets, await findEntry(db, secrets, secret), now);
}

/**
 * Books the offered place. Idempotent.
 * @throws ProblemError `hold-expired`, `waiting-not-found`
 */
export async function acceptOffer(context: BookingContext, secret: string): Promise<Appointment> {
  const { tx, secrets, now } = context;
  const { phone_key: key } = await findEntry(tx, secrets, secret);
  await lockPhone(tx, key);
  const { row, slot } = await lockEntry(context, secret);
  const held = row.offer
    ? await tx.selectFrom('appointment').selectAll().where('id', '=', row.offer).executeTakeFirst()
    : undefined;
  if (row.state === 'taken' && held) return presentAppointment(tx, secrets, held, now);
  if (row.state !== 'offered' || !held?.expires_at || held.expires_at <= now) throw new ProblemError('hold-expired');
  const bookable = await loadBookable(tx, held.agency, held.service, now);
  const booked = await confirmHold(context, bookable, held, slot, {
    phone_key: key,
    contact_name: row.contact_name,
    contact_phone: row.contact_phone,
    consents: JSON.stringify(row.consents),
  });
  await retract(context, row);
  await tx.updateTable('waiting').set({ state: 'taken' }).where('id', '=', row.id).execute();
  return booked;
}

/** Leaves the waitlist; an offered place goes to the next entry. Idempotent. */
export async function leaveWaitlist(context: BookingContext, secret: string): Promise<Waiting> {
  const { tx, secrets, now } = context;
  const { row, slot } = await lockEntry(context, secret);
  if (row.state !== 'waiting' && row.state !== 'offered') return presentEntry(tx, secrets, row, now);
  const left = await tx
    .updateTable('waiting')
    .set({ state: 'left' })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await retract(context, row);
  if (row.offer) await tx.deleteFrom('appointment').where('id', '=', row.offer).where('state', '=', 'held').execute();
  await promoteWaitlist(context, slot.id);
  return presentEntry(tx, secrets, left, now);
}

async function findEntry(db: Db, secrets: Secrets, secret: string): Promise<WaitingRow> {
  const id = secrets.verifyToken('waiting', secret);
  const row = id ? await db.selectFrom('waiting').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  if (!row) throw new ProblemError('waiting-not-found');
  return row;
}

/** Locks an entry and its slot, the slot first: a fixed lock order prevents deadlocks. */
async function lockEntry({ tx, secrets }: BookingContext, secret: string): Promise<{ row: WaitingRow; slot: SlotRow }> {
  const { slot: id } = await findEntry(tx, secrets, secret);
  const slot = await tx.selectFrom('slot').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow();
  return { row: await findEntry(tx, secrets, secret), slot };
}

async function presentEntry(db: Db, secrets: Secrets, row: WaitingRow, now: Date): Promise<Waiting> {
  const slot = await db.selectFrom('slot').selectAll().where('id', '=', row.slot).executeTakeFirstOrThrow();
  const place = await db
    .selectFrom('place')
    .selectAll('place')
    .innerJoin('counter', 'counter.place', 'place.id')
    .where('counter.id', '=', slot.counter)
    .executeTakeFirstOrThrow();
  const service = await db.selectFrom('service').selectAll().where('id', '=', row.service).executeTakeFirstOrThrow();
  const { ahead } = await db
    .selectFrom('waiting')
    .select(sql<number>`count(*)::int`.as('ahead'))
    .where('slot', '=', row.slot)
    .where('state', '=', 'waiting')
    .where('turn', '<', row.turn)
    .executeTakeFirstOrThrow();
  const state = currentState(row, slot, now);
  return {
    secret: secrets.signToken('waiting', row.id),
    state,
    ahead: state === 'waiting' ? ahead : 0,
    service: presentService(service),
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
    units: { unit: slot.unit ?? 'heads', count: row.units },
    offeredUntil: state === 'offered' && row.offered_until ? isoInstant(row.offered_until) : undefined,
    reason: row.reason ?? undefined,
    next: state === 'over' || state === 'expired' ? await nextFreeSlot(db, row, slot, now) : undefined,
    contact: { name: maskName(row.contact_name), phone: maskPhone(row.contact_phone) },
    now: isoInstant(now),
  };
}

/** The state now, also when no job has processed the waitlist since. */
function currentState({ state, offered_until }: WaitingRow, slot: SlotRow, now: Date): Waiting['state'] {
  if (state === 'offered' && offered_until && offered_until <= now) return 'expired';
  if (state === 'waiting' && now >= bookingDeadline(slot)) return 'over';
  return state as Waiting['state'];
}
