import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { instantAt } from '../../src/domain/calendar.ts';
import { createHold } from '../../src/server/booking/holds.ts';
import { slotId } from '../../src/server/booking/slots.ts';
import { idempotent } from '../../src/server/http/idempotency.ts';
import { migrate } from '../../src/server/platform/database.ts';
import { ProblemError } from '../../src/server/platform/problem.ts';
import { Secrets } from '../../src/server/platform/secrets.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { ward } from '../support/backend.ts';
import { service } from '../support/booking.ts';
import { freshPostgres, monday } from '../support/database.ts';
import { ownProcess } from './own-process.ts';

const contenders = 2000;
const places = 8;
const connections = 50;
const most = 2;

/**
 * 2,000 citizens want one of eight places at once, through 50 connections to PostgreSQL: exactly eight get one.
 * Prints the time over HTTP, from a server process, beside the same statements without HTTP.
 */
export default async function contention(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  assert.ok(server, 'TEST_DATABASE_URL names no PostgreSQL server');
  const database = await freshPostgres(server, { connections });
  try {
    await migrate(database);
    await fillSample(database, monday);
    await database.db.updateTable('slot_rule').set({ capacity: places }).where('counter', '=', '26506.A').execute();
    const [first, second, warmUp] = ['2026-12-01', '2026-12-02', '2026-12-03'].map(day =>
      slotId('26506.A', instantAt(day, 8 * 60 + 10)),
    ) as [string, string, string];
    const secrets = await Secrets.read(database.db);

    const straight = (slot: string) => async (i: number) => {
      const input = { agency: ward, service, slot, phone: phoneOf(slot, i) };
      const write = {
        db: database.db,
        secrets,
        scope: 'hold.create',
        key: keyOf(slot, i),
        body: JSON.stringify(input),
        now: monday,
      };
      try {
        await idempotent(write, tx => createHold({ tx, secrets, jobs: undefined, now: monday }, input));
        return 201;
      } catch (error) {
        if (error instanceof ProblemError && error.slug === 'slot-taken') return 409;
        throw error;
      }
    };
    await all(straight(warmUp), 200);
    const bare = await all(straight(first));

    const { port, child } = await ownProcess(database.url);
    try {
      const agent = new Agent({ keepAlive: true, maxSockets: connections });
      const over = (slot: string) => (i: number) => ask(agent, port, slot, i);
      await all(over(warmUp), 200, 10_000);
      const http = await all(over(second));
      for (const [name, { statuses }] of Object.entries({ bare, http })) {
        assert.equal(statuses.filter(status => status === 201).length, places, name);
        assert.equal(statuses.filter(status => status === 409).length, contenders - places, name);
      }
      const { rows } = await taken(database);
      assert.deepEqual(rows, [places, places]);
      const ratio = http.ms / bare.ms;
      assert.ok(ratio <= most, `${ratio.toFixed(2)} times`);
      return `${contenders} contenders, ${connections} connections: ${places} of ${places} places held, none twice; ${Math.round(http.ms)} ms over HTTP, ${Math.round(bare.ms)} ms without: ${ratio.toFixed(2)} times (at most ${most})`;
    } finally {
      child.kill('SIGKILL');
    }
  } finally {
    await database.close();
  }

  async function taken({ db }: typeof database) {
    const slots = await db.selectFrom('slot').select(['taken', 'starts_at']).where('capacity', '=', places).execute();
    const of = (day: string) =>
      slots.find(({ starts_at }) => starts_at.getTime() === instantAt(day, 490).getTime())?.taken;
    return { rows: [of('2026-12-01'), of('2026-12-02')] };
  }
}

async function all(work: (i: number) => Promise<number>, tries = contenders, from = 0) {
  const statuses: number[] = [];
  let next = from;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < from + tries) statuses.push(await work(next++));
    }),
  );
  return { statuses, ms: performance.now() - start };
}

const addressOf = (i: number) => `10.0.${Math.floor(i / 100)}.${i % 100}`;
const keyOf = (slot: string, i: number) => `contender-${slot.slice(-6)}-${String(i).padStart(8, '0')}`;
const phoneOf = (slot: string, i: number) => `09${slot.slice(-3)}${String(i).padStart(5, '0')}`;

function ask(agent: Agent, port: number, slot: string, i: number): Promise<number> {
  const body = JSON.stringify({ agency: ward, service, slot, phone: phoneOf(slot, i) });
  return new Promise((resolve, reject) => {
    request(
      {
        agent,
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: '/api/holds',
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          'Idempotency-Key': keyOf(slot, i),
          'X-Forwarded-For': addressOf(i),
        },
      },
      answer => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    )
      .on('error', reject)
      .end(body);
  });
}
