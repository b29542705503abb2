import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { exec } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Appointment, Hold, Slot } from '../../src/contract/index.ts';
import { type Db, migrate } from '../../src/server/platform/database.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { ward } from '../support/backend.ts';
import { bookingBody, mainPlace, service } from '../support/booking.ts';
import { freshPostgres, monday } from '../support/database.ts';
import { ownProcess } from './own-process.ts';

const people = 40;
const longest = 60_000;

/**
 * PostgreSQL is restarted while forty citizens hold and book, each repeating with their key as a browser does:
 * nothing acknowledged is lost, nobody has two places, and the server recovers. `TEST_RESTART` is the command that
 * restarts the server of `TEST_DATABASE_URL`.
 */
export default async function restart(): Promise<string> {
  const [url, command] = [process.env['TEST_DATABASE_URL'], process.env['TEST_RESTART']];
  assert.ok(url && command, 'TEST_DATABASE_URL and TEST_RESTART name no PostgreSQL server that can be restarted');
  const database = await freshPostgres(url);
  let ended: Promise<unknown> = Promise.resolve();
  try {
    await migrate(database);
    await fillSample(database, monday);
    const { port, child } = await ownProcess(database.url, 10);
    try {
      const { slots } = (await (
        await fetch(
          `http://127.0.0.1:${port}/api/services/${service}/slots?agency=${ward}&place=${mainPlace}&date=2026-12-10`,
        )
      ).json()) as { slots: Slot[] };
      let unanswered = 0;
      const ask = async <T>(path: string, key: string, body: object): Promise<T> => {
        for (const until = Date.now() + longest; ; await wait(100)) {
          const answer = await post(port, path, key, body);
          if (answer?.ok) return (await answer.json()) as T;
          unanswered++;
          assert.ok(!answer || answer.status === 503, `${answer?.status}: ${await answer?.text()}`);
          assert.ok(Date.now() < until, 'the server does not come back');
        }
      };
      const dying = wait(150).then(() => promisify(exec)(command));
      // Known before the server is left, whatever fails meanwhile.
      ended = dying.then(() => accepting(database.db));
      ended.catch(() => {});
      const numbers = await Promise.all(
        Array.from({ length: people }, async (_, i) => {
          const phone = `0974${String(i).padStart(6, '0')}`;
          // Over seconds: the command that restarts the server takes its time to begin.
          await wait(i * 80);
          const slot = slots[Math.floor(i / 2) % slots.length]!.id;
          const { token } = await ask<Hold>('/holds', `restart-hold-${key(i)}`, { service, slot, phone });
          return (await ask<Appointment>('/appointments', `restart-book-${key(i)}`, bookingBody(token, phone))).number;
        }),
      );
      await ended;
      assert.ok(unanswered > 0, 'nobody met the restart');
      assert.equal(new Set(numbers).size, people);
      const { rows } = await sql<{ numbers: string[]; wrong: number }>`select
        (select array_agg(number order by number) from appointment where number = any(${numbers}) and state = 'booked'
          and slot in (select id from slot where starts_at >= '2026-12-10T00:00:00+07:00')) as numbers,
        (select count(*)::int from slot s where taken <> (
          select coalesce(sum(units), 0) from appointment where slot = s.id and state <> 'cancelled')) as wrong`.execute(
        database.db,
      );
      assert.deepEqual(rows[0]?.numbers, numbers.toSorted());
      assert.equal(rows[0]?.wrong, 0);
      return `PostgreSQL restarted while ${people} people booked: ${unanswered} answers came late, ${people} bookings stored, 0 lost, 0 doubled`;
    } finally {
      child.kill('SIGKILL');
    }
  } finally {
    await ended.catch(() => {});
    await database.close();
  }
}

/** Waits until a server that was restarted has recovered. */
async function accepting(db: Db): Promise<void> {
  for (const until = Date.now() + longest; ; await wait(100)) {
    const isUp = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    assert.ok(Date.now() < until, 'PostgreSQL does not come back');
  }
}

const key = (i: number) => String(i).padStart(8, '0');

async function post(port: number, path: string, key: string, body: object): Promise<Response | undefined> {
  return fetch(`http://127.0.0.1:${port}/api${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify({ agency: ward, ...body }),
  }).catch(() => undefined);
}
