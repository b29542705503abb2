import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { Agent, get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ward } from '../support/backend.ts';
import { service } from '../support/booking.ts';
import { freshPostgres } from '../support/database.ts';

const root = join(import.meta.dirname, '../..');
/** The reference: the last commit that computed every day for every request. */
const reference = process.env['REFERENCE'] ?? '377fdfd';
const seconds = Number(process.env['SECONDS'] ?? 10);
const rounds = 3;
/** Concurrent requests share an answer, so single ones are measured too. */
const crowd = 24;
const path = `/api/services/${service}/days?agency=${ward}&place=26506.1&from=2026-12-01&to=2026-12-31`;

interface Measured {
  /** Months per second. */
  rate: number;
  /** CPU ms per month. */
  cpu: number;
  answer: string;
}

/**
 * Reads months of days from this server and the reference's, in turns, on the same PostgreSQL. Both must answer the
 * same.
 */
export default async function month(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  assert.ok(server, 'TEST_DATABASE_URL names no PostgreSQL server');
  const tree = await mkdtemp(join(tmpdir(), 'motcua-reference-'));
  const databases = [await freshPostgres(server), await freshPostgres(server)] as const;
  const children: ChildProcess[] = [];
  try {
    const archive = execFileSync('git', ['archive', reference], { cwd: root, maxBuffer: 1e9 });
    execFileSync('tar', ['-x', '-C', tree], { input: archive });
    await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
    const before = await start(tree, databases[0].url, children);
    const now = await start(root, databases[1].url, children);
    const lines: string[] = [];
    for (const clients of [crowd, 1]) {
      const runs: { before: Measured; now: Measured }[] = [];
      for (let nth = 0; nth <= rounds; nth++) {
        const run = { before: await measure(before, clients), now: await measure(now, clients) };
        assert.equal(run.now.answer, run.before.answer, 'the days');
        // Warm-up.
        if (nth) runs.push(run);
      }
      const median = (pick: (run: (typeof runs)[number]) => number) => runs.map(pick).sort((a, b) => a - b)[1]!;
      const ratio = median(run => run.now.rate / run.before.rate);
      const cpu = median(run => run.before.cpu / run.now.cpu);
      lines.push(
        `${clients} at once: ${median(run => run.now.rate).toFixed(0)} months a second, ${reference} ${median(run => run.before.rate).toFixed(0)}: ${ratio.toFixed(1)} times`,
        `  processor of the server for one: ${median(run => run.now.cpu).toFixed(2)} ms, ${reference} ${median(run => run.before.cpu).toFixed(2)} ms: ${cpu.toFixed(1)} times`,
      );
    }
    return lines.join('\n');
  } finally {
    for (const child of children) child.kill('SIGKILL');
    for (const database of databases) await database.close();
    await rm(tree, { recursive: true });
  }
}

interface Started {
  port: number;
  /** CPU ms so far. */
  used(): Promise<number>;
}

async function start(tree: string, url: string, children: ChildProcess[]): Promise<Started> {
  const child = fork(join(import.meta.dirname, 'month-server.ts'), {
    env: { ...process.env, TREE: tree, DATABASE_URL: url },
  });
  children.push(child);
  const [port] = (await once(child, 'message')) as [number];
  const used = async () => {
    const answer = once(child, 'message');
    child.send('used');
    return ((await answer) as [number])[0];
  };
  return { port, used };
}

async function measure({ port, used }: Started, clients: number): Promise<Measured> {
  const begun = performance.now();
  const before = await used();
  const end = begun + seconds * 1000;
  // Lighter than fetch: client and server share two cores.
  const agent = new Agent({ keepAlive: true });
  let count = 0;
  let answer = '';
  const client = async (nth: number) => {
    while (performance.now() < end) {
      // Each from its own address: rate limits are not measured.
      const headers = { 'X-Forwarded-For': `10.${count % 250}.${nth}.${(count >> 8) % 250}` };
      const [got] = (await once(get({ port, path, headers, agent }), 'response')) as [IncomingMessage];
      answer = await text(got);
      assert.equal(got.statusCode, 200, answer);
      count++;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, nth) => client(nth)));
  const rate = count / ((performance.now() - begun) / 1000);
  return { rate, cpu: ((await used()) - before) / count, answer };
}
