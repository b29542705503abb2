import type { Db, Tx } from '../platform/database.ts';
import type { AppointmentRow, SlotRow } from '../platform/schema.ts';
import { effectiveSettings, agencyChain, presentPlace } from '../agencies/index.ts';
import { bookingWindow, counterTimes, presentSlot } from './slots.ts';
import type { Bookable } from './bookable.ts';
import { dayOf } from '../../domain/calendar.ts';
import { modeOf } from './bookable.ts';
import { sql } from 'kysely';
import type { Secrets } from '../platform/secrets.ts';
import type { Appointment } from '../../contract/index.ts';
import { nextFreeSlot } from './free-slots.ts';
import { isoInstant } from '../platform/instant.ts';
import { presentService } from './present-service.ts';
import { queueOf } from './queue.ts';
import { presentVisit } from './home-visits.ts';
import { papersAndFees } from '../procedures/index.ts';
import { maskName } from '../../domain/person.ts';
import { maskPhone } from '../../domain/phone.ts';
import { calendarFile, type CalendarLang } from './calendar-file.ts';

/** The earliest start of appointments that can still be changed; also where booking is no longer offered. */
export async function changeableFrom(db: Db, { agency }: AppointmentRow, now: Date): Promise<Date> {
  const { booking } = effectiveSettings(await agencyChain(db, agency));
  return booking ? bookingWindow(booking, now).from : now;
}

export function isChangeable(row: AppointmentRow, slot: SlotRow, from: Date): boolean {
  return row.state === 'booked' && slot.starts_at >= from;
}

/** The time of a slot by today's rules; undefined when they no longer give it. */
export const slotTime = ({ counters, calendar }: Bookable, { counter, starts_at }: SlotRow) =>
  counters
    .filter(({ id }) => id === counter)
    .flatMap(found => counterTimes(found, calendar, dayOf(starts_at)))
    .find(({ start }) => start.getTime() === starts_at.getTime());

const minTurnMinutes = 30;

const roundToMinutes = 5;

/** Estimates the turn within a session from the bookings before; null at a desk. */
export async function estimateTurn(
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
    units: slot.unit ? { unit: slot.unit, count: row.units } : undefined,
    turn: row.turn_from && row.turn_to ? { from: isoInstant(row.turn_from), to: isoInstant(row.turn_to) } : undefined,
    queue: await queueOf(db, row, slot, now),
    home: await presentVisit(db, row),
    ...(await papersAndFees(db, service)),
    note: service.note ?? undefined,
    contact: {
      name: row.contact_name ? maskName(row.contact_name) : '',
      phone: row.contact_phone ? maskPhone(row.contact_phone) : '',
    },
    now: isoInstant(now),
  };
  const fileIn = (lang: CalendarLang) => calendarFile({ id: row.id, version: row.version, slot, appointment, lang });
  const english = service.words?.['en'] ? { words: { en: { ics: fileIn('en') } } } : {};
  return { ...appointment, ics: fileIn('vi'), ...english };
}
