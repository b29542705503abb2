import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Hold, Slot } from '../../src/contract/index.ts';
import { addDays, weekday } from '../../src/domain/calendar.ts';
import { bookAppointment } from '../../src/server/booking/appointments.ts';
import { slotsBetween } from '../../src/server/booking/availability.ts';
import { loadBookable } from '../../src/server/booking/bookable.ts';
import { createHold } from '../../src/server/booking/holds.ts';
import { freePlaces, presentSlot } from '../../src/server/booking/slots.ts';
import { idempotent } from '../../src/server/http/idempotency.ts';
import { type Database, migrate } from '../../src/server/platform/database.ts';
import { ProblemError } from '../../src/server/platform/problem.ts';
import { Secrets } from '../../src/server/platform/secrets.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { ward } from '../support/backend.ts';
import { bookingBody, service } from '../support/booking.ts';
import { freshPostgres, monday } from '../support/database.ts';
import { dice } from './history/play.ts';
import { overload } from './overload.ts';
import { ownProcess } from './own-process.ts';

const clients = 200;
const seconds = Number(process.env['SECONDS'] ?? 60);
/** Limits for each of the two servers, as fractions of the statements without HTTP. */
const connections = 20;
/** Longest think time in seconds. */
const look = 2;
const place = '26506.1';
const honest = ['slot-taken', 'slot-closed', 'hold-expired'];
const days = Array.from({ length: 56 }, (_, nth) => addDays('2026-11-25', nth)).filter(day => weekday(day) < 6);

/** A client's requests, over HTTP or without. */
interface Desk {
  days(client: number): Promise<unknown>;
  slots(client: number, day: string): Promise<Slot[]>;
  hold(client: number, slot: string, phone: string): Promise<string>;
  book(client: number, token: string, phone: string): Promise<unknown>;
}

interface Times {
  reads: number[];
  bookings: number[];
  conflicts: number;
}

/**
 * Two server processes on one PostgreSQL, 200 citizens who browse and book for a minute: no error except a slot that
 * was just taken, no place booked twice. Prints p99 of reads and bookings beside the same statements from one process
 * without HTTP. Then a thousand connections load one server without pause.
 */
export default async function load(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  assert.ok(server, 'TEST_DATABASE_URL names no PostgreSQL server');
  const database = await freshPostgres(server, { connections: connections * 2 });
  try {
    await migrate(database);
    await fillSample(database, monday);
    await database.db.updateTable('slot_rule').set({ capacity: 4 }).where('counter', '=', '26506.A').execute();
    const servers = [await ownProcess(database.url, connections), await ownProcess(database.url, connections)];
    let http: Times;
    let over: string;
    try {
      const ports = servers.map(({ port }) => port);
      await crowd(overHttp(ports), 'warm', 3);
      http = await crowd(overHttp(ports), 'http', seconds);
      over = await overload([ports[0]!, ports[1]!], seconds);
    } finally {
      for (const { child } of servers) child.kill('SIGKILL');
    }
    const bare = await crowd(straight(database, await Secrets.read(database.db)), 'bare', seconds);
    const { rows } = await sql`select id from slot where taken > capacity`.execute(database.db);
    assert.deepEqual(rows, [], 'places sold twice');
    const line = (what: 'reads' | 'bookings') =>
      `${what}: ${http[what].length} over HTTP, p99 ${ms(http[what])} ms; ${bare[what].length} without, p99 ${ms(bare[what])} ms: ${(p99(http[what]) / p99(bare[what])).toFixed(2)} times`;
    return `${clients} clients, 2 servers, ${seconds} s: no error, ${http.conflicts} and ${bare.conflicts} honest conflicts, no place sold twice\n${line('reads')}\n${line('bookings')}\n${over}`;
  } finally {
    await database.close();
  }
}

const p99 = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
const ms = (times: number[]) => Math.round(p99(times));

/** Lets all citizens browse and book; an unexpected refusal ends it. */
async function crowd(desk: Desk, name: string, seconds: number): Promise<Times> {
  const times: Times = { reads: [], bookings: [], conflicts: 0 };
  const end = performance.now() + seconds * 1000;
  const timed = async <T>(into: number[], work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const done = await work();
    into.push(performance.now() - start);
    return done;
  };
  let phones = 0;
  const prefix = { warm: '090', http: '091', bare: '092' }[name];
  const person = async (client: number) => {
    const luck = dice(client + 1);
    const think = () => wait(luck.next() * look * 1000);
    await think();
    while (performance.now() < end) {
      await timed(times.reads, () => desk.days(client));
      await think();
      const day = days[luck.below(days.length)]!;
      const free = (await timed(times.reads, () => desk.slots(client, day))).filter(({ left }) => left > 0);
      await think();
      const slot = free[luck.below(Math.min(3, free.length))];
      if (!slot || !luck.chance(0.5)) continue;
      const phone = `${prefix}${String(++phones).padStart(7, '0')}`;
      try {
        const token = await timed(times.bookings, () => desk.hold(client, slot.id, phone));
        await think();
        await timed(times.bookings, () => desk.book(client, token, phone));
      } catch (error) {
        if (!(error instanceof ProblemError) || !honest.includes(error.slug)) throw error;
        times.conflicts++;
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => person(client)));
  return times;
}

let keys = 0;
const freshKey = () => `load-${String(++keys).padStart(16, '0')}`;

function overHttp(ports: readonly number[]): Desk {
  const ask = async (client: number, path: string, body?: object) => {
    const answer = await fetch(`http://127.0.0.1:${ports[client % ports.length]}/api${path}`, {
      headers: {
        'X-Forwarded-For': `10.1.${client}.1`,
        ...(body && { 'Content-Type': 'application/json', 'Idempotency-Key': freshKey() }),
      },
      ...(body && { method: 'POST', body: JSON.stringify({ agency: ward, ...body }) }),
    });
    const said = (await answer.json()) as { type?: string };
    if (!answer.ok) throw new ProblemError((said.type?.split('#')[1] ?? 'internal') as ProblemError['slug']);
    return said;
  };
  const query = `agency=${ward}&place=${place}`;
  return {
    days: client => ask(client, `/services/${service}/days?${query}&from=2026-11-23&to=2027-01-20`),
    slots: async (client, day) =>
      ((await ask(client, `/services/${service}/slots?${query}&date=${day}`)) as { slots: Slot[] }).slots,
    hold: async (client, slot, phone) => ((await ask(client, '/holds', { service, slot, phone })) as Hold).token,
    book: (client, token, phone) => ask(client, '/appointments', bookingBody(token, phone)),
  };
}

function straight({ db }: Database, own: Secrets): Desk {
  const now = monday;
  const between = async (first: string, last: string) => {
    const wanted = await loadBookable(db, ward, service, now);
    const counters = wanted.counters.filter(each => each.place === place && each.way === 'time');
    return slotsBetween(db, counters, wanted.calendar, [first, last], now);
  };
  const write = <T extends object>(scope: string, input: object, work: Parameters<typeof idempotent<T>>[1]) =>
    idempotent<T>({ db, secrets: own, scope, key: freshKey(), body: JSON.stringify(input), now }, work);
  return {
    days: () => between('2026-11-23', '2027-01-20'),
    slots: async (_, day) => (await between(day, day)).filter(slot => freePlaces(slot)).map(presentSlot),
    hold: async (_, slot, phone) => {
      const input = { agency: ward, service, slot, phone };
      const { answer } = await write<Hold>('hold.create', input, tx =>
        createHold({ tx, secrets: own, jobs: undefined, now }, input),
      );
      return answer.token;
    },
    book: async (_, token, phone) => {
      const input = { agency: ward, ...bookingBody(token, phone) };
      return write('appointment.create', input, tx =>
        bookAppointment({ tx, secrets: own, jobs: undefined, now }, input),
      );
    },
  };
}
