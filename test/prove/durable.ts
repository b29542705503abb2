import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { migrate, openPglite } from '../../src/server/platform/database.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { ward } from '../support/backend.ts';

const cuts = Number(process.env['CUTS'] ?? 20);
const citizens = 4;
const main = join(import.meta.dirname, '../../src/server/main.ts');

/**
 * Cuts the power of a server on the embedded database while citizens send opinions: the process is killed, and all that
 * the disk had not been told to write through is gone. What was acknowledged is there, what was not is stored once when
 * it is sent again. Then once more with a disk that forgets the log, which has to be seen. `CUTS` is their number.
 */
export default async function durable(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-durable-'));
  try {
    const place = new Place(folder);
    await place.prepare();
    for (let cut = 0; cut < cuts; cut++) await place.cut();
    const acknowledged = await place.check();
    const lost = await place.cutWithout('pg_wal');
    assert.ok(lost > 0, 'a disk that forgets the log loses nothing: this proof sees nothing');
    const cost = await costOf(folder);
    return `power cut ${cuts} times, ${acknowledged} opinions acknowledged, 0 lost, 0 doubled; with a disk that forgets the log ${lost} lost\n${cost}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server with a disk of its own. */
class Place {
  readonly #disk: string;
  readonly #kept: string;
  /** Code by the key with which it was sent. */
  readonly #acknowledged = new Map<string, string>();
  #pending = new Set<string>();
  #sent = 0;
  #before = 0;

  constructor(folder: string) {
    this.#disk = join(folder, 'disk');
    this.#kept = join(folder, 'kept');
  }

  async prepare(): Promise<void> {
    mkdirSync(this.#disk);
    const database = await openPglite(join(this.#disk, 'pg'));
    await migrate(database);
    await fillSample(database, new Date());
    this.#before = (await database.db.selectFrom('opinion').select('id').execute()).length;
    await database.close();
    cpSync(this.#disk, this.#kept, { recursive: true });
  }

  async cut(env: Record<string, string> = {}): Promise<void> {
    const server = await this.#start(env);
    const repeated = [...this.#pending];
    for (const key of repeated) await this.#send(server.url, key);
    const until = Date.now() + 150 + Math.random() * 850;
    await Promise.all(
      Array.from({ length: citizens }, async () => {
        while (Date.now() < until + 1000) {
          const key = `cut-${String(++this.#sent).padStart(16, '0')}`;
          this.#pending.add(key);
          const isThere = await this.#send(server.url, key).then(
            () => true,
            () => false,
          );
          if (!isThere) return;
          if (Date.now() > until) server.process.kill('SIGKILL');
        }
      }),
    );
    await server.gone;
    this.#powerReturns();
  }

  /** How many opinions are lost where syncs of some files do nothing. */
  async cutWithout(forgets: string): Promise<number> {
    const before = this.#acknowledged.size;
    await this.cut({ FORGETS: forgets });
    const server = await this.#start();
    let lost = 0;
    for (const code of [...this.#acknowledged.values()].slice(before)) if (!(await isThere(server.url, code))) lost++;
    server.process.kill('SIGKILL');
    await server.gone;
    return lost;
  }

  /** @returns how many were acknowledged */
  async check(): Promise<number> {
    const server = await this.#start();
    for (const key of [...this.#pending]) await this.#send(server.url, key);
    for (const code of this.#acknowledged.values()) assert.ok(await isThere(server.url, code), `${code} is lost`);
    server.process.kill('SIGTERM');
    await server.gone;
    const database = await openPglite(join(this.#disk, 'pg'));
    const all = (await database.db.selectFrom('opinion').select('id').execute()).length;
    await database.close();
    assert.equal(all - this.#before, this.#sent, 'each once');
    rmSync(this.#kept, { recursive: true });
    cpSync(this.#disk, this.#kept, { recursive: true });
    return this.#acknowledged.size;
  }

  async #send(url: string, key: string): Promise<void> {
    const answer = await fetch(`${url}/api/feedback`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
      body: JSON.stringify({ agency: ward, kind: 'opinion', text: `Góp ý ${key}`, consents: [] }),
    });
    assert.ok(answer.ok, `${answer.status}: ${await answer.clone().text()}`);
    const { code } = (await answer.json()) as { code: string };
    assert.equal(this.#acknowledged.get(key) ?? code, code);
    this.#acknowledged.set(key, code);
    this.#pending.delete(key);
  }

  #powerReturns(): void {
    rmSync(this.#disk, { recursive: true });
    cpSync(this.#kept, this.#disk, { recursive: true, filter: path => !path.endsWith('.coming') });
  }

  async #start(env: Record<string, string> = {}): Promise<Server> {
    const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'forgetful-disk.ts'), main, 'serve'], {
      env: {
        ...process.env,
        ...{ MOTCUA_DATA: this.#disk, DATABASE_URL: '', PORT: '0', DISK: this.#disk, KEPT: this.#kept },
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.on('data', data => {
        const found = /http:\/\/localhost:\d+/.exec(String(data));
        if (found) resolve(found[0]);
      });
      void gone.then(() => reject(new Error('the server did not start')));
    });
    return { process: child, url, gone };
  }
}

interface Server {
  process: ChildProcess;
  url: string;
  gone: Promise<void>;
}

async function isThere(url: string, code: string): Promise<boolean> {
  for (;;) {
    const answer = await fetch(`${url}/api/feedback/read`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ agency: ward, code }),
    });
    if (answer.status !== 429) return answer.ok;
    await wait(1000 * Number(answer.headers.get('Retry-After') ?? 1));
  }
}

/** What a transaction costs on this disk, beside one in memory. */
async function costOf(folder: string): Promise<string> {
  const perCommit = async (at?: string) => {
    const { db, close } = await openPglite(at);
    await db.schema.createTable('x').addColumn('y', 'text').execute();
    const start = performance.now();
    const count = 300;
    for (let i = 0; i < count; i++)
      await db
        .insertInto('x' as never)
        .values({ y: 'x'.repeat(200) } as never)
        .execute();
    const ms = (performance.now() - start) / count;
    await close();
    return ms;
  };
  const [memory, disk] = [await perCommit(), await perCommit(join(folder, 'cost'))];
  assert.ok(existsSync(join(folder, 'cost/PG_VERSION')));
  return `a transaction takes ${disk.toFixed(2)} ms, in memory ${memory.toFixed(2)} ms (${(disk / memory).toFixed(1)} times)`;
}
