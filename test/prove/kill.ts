import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPglite, openPostgres, type Database } from '../../src/server/database.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { migrate } from '../../src/server/database.ts';
import { freshPostgres } from '../support/database.ts';
import { ward } from '../support/backend.ts';

const times = Number(process.env['KILLS'] ?? 50);

/**
 * Kills the server with -9 between commit and answer, again and again, and asks each write again with its key: nothing
 * acknowledged may be lost, nothing may be there twice. On PGlite, and on PostgreSQL where `TEST_DATABASE_URL` names one.
 * `KILLS` says how often.
 */
export default async function kill(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-kill-'));
  try {
    const embedded = await onDatabase({ MOTCUA_DATA: folder, DATABASE_URL: '' }, () => openPglite(join(folder, 'pg')));
    const server = process.env['TEST_DATABASE_URL'];
    if (!server) return embedded;
    const database = await freshPostgres(server);
    try {
      return `${embedded}\n${await onDatabase({ DATABASE_URL: database.url }, async () => openPostgres(database.url))}`;
    } finally {
      await database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function onDatabase(env: Record<string, string>, open: () => Promise<Database>): Promise<string> {
  const first = await open();
  await migrate(first);
  await fillSample(first, new Date());
  const { count } = await first.db
    .selectFrom('opinion')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const { kind } = first;
  await first.close();

  for (let i = 0; i <= times; i++) {
    const server = await start(env);
    // What the server before committed and never answered is asked again, and answered from the record.
    if (i > 0) await send(server.port, i - 1);
    if (i < times) await assert.rejects(send(server.port, i), /fetch failed/);
    else server.process.kill('SIGKILL');
    await server.gone;
  }

  const last = await open();
  const rows = await last.db.selectFrom('opinion').select('text').where('text', 'like', 'kill %').execute();
  const total = await last.db
    .selectFrom('opinion')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await last.close();
  assert.equal(new Set(rows.map(({ text }) => text)).size, times);
  assert.equal(rows.length, times);
  assert.equal(Number(total.count), Number(count) + times);
  return `${kind}: killed ${times} times between commit and answer, ${rows.length} opinions stored, 0 lost, 0 doubled`;
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

async function send(port: number, i: number): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/feedback`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `kill-${String(i).padStart(14, '0')}` },
    body: JSON.stringify({ kind: 'opinion', agency: ward, text: `kill ${i}`, consents: [] }),
  });
  assert.ok(answer.ok, String(answer.status));
  return answer.json();
}
