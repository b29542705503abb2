import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Appointment, Hold, Slot } from '../../src/contract/index.ts';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import { type Database, migrate, openPglite, openPostgres } from '../../src/server/platform/database.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { ward } from '../support/backend.ts';
import { bookingBody, mainPlace, service } from '../support/booking.ts';
import { freshPostgres } from '../support/database.ts';
import { onPgliteElsewhere } from './own-process.ts';

const times = Number(process.env['KILLS'] ?? 50);

/**
 * Kills the server with -9 between commit and answer, and repeats each write with its key: nothing acknowledged is
 * lost, nothing is stored twice, no place is held for nobody. Opinions, holds and bookings in turn. On PGlite, and on
 * PostgreSQL where `TEST_DATABASE_URL` is set. `KILLS` is their number.
 */
export default async function kill(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) return onPglite();
  return (await Promise.all([onPostgres(server), onPgliteElsewhere('kill')])).join('\n');
}

async function onPglite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-kill-'));
  try {
    return await onDatabase({ MOTCUA_DATA: folder, DATABASE_URL: '' }, () => openPglite(join(folder, 'pg')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function onPostgres(server: string): Promise<string> {
  const database = await freshPostgres(server);
  try {
    return await onDatabase({ DATABASE_URL: database.url }, async () => openPostgres(database.url));
  } finally {
    await database.close();
  }
}

async function onDatabase(env: Record<string, string>, open: () => Promise<Database>): Promise<string> {
  const first = await open();
  await migrate(first);
  await fillSample(first, new Date());
  const before = await countsOf(first);
  const { kind } = first;
  await first.close();

  const writer = new Writer();
  for (let i = 0; i <= times; i++) {
    const server = await start(env);
    // A write that was committed and not answered is repeated, and answered from the idempotency record.
    if (i > 0) await writer.write(server.port, i - 1);
    if (i < times) await assert.rejects(writer.write(server.port, i), /fetch failed/);
    else server.process.kill('SIGKILL');
    await server.gone;
  }

  const last = await open();
  try {
    const after = await countsOf(last);
    const of = (which: number) => Math.floor((times + 2 - which) / 3);
    const [opinions, holds, bookings] = [of(0), of(1), of(2)];
    assert.equal(after.opinions - before.opinions, opinions);
    assert.equal(after.booked - before.booked, bookings);
    assert.equal(after.held - before.held, holds - bookings);
    assert.equal(after.taken - before.taken, holds);
    assert.deepEqual(await numbersOf(last), writer.numbers);
    return `${kind}: killed ${times} times between commit and answer, ${opinions} opinions and ${bookings} bookings stored, 0 lost, 0 doubled`;
  } finally {
    await last.close();
  }
}

async function countsOf({ db }: Database) {
  const { rows } = await sql<Record<'opinions' | 'booked' | 'held' | 'taken', number>>`select
    (select count(*)::int from opinion) as opinions,
    (select count(*)::int from appointment where state = 'booked') as booked,
    (select count(*)::int from appointment where state = 'held') as held,
    (select sum(taken)::int from slot) as taken`.execute(db);
  return rows[0]!;
}

/** Ticket numbers of this run, in the order of booking. */
async function numbersOf({ db }: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('appointment')
    .select(['number', 'contact_name'])
    .where('contact_name', 'like', 'kill %')
    .execute();
  return rows.sort((a, b) => nth(a.contact_name) - nth(b.contact_name)).map(({ number }) => number ?? '');
}

const nth = (name: string | null) => Number(name?.split(' ')[1]);

/** Sends an opinion, holds and books, in turn; a repeated write has the same key. */
class Writer {
  /** The tickets' numbers. */
  readonly numbers: string[] = [];
  #slots: Slot[] = [];
  #token = '';

  async write(port: number, i: number): Promise<void> {
    const phone = `0975${String(i - (i % 3)).padStart(6, '0')}`;
    if (i % 3 === 0) await send(port, i, '/feedback', { kind: 'opinion', text: `kill ${i}`, consents: [] });
    else if (i % 3 === 1) {
      if (!this.#slots.length) this.#slots = await freeSlots(port);
      const slot = this.#slots[(i - 1) / 3]!.id;
      this.#token = ((await send(port, i, '/holds', { service, slot, phone })) as Hold).token;
    } else {
      const body = bookingBody(this.#token, phone, `kill ${i}`);
      this.numbers.push(((await send(port, i, '/appointments', body)) as Appointment).number);
    }
  }
}

/** Enough times in the coming weeks. */
async function freeSlots(port: number): Promise<Slot[]> {
  const slots: Slot[] = [];
  for (let day = addDays(dayOf(new Date()), 14); slots.length < times; day = addDays(day, 1)) {
    const path = `services/${service}/slots?agency=${ward}&place=${mainPlace}&date=${day}`;
    const answer = (await (await fetch(`http://127.0.0.1:${port}/api/${path}`)).json()) as { slots: Slot[] };
    slots.push(...answer.slots.filter(({ left }) => left));
  }
  return slots;
}

async function start(
  env: Record<string, string>,
): Promise<{ process: ChildProcess; port: number; gone: Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'dying-server.ts')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', data => {
      const found = /listening (\d+)/.exec(String(data));
      if (found) resolve(Number(found[1]));
    });
    void gone.then(() => reject(new Error('the server did not start')));
  });
  return { process: child, port, gone };
}

async function send(port: number, i: number, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `kill-${String(i).padStart(14, '0')}` },
    body: JSON.stringify({ agency: ward, ...body }),
  });
  assert.ok(answer.ok, `${answer.status}: ${await answer.clone().text()}`);
  return answer.json();
}
