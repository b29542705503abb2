import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { providerKey } from '../../src/server/notifications/provider-routes.ts';
import { type Database, migrate, openPglite, openPostgres } from '../../src/server/platform/database.ts';
import { Secrets } from '../../src/server/platform/secrets.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { ward } from '../support/backend.ts';
import { freshPostgres } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { Kannel } from '../support/kannel.ts';

const kills = Number(process.env['KILLS'] ?? 50);
/** Messages asked for before each kill. */
const perKill = 4;
/** Longer than a message may stay in doubt, and the next minute. */
const settleMs = 8 * 60_000;
/** A message in doubt is settled after four minutes, at the next of the minutely runs. */
const quietMs = 320_000;

/**
 * A server and a real Kannel, killed with -9 in turn while messages are asked for and citizens ask by SMS: no phone gets
 * a message twice, none that is told to be sent is missing, and what nobody knows of is shown to officers. On
 * PostgreSQL where `TEST_DATABASE_URL` is set. `KILLS` is their number.
 */
export default async function kannelProof(): Promise<string> {
  const postgres = process.env['TEST_DATABASE_URL'];
  const folder = await mkdtemp(join(tmpdir(), 'motcua-kannel-data-'));
  const fresh = postgres ? await freshPostgres(postgres) : undefined;
  const open = async () => (fresh ? openPostgres(fresh.url) : openPglite(join(folder, 'pg')));
  try {
    const first = await open();
    await migrate(first);
    await fillSample(first, new Date());
    const key = providerKey(await Secrets.read(first.db), 'kannel');
    await first.close();
    const port = await freePort();
    const kannel = await Kannel.start(`http://127.0.0.1:${port}/providers/of/kannel/${key}`);
    try {
      const server = new Server(port, {
        ...(fresh ? { DATABASE_URL: fresh.url } : { DATABASE_URL: '', MOTCUA_DATA: folder }),
        MOTCUA_KANNEL: kannel.url,
      });
      await killInTurn(server, kannel);
      // What was interrupted is settled by a server that runs.
      await server.start();
      await untilQuiet(kannel);
      await server.stop('SIGTERM');
      const last = await open();
      const said = await examine(last, kannel);
      await last.close();
      return said;
    } finally {
      await kannel.stop();
    }
  } finally {
    await fresh?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

async function killInTurn(server: Server, kannel: Kannel): Promise<void> {
  await server.start();
  let asked = 0;
  for (let i = 0; i < kills; i++) {
    for (let n = 0; n < perKill; n++) await server.askForCode(asked++);
    kannel.phones.send(`0933${String(i).padStart(6, '0')}`, 'TC H29.132-990101-9999');
    // From the first request to the last receipt.
    await pause((i * 377) % 3000);
    if (i % 2) await kannel.crash();
    else {
      await server.stop('SIGKILL');
      await server.start();
    }
  }
  await server.stop('SIGTERM');
}

/** Waits until nothing has arrived for a while. */
async function untilQuiet(kannel: Kannel): Promise<void> {
  const end = Date.now() + settleMs;
  let [count, since] = [-1, Date.now()];
  while (Date.now() < end) {
    if (kannel.phones.received.length !== count) [count, since] = [kannel.phones.received.length, Date.now()];
    if (Date.now() - since > quietMs) return;
    await pause(500);
  }
}

async function examine({ db, kind }: Database, kannel: Kannel): Promise<string> {
  const rows = await db.selectFrom('outbox').select(['recipient', 'state', 'template', 'subject']).execute();
  const codes = rows.filter(({ template }) => template === 'phone.code');
  assert.equal(codes.length, kills * perKill, 'each request is stored once');
  const arrived = new Map<string, number>();
  for (const { to } of kannel.phones.received) arrived.set(to, (arrived.get(to) ?? 0) + 1);
  const doubled = [...arrived].filter(([, count]) => count > 1);
  const own = rows.filter(({ template }) => template === 'phone.code' || template?.startsWith('reply.'));
  const missing = own.filter(({ recipient, state }) => /^(?:sent|delivered)$/.test(state) && !arrived.has(recipient));
  const open = own.filter(({ state }) => state === 'waiting' || state === 'sending');
  const unsure = own.filter(({ state }) => state === 'unknown' || state === 'not-sent');
  const { rows: questions } = await sql<{ count: number }>`select count(*)::int as count from incoming_message`.execute(
    db,
  );
  const replies = own.filter(({ template }) => template?.startsWith('reply.'));
  assert.deepEqual({ doubled, missing, open }, { doubled: [], missing: [], open: [] });
  assert.equal(replies.length, questions[0]!.count, 'each question is answered once');
  const lost = unsure.filter(({ recipient }) => !arrived.has(recipient)).length;
  return `${kind}: ${kills} kills, ${own.length} messages, ${arrived.size} phones reached once, 0 twice; ${unsure.length} left to officers as unknown, ${lost} of them had not arrived`;
}

/** The server as it is served, in a process of its own. */
class Server {
  readonly #port: number;
  readonly #env: Record<string, string>;
  #child: ChildProcess | undefined;

  constructor(port: number, env: Record<string, string>) {
    this.#port = port;
    this.#env = env;
  }

  async start(): Promise<void> {
    this.#child = spawn(process.execPath, [join(import.meta.dirname, '../../src/server/main.ts'), 'serve'], {
      env: {
        ...process.env,
        ...this.#env,
        PORT: String(this.#port),
        MOTCUA_SMS_PER_MINUTE: '100000',
        MOTCUA_TRUSTED_PROXIES: '127.0.0.1',
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    for (let i = 0; i < 300; i++) {
      const answer = await fetch(`http://127.0.0.1:${this.#port}/health`).catch(() => undefined);
      if (answer?.ok) return;
      await pause(100);
    }
    throw new Error('the server did not start');
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    const gone = once(this.#child!, 'exit');
    this.#child!.kill(signal);
    await gone;
  }

  /** A citizen has a code sent to a phone; asked again with the same key until it is answered. */
  async askForCode(n: number): Promise<void> {
    const answer = await fetch(`http://127.0.0.1:${this.#port}/api/phones/code`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': `kannel-${String(n).padStart(16, '0')}`,
        'X-Forwarded-For': `10.0.${n >> 8}.${n & 255}`,
      },
      body: JSON.stringify({ agency: ward, phone: `0975${String(n).padStart(6, '0')}` }),
    });
    assert.ok(answer.ok, `${answer.status}: ${await answer.text()}`);
  }
}
