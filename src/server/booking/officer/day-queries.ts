import { sql } from 'kysely';
import { type Day, dayOf, instantAt, type SpecialDay } from '../../../domain/calendar.ts';
import type { Unit } from '../../../contract/index.ts';
import { specialDayOf } from '../../agencies/index.ts';
import type { Db } from '../../platform/database.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { isUuid } from '../../platform/uuid.ts';
import { lastCallBy } from '../queue.ts';
import { type Counter, countersWithRules, parseCounters } from '../slots.ts';

/** An appointment or waitlist entry that an officer changes. */
export interface BookingRow {
  id: string;
  counter: string;
  starts_at: Date;
}

/** The place of a counter; undefined when it does not belong to the officer's agencies. */
export async function placeOf(db: Db, { scope }: SignedInOfficer, counter: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('counter')
    .innerJoin('place', 'place.id', 'counter.place')
    .select('place.id')
    .where('counter.id', '=', counter)
    .where('place.agency', 'in', scope)
    .executeTakeFirst();
  return row?.id;
}

/** An appointment by its identifier. */
export async function findAppointment(db: Db, id: string): Promise<BookingRow | undefined> {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot')
    .select(['appointment.id', 'slot.counter', 'slot.starts_at'])
    .where('appointment.id', '=', id)
    .where('state', '<>', 'held')
    .executeTakeFirst();
}

/** A waitlist entry by its identifier. */
export async function findWaitlistEntry(db: Db, id: string): Promise<BookingRow | undefined> {
  if (!isUuid(id)) return undefined;
  return db
    .selectFrom('waiting')
    .innerJoin('slot', 'slot.id', 'waiting.slot')
    .select(['waiting.id', 'slot.counter', 'slot.starts_at'])
    .where('waiting.id', '=', id)
    .executeTakeFirst();
}

/** A place with counters, of an officer's agencies. */
export interface OfficerPlace {
  id: string;
  name: string;
  agency: string;
  /** Identifiers of its counters, but those of home visits. */
  counters: readonly string[];
}

/** The places of an officer's agencies with their counters, in display order. */
export const listPlaces = (db: Db, scope: readonly string[]): Promise<OfficerPlace[]> =>
  db
    .selectFrom('place')
    .innerJoin('counter', 'counter.place', 'place.id')
    .select(['place.id', 'place.name', 'place.agency', sql<string[]>`array_agg(counter.id)`.as('counters')])
    .where('place.agency', 'in', scope)
    .where('counter.way', '<>', 'home')
    .groupBy(['place.id', 'place.name', 'place.agency', 'place.position'])
    .orderBy('place.position')
    .orderBy('place.id')
    .execute();

/** An appointment, a hold, or a waitlist entry of a day. */
export interface DayBooking {
  id: string;
  counter: string;
  starts_at: Date;
  /** Of an appointment; `waiting` and `offered` for waitlist entries. */
  state: string;
  number: string | null;
  service: string;
  service_name: string;
  unit: Unit | null;
  units: number;
  contact_name: string | null;
  contact_phone: string | null;
  turn_from: Date | null;
  arrived_at: Date | null;
  /** When the number was called last. */
  called_at: Date | null;
  offered_until: Date | null;
  dossier: string | null;
  reason: string | null;
  version: number;
}

/** What the page of a place's day shows. */
export interface PlaceDay {
  places: readonly OfficerPlace[];
  place: OfficerPlace;
  counters: readonly Counter[];
  /** Identifiers of the services of each counter. */
  services: ReadonlyMap<string, readonly string[]>;
  special: SpecialDay | undefined;
  date: Day;
  now: Date;
  bookings: readonly DayBooking[];
  /** The last number that the officer called today. */
  lastCall: { number: string; called_at: Date } | undefined;
}

interface WantedDay {
  place: string;
  counter: string;
  date: Day;
  now: Date;
}

/**
 * Loads a day of a place: the named one, that of the named counter, that of the officer's counter, or the first.
 * @returns undefined for an officer without counters
 */
export async function loadDay(
  db: Db,
  officer: SignedInOfficer,
  { place: wanted, counter, date, now }: WantedDay,
): Promise<PlaceDay | undefined> {
  const places = await listPlaces(db, officer.scope);
  const place =
    places.find(({ id }) => id === wanted) ??
    places.find(({ counters }) => counters.includes(counter)) ??
    places.find(({ counters }) => officer.counter !== null && counters.includes(officer.counter)) ??
    places[0];
  if (!place) return undefined;
  const rows = await countersWithRules(db)
    .select([
      specialDayOf(sql.ref('place.agency'), date).as('special'),
      sql<string[]>`array(select service from counter_service where counter_service.counter = counter.id)`.as(
        'services',
      ),
    ])
    .where('counter.place', '=', place.id)
    .where('counter.way', '<>', 'home')
    .execute();
  return {
    places,
    place,
    counters: parseCounters(rows),
    services: new Map(rows.map(({ id, services }) => [id, services])),
    special: rows[0]?.special ?? undefined,
    date,
    now,
    bookings: await bookingsOf(db, place.counters, date, now),
    lastCall: date === dayOf(now) ? await lastCallBy(db, officer.id, now) : undefined,
  };
}

const appointmentColumns = sql`
  a.id, slot.counter, slot.starts_at, a.state, a.number, a.service, service.name as service_name, slot.unit, a.units,
  a.contact_name, a.contact_phone, a.turn_from, a.arrived_at,
  (select max(called_at) from ticket_call where ticket_call.appointment = a.id
    and ticket_call.called_at >= date_trunc('day', slot.starts_at at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh') as called_at,
  null::timestamptz as offered_until, a.dossier,
  a.reason, a.version, 0 as turn
  from slot join appointment a on a.slot = slot.id join service on service.id = a.service`;

/** An appointment of the officer's agencies, whatever day it is on. */
export async function readBooking(db: Db, { scope }: SignedInOfficer, id: string): Promise<DayBooking | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await sql<DayBooking>`
    select ${appointmentColumns} join counter on counter.id = slot.counter join place on place.id = counter.place
    where a.id = ${id} and a.state <> 'held' and place.agency in (${sql.join(scope)})`.execute(db);
  return rows[0];
}

async function bookingsOf(db: Db, counters: readonly string[], date: Day, now: Date): Promise<DayBooking[]> {
  const { rows } = await sql<DayBooking>`
    select ${appointmentColumns}
    where slot.counter in (${sql.join(counters)}) and slot.starts_at >= ${instantAt(date, 0)}
      and slot.starts_at < ${instantAt(date, 24 * 60)} and (a.state <> 'held' or a.expires_at > ${now})
    union all
    select w.id, slot.counter, slot.starts_at, w.state, null, w.service, service.name, slot.unit, w.units,
      w.contact_name, w.contact_phone, null, null, null, w.offered_until, null, w.reason, 0, w.turn
    from slot join waiting w on w.slot = slot.id join service on service.id = w.service
    where slot.counter in (${sql.join(counters)}) and slot.starts_at >= ${instantAt(date, 0)}
      and slot.starts_at < ${instantAt(date, 24 * 60)} and w.state in ('waiting', 'offered')
    order by starts_at, turn_from, turn, number`.execute(db);
  return rows;
}

/** Whether a row stands in the waitlist. */
export const isWaiting = ({ state }: DayBooking): boolean => state === 'waiting' || state === 'offered';

/** Whether a day is the one of an instant. */
export const isToday = ({ date, now }: Pick<PlaceDay, 'date' | 'now'>): boolean => date === dayOf(now);
