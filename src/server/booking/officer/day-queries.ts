import { sql } from 'kysely';
import { type Day, dayOf, instantAt, isDay } from '../../../domain/calendar.ts';
import type { Db } from '../../platform/database.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { isUuid } from '../../platform/uuid.ts';
import { visitorsOf } from './visitors.ts';
import { waitlistOf } from './waitlist.ts';

/** An appointment or waitlist entry that an officer changes. */
export interface BookingRow {
  id: string;
  counter: string;
  starts_at: Date;
}

/** The counters of an officer's agencies, in display order. */
export const ownCounters = (db: Db, { scope }: SignedInOfficer) => countersOf(db, scope).execute();

const countersOf = (db: Db, scope: readonly string[]) =>
  db
    .selectFrom('counter')
    .innerJoin('place', 'place.id', 'counter.place')
    .select(['counter.id', 'counter.name', 'place.name as place'])
    .where('place.agency', 'in', scope)
    .orderBy('place.position')
    .orderBy('counter.id');

export type CounterRow = Awaited<ReturnType<typeof ownCounters>>[number];

/** A time of a day at which a counter is closed. */
export interface ClosedTime {
  counter: string;
  date: string;
  reason: string;
  closed_from: string;
  closed_to: string;
}

/** Whether a counter belongs to the officer's agencies. */
export const ownsCounter = async (db: Db, officer: SignedInOfficer, counter: string): Promise<boolean> =>
  (await ownCounters(db, officer)).some(({ id }) => id === counter);

/** An appointment by its identifier. */
export async function findAppointment(db: Db, id: string): Promise<BookingRow | undefined> {
  return isUuid(id) ? appointments(db).where('appointment.id', '=', id).executeTakeFirst() : undefined;
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

/** An appointment by its number on a day: at the named counter, or at the only one that has it. */
export async function findByNumber(
  db: Db,
  officer: SignedInOfficer,
  { number, counter, date }: { number: string; counter: string; date: string },
): Promise<BookingRow | undefined> {
  const counters = (await ownCounters(db, officer)).map(({ id }) => id);
  if (!isDay(date) || !counters.length) return undefined;
  const rows = await appointments(db)
    .where('appointment.number', '=', number.trim().toUpperCase())
    .where('slot.counter', 'in', counters)
    .where('slot.starts_at', '>=', instantAt(date, 0))
    .where('slot.starts_at', '<', instantAt(date, 24 * 60))
    .execute();
  return rows.find(row => row.counter === counter) ?? (rows.length === 1 ? rows[0] : undefined);
}

const appointments = (db: Db) =>
  db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot')
    .select(['appointment.id', 'slot.counter', 'slot.starts_at'])
    .where('state', '<>', 'held');

/** What a counter's day shows. */
export interface CounterDay {
  counters: readonly CounterRow[];
  counter: CounterRow;
  date: Day;
  isToday: boolean;
  closures: readonly ClosedTime[];
  visitors: Awaited<ReturnType<typeof visitorsOf>>;
  waitlist: Awaited<ReturnType<typeof waitlistOf>>;
}

/** Loads a day of a counter, or of the officer's first one; undefined for an officer without counters. */
export async function loadDay(
  db: Db,
  officer: SignedInOfficer,
  { counter, date, now }: { counter: string; date: Day; now: Date },
): Promise<CounterDay | undefined> {
  const counters = await countersOf(db, officer.scope)
    .select(
      sql<ClosedTime[]>`(
        select coalesce(json_agg(to_jsonb(closure) order by closed_from), '[]') from closure
        where closure.counter = counter.id and closure.date = ${date})`.as('closures'),
    )
    .execute();
  const here = counters.find(({ id }) => id === counter) ?? counters[0];
  if (!here) return undefined;
  return {
    counters,
    counter: here,
    date,
    isToday: date === dayOf(now),
    closures: here.closures,
    visitors: await visitorsOf(db, here.id, date),
    waitlist: await waitlistOf(db, here.id, date),
  };
}
