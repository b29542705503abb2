import { sql, type Updateable } from 'kysely';
import type { Appointment, appointmentCreate, Input } from '../../contract/index.ts';
import { dayOf, type Day } from '../../domain/calendar.ts';
import { maskName } from '../../domain/person.ts';
import { maskPhone } from '../../domain/phone.ts';
import { bookable, claim, closed, gone, invalid, nextFree, wayOf, type Asked, type Bookable } from './bookable.ts';
import { limitPhone, lockPhone, onceASession, phoneOf } from './quotas.ts';
import type { Db, Tx } from '../platform/database.ts';
import { addVisit, visitOf } from './home-visits.ts';
import { locked, personKey, phoneKey } from './holds.ts';
import { ProblemError } from '../http/problem.ts';
import { calendarFile } from './calendar-file.ts';
import { isoInstant } from '../platform/instant.ts';
import type { Secrets } from '../platform/secrets.ts';
import { settle } from './waitlist.ts';
import { requireConfirmed } from './phone-confirmation.ts';
import { placeOf } from '../agencies/routes.ts';
import type { AppointmentRow, AppointmentTable, SlotRow } from '../platform/schema.ts';
import { agencyChain, settingsOf } from '../agencies/settings.ts';
import { slotId, slotOf, timesOf, windowOf } from './slots.ts';
import { tell } from '../notifications/notify.ts';
import { papersAndFees } from '../procedures/papers-and-fees.ts';

/** Books the place that a hold keeps, gives it a number and tells its holder. A hold that is booked already is shown. */
export async function book(asked: Asked, input: Input<typeof appointmentCreate>): Promise<Appointment> {
  const { tx, keys: secrets, now } = asked;
  const name = input.contact.name.trim();
  if (!name) throw invalid('/contact/name', 'required');
  const phone = input.contact.phone === undefined ? null : phoneOf(input.contact.phone, '/contact/phone');
  const key = phone ? phoneKey(secrets, phone) : personKey(secrets, name, input.contact.birthYear);
  await lockPhone(tx, key);
  const { row, slot } = (await locked(tx, secrets.verifyToken('hold', input.hold))) ?? {};
  if (!row || !slot) throw new ProblemError('hold-expired');
  if (row.state !== 'held') return describe(tx, secrets, row, now);
  const wanted = await bookable(tx, row.agency, row.service, now);
  if (!row.expires_at || row.expires_at <= now) throw new ProblemError('hold-expired');
  if (await closed(tx, slot)) throw await gone(tx, 'slot-closed', wanted, slotId(slot.counter, slot.starts_at), now);

  if (!key.equals(row.phone_key)) await limitPhone(tx, wanted, { key, except: row.id, now });
  if (wayOf(wanted, slot) === 'session') await onceASession(asked, slot, { key, except: row.id });
  if (!phone && timeOf(wanted, slot)?.session?.needsPhone !== false) throw invalid('/contact/phone', 'required');
  if (!phone && !input.contact.birthYear) throw invalid('/contact/birthYear', 'required');
  if (wanted.booking.purposes.length && !input.consents.length) throw invalid('/consents', 'required');
  requireConfirmed(asked, wanted.booking, phone, input.contact.confirmed);
  const email = wanted.booking.email ? input.contact.email?.trim() || null : null;
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalid('/contact/email', 'email');

  if (wayOf(wanted, slot) === 'home') {
    if (!input.home) throw invalid('/home', 'required');
    await addVisit(asked, wanted.chain, row, input.home);
  }
  return confirm(asked, wanted, row, slot, {
    phone_key: key,
    contact_name: name,
    contact_phone: phone,
    contact_email: email,
    dossier: input.dossier?.trim() || null,
    consents: JSON.stringify(input.consents.map(consent => ({ ...consent, at: isoInstant(now) }))),
  });
}

/** Makes a live hold an appointment, with a number, and tells its holder. The slot must be locked. */
export async function confirm(
  asked: Asked,
  wanted: Bookable,
  row: AppointmentRow,
  slot: SlotRow,
  who: Updateable<AppointmentTable>,
): Promise<Appointment> {
  const { tx, keys: secrets, now } = asked;
  const booked = await tx
    .updateTable('appointment')
    .set({
      ...who,
      state: 'booked',
      expires_at: null,
      network_key: null,
      number: await nextNumber(tx, slot, wanted),
      booked_at: now,
      ...(await turnOf(tx, wanted, slot, row)),
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tellOf(asked, 'booked', booked, slot);
  return describe(tx, secrets, booked, now);
}

/** Moves an appointment to another slot in one step: at no moment has its holder none, or two. */
export async function moveAppointment(asked: Asked, secret: string, to: string): Promise<Appointment> {
  const { tx, keys: secrets, now } = asked;
  const id = secrets.verifyToken('appointment', secret);
  const before = id
    ? await tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!before || before.state === 'held') throw new ProblemError('appointment-not-found');
  const old = await tx.selectFrom('slot').selectAll().where('id', '=', before.slot).executeTakeFirstOrThrow();
  const wanted = ofOneWay(await bookable(tx, before.agency, before.service, now), old.counter);
  if (!isChangeable(before, old, wanted.window.from)) throw new ProblemError('appointment-fixed');
  if (slotId(old.counter, old.starts_at) === to) return describe(tx, secrets, before, now);

  const slot = await claim(asked, wanted, to, { units: before.units, from: { slot: old.id } });
  if (wayOf(wanted, slot) === 'session') await onceASession(asked, slot, { key: before.phone_key, except: before.id });
  const sameRow = slot.counter === old.counter && dayOf(slot.starts_at) === dayOf(old.starts_at);
  const moved = await tx
    .updateTable('appointment')
    .set({
      slot: slot.id,
      number: sameRow ? before.number : await nextNumber(tx, slot, wanted),
      ...(await turnOf(tx, wanted, slot, before)),
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .where('slot', '=', before.slot)
    .where('state', '=', 'booked')
    .returningAll()
    .executeTakeFirst();
  // Moved or cancelled by somebody else while this waited for the lock.
  if (!moved) throw new ProblemError('appointment-fixed');
  // Whoever wanted to go on the other day need not have time on this.
  await tx
    .updateTable('home_visit')
    .set({ officer: null, state: 'planned' })
    .where('appointment', '=', moved.id)
    .execute();
  await tellOf(asked, 'rebooked', moved, slot);
  await settle(asked, old.id);
  return describe(tx, secrets, moved, now);
}

/** Tells of an appointment, or of a visit with its code for the door. */
async function tellOf(asked: Asked, what: 'booked' | 'rebooked', row: AppointmentRow, slot: SlotRow): Promise<void> {
  const visit = await visitOf(asked.tx, row);
  await tell(asked, visit ? 'visit' : what, row, slot, { code: visit?.doorCode });
}

/** What can be had in the way of a counter: who comes to a session moves to another session. */
function ofOneWay(wanted: Bookable, counter: string): Bookable {
  const way = wanted.counters.find(({ id }) => id === counter)?.way;
  return { ...wanted, counters: wanted.counters.filter(each => each.way === way) };
}

/**
 * Cancels an appointment and frees its place. One that is cancelled already is shown.
 * @param late also when it is too late for its holder to change it: an officer does it, until it begins
 */
export async function cancelAppointment(asked: Asked, secret: string, late = false): Promise<Appointment> {
  const { tx, keys: secrets, now } = asked;
  const { row, slot } = (await locked(tx, secrets.verifyToken('appointment', secret))) ?? {};
  if (!row || !slot || row.state === 'held') throw new ProblemError('appointment-not-found');
  if (row.state === 'cancelled') return describe(tx, secrets, row, now);
  const from = late ? now : await changeableFrom(tx, row, now);
  if (!isChangeable(row, slot, from)) throw new ProblemError('appointment-fixed');
  const cancelled = await tx
    .updateTable('appointment')
    .set({ state: 'cancelled', version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await tell(asked, 'cancelled', cancelled, slot);
  await settle(asked, slot.id);
  return describe(tx, secrets, cancelled, now);
}

/** Reads an appointment by its secret. */
export async function readAppointment(db: Db, secrets: Secrets, secret: string, now: Date): Promise<Appointment> {
  const id = secrets.verifyToken('appointment', secret);
  const row = id ? await db.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  if (!row || row.state === 'held') throw new ProblemError('appointment-not-found');
  return describe(db, secrets, row, now);
}

/** From when on an appointment of an agency can be changed; also where nothing new is booked any more. */
async function changeableFrom(db: Db, { agency }: AppointmentRow, now: Date): Promise<Date> {
  const { booking } = settingsOf(await agencyChain(db, agency));
  return booking ? windowOf(booking, now).from : now;
}

function isChangeable(row: AppointmentRow, slot: SlotRow, from: Date): boolean {
  return row.state === 'booked' && slot.starts_at >= from;
}

/** The rule of a slot, if it still has one. */
const timeOf = ({ counters, calendar }: Bookable, { counter, starts_at }: SlotRow) =>
  counters
    .filter(({ id }) => id === counter)
    .flatMap(found => timesOf(found, calendar, dayOf(starts_at)))
    .find(({ start }) => start.getTime() === starts_at.getTime());

const shortestTurn = 30;
const rounded = 5;

/** About when it is somebody's turn in a session, after those who have booked before; nothing at a desk. */
async function turnOf(
  tx: Tx,
  wanted: Bookable,
  slot: SlotRow,
  { id, units }: AppointmentRow,
): Promise<{ turn_from: Date | null; turn_to: Date | null }> {
  const time = timeOf(wanted, slot);
  if (!time?.session || wayOf(wanted, slot) === 'home') return { turn_from: null, turn_to: null };
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
  const first = Math.floor((Number(before) * minutes) / rounded) * rounded;
  // Somebody before may have cancelled: a later number is still not called before an earlier one.
  const about = Math.max(time.start.getTime() + first * 60_000, last?.getTime() ?? 0);
  const from = new Date(Math.min(about, time.end.getTime() - rounded * 60_000));
  const to = new Date(Math.min(from.getTime() + Math.max(shortestTurn, units * minutes) * 60_000, time.end.getTime()));
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

/** An appointment as its holder may see it. */
export async function describe(db: Db, secrets: Secrets, row: AppointmentRow, now: Date): Promise<Appointment> {
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
    next: row.state === 'cancelled' && row.reason ? await nextFree(db, row, slot, now) : undefined,
    service: { id: service.id, name: service.name, field: service.field, procedure: service.procedure },
    place: placeOf(place),
    agency: row.agency,
    slot: slotOf({
      counter: slot.counter,
      place: place.id,
      start: slot.starts_at,
      end: slot.ends_at,
      capacity: slot.capacity,
      taken: slot.taken,
    }),
    units: slot.unit ? { unit: slot.unit, count: row.units } : undefined,
    turn: row.turn_from && row.turn_to ? { from: isoInstant(row.turn_from), to: isoInstant(row.turn_to) } : undefined,
    home: await visitOf(db, row),
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
