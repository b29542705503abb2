import { sql } from 'kysely';
import { isDeepStrictEqual } from 'node:util';
import type { Appointment, Hold } from '../../../src/contract/index.ts';
import { dayOf } from '../../../src/domain/calendar.ts';
import { slotId } from '../../../src/server/booking/slots.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import type { Event, History } from './play.ts';
import { capacity } from './world.ts';

/** Legitimate refusals; anything else is a bug. */
const honest = new Set([
  'slot-taken',
  'slot-closed',
  'slot-free',
  'already-booked',
  'too-many-appointments',
  'appointment-fixed',
  'hold-expired',
]);

/** Violations of a history and the database it leaves. */
export async function faultsOf(database: Database, history: History): Promise<string[]> {
  return [
    ...refusalsOf(history),
    ...repeatsOf(history),
    ...(await seatsOf(database, history)),
    ...(await lossesOf(database, history)),
    ...(await ordersOf(database, history)),
  ];
}

function refusalsOf({ events }: History): string[] {
  return events
    .map(({ outcome }) => outcome)
    .filter(outcome => outcome.kind === 'refused' && !honest.has(outcome.slug))
    .map(outcome => `refused with ${(outcome as { slug: string }).slug}`);
}

/** The same request has the same answer. */
function repeatsOf({ events }: History): string[] {
  const bare = (answer: unknown) => ({ ...(answer as object), now: '' });
  return events
    .filter(
      ({ outcome, again }) =>
        outcome.kind === 'done' &&
        again?.kind === 'done' &&
        !isDeepStrictEqual(bare(outcome.answer), bare(again.answer)),
    )
    .map(({ operation }) => `${operation} was answered in two ways`);
}

interface Row {
  id: string;
  slot: number;
  state: string;
  units: number;
  number: string | null;
  phone: string;
  starts_at: Date;
  counter: string;
}

async function rowsOf({ db }: Database, name: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.id, a.slot, a.state, a.units, a.number, encode(a.phone_key, 'hex') as phone, s.starts_at, s.counter
    from appointment a join slot s on s.id = a.slot where s.counter = ${name}`.execute(db);
  return rows;
}

/** No place is booked twice, none is lost, and none is free while somebody waits for it. */
async function seatsOf(database: Database, { name }: History): Promise<string[]> {
  const faults: string[] = [];
  const rows = await rowsOf(database, name);
  const { db } = database;
  const slots = await db.selectFrom('slot').selectAll().where('counter', '=', name).execute();
  for (const slot of slots) {
    const live = rows.filter(row => row.slot === slot.id && row.state !== 'cancelled');
    const sum = live.reduce((total, { units }) => total + units, 0);
    if (sum > capacity) faults.push(`${sum} of ${capacity} places sold`);
    if (sum !== slot.taken) faults.push(`${slot.taken} places counted, ${sum} there`);
    if (live.some(({ state }) => state === 'held')) faults.push('a hold outlived its time');
    const phones = live.map(({ phone }) => phone);
    if (new Set(phones).size !== phones.length) faults.push('one phone has two places in a session');
    const [first] = await db
      .selectFrom('waiting')
      .selectAll()
      .where('slot', '=', slot.id)
      .where('state', '=', 'waiting')
      .orderBy('turn')
      .execute();
    if (first && sum + first.units <= capacity) faults.push('a free place is offered to nobody');
  }
  const numbers = rows.filter(({ number }) => number).map(({ number, starts_at }) => `${dayOf(starts_at)} ${number}`);
  if (new Set(numbers).size !== numbers.length) faults.push('two have one number');
  return faults;
}

/** Acknowledged bookings exist, at the stated time. */
async function lossesOf(database: Database, { name, events, closed }: History): Promise<string[]> {
  const rows = new Map((await rowsOf(database, name)).map(row => [row.id, row]));
  const faults: string[] = [];
  const done = (event: Event) => event.outcome.kind === 'done';
  for (const booking of events.filter(event => ['book', 'take'].includes(event.operation) && done(event))) {
    const { secret, slot } = (booking.outcome as { answer: Appointment }).answer;
    const row = rows.get(secret.split('.')[0]!);
    const about = events.filter(event => event.about === secret && event.outcome.kind !== 'refused');
    const cancels = about.filter(({ operation }) => operation === 'cancel');
    const moves = about.filter(({ operation }) => operation === 'move');
    if (!row) faults.push(`an acknowledged ${booking.operation} is not there`);
    else if (row.state === 'cancelled') {
      if (!cancels.length && !closed.size) faults.push('a booking was cancelled by nobody');
    } else if (row.state !== 'booked') faults.push(`an acknowledged ${booking.operation} is ${row.state}`);
    else if (cancels.some(done)) faults.push('an acknowledged cancellation did not last');
    else {
      const at = slotId(row.counter, row.starts_at);
      if (at !== slot.id && !moves.some(move => move.slot === at)) faults.push('a booking is where nobody put it');
      if (moves.filter(done).length === 1 && moves.length === 1 && at !== moves[0]!.slot)
        faults.push('an acknowledged move did not last');
    }
  }
  for (const { outcome } of events.filter(event => event.operation === 'hold' && done(event))) {
    const { token } = (outcome as { answer: Hold }).answer;
    const row = rows.get(token.split('.')[0]!);
    if (row?.state === 'held') faults.push('a hold outlived its time');
  }
  return faults;
}

interface Logged {
  slot: number;
  appointment: string | null;
  waiting: string | null;
  turn: number | null;
  state: string | null;
  taken: number | null;
}

/** While somebody waits, only the first of the waitlist gets a place. */
async function ordersOf({ db }: Database, { name }: History): Promise<string[]> {
  const { rows } = await sql<Logged>`
    select l.slot, l.appointment, l.waiting, l.turn, l.state, l.taken from history_log l
    join slot s on s.id = l.slot where s.counter = ${name} order by l.seq`.execute(db);
  const faults: string[] = [];
  const lines = new Map<number, Map<string, number>>();
  /** A place given while somebody waited must be the offer of the first. */
  const given = new Map<number, string>();
  for (const { slot, appointment, waiting, turn, state, taken } of rows) {
    if (taken !== null) {
      if (taken > capacity) faults.push(`${taken} of ${capacity} places sold`);
      continue;
    }
    const line = lines.get(slot) ?? new Map<string, number>();
    lines.set(slot, line);
    const before = given.get(slot);
    given.delete(slot);
    if (before && !(state === 'offered' && appointment === before)) faults.push('those who wait were passed');
    if (!waiting) {
      if (line.size) given.set(slot, appointment!);
    } else if (state === 'waiting') line.set(waiting, turn!);
    else {
      if (state === 'offered' && Math.min(...line.values()) !== turn)
        faults.push('the line was not served in its order');
      line.delete(waiting);
    }
  }
  if (given.size) faults.push('those who wait were passed');
  return faults;
}
