import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { migrate } from '../../src/server/platform/database.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { ward } from '../support/backend.ts';
import { freshPostgres } from '../support/database.ts';

const dossiers = Number(process.env['DOSSIERS'] ?? 100_000);
const largestRatio = 8;
/** Megabytes of heap that the import has, whatever the length of its file. */
const heap = 96;
/** Kilobytes that the whole and a fifth of the file may differ by. */
const mostMemory = 50_000;

/**
 * Imports 100,000 dossiers from CSV with `motcua import dossiers` on PostgreSQL, and the same rows by a bare COPY into
 * the same tables. Then the import is killed with -9 in the middle and run again: nothing is doubled, nothing missing.
 */
export default async function importFile(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  assert.ok(server, 'TEST_DATABASE_URL names the PostgreSQL server');
  const folder = await mkdtemp(join(tmpdir(), 'motcua-import-'));
  await chmod(folder, 0o777);
  try {
    const file = join(folder, 'dossiers.csv');
    const small = join(folder, 'small.csv');
    await pipeline(Readable.from(rows(dossiers)), createWriteStream(file));
    await pipeline(Readable.from(rows(dossiers / 5)), createWriteStream(small));
    const few = await withOffice(server, async ({ url }) => run(url, small).done);
    const whole = await withOffice(server, async office => {
      const done = await run(office.url, file).done;
      await isWhole(office);
      return { ...done, copied: await copyAgain(office, folder) };
    });
    const killed = await withOffice(server, async office => {
      const { child, done } = run(office.url, file);
      await wait(whole.ms * 0.5);
      child.kill('SIGKILL');
      await done.catch(() => undefined);
      const { count } = await counts(office);
      assert.ok(count > 0 && count < dossiers, `${count} were there when it was killed`);
      await run(office.url, file).done;
      await isWhole(office);
      return count;
    });
    const ratio = whole.ms / whole.copied;
    const told = `${dossiers} dossiers in ${(whole.ms / 1000).toFixed(1)} s, COPY ${(whole.copied / 1000).toFixed(1)} s, ${ratio.toFixed(1)} times; with a heap of ${heap} MB at most ${whole.memory} KB, ${few.memory} KB for a fifth; killed after ${killed}, run again: once each`;
    assert.ok(ratio <= largestRatio, told);
    assert.ok(whole.memory - few.memory < mostMemory, told);
    return told;
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Office = Awaited<ReturnType<typeof freshPostgres>>;

async function withOffice<T>(server: string, work: (office: Office) => Promise<T>): Promise<T> {
  const office = await freshPostgres(server);
  try {
    await migrate(office);
    await fillSample(office, new Date());
    return await work(office);
  } finally {
    await office.close();
  }
}

function* rows(count: number): Generator<string> {
  yield 'Mã hồ sơ,Mã thủ tục,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày cập nhật,Chủ hồ sơ,Số điện thoại,Số CCCD\n';
  const states = ['2', '4', '5', '9', '10'];
  for (let nth = 0; nth < count; nth++) {
    const number = String(nth).padStart(6, '0');
    const day = String((nth % 28) + 1).padStart(2, '0');
    yield `H29.132-25${String((nth % 12) + 1).padStart(2, '0')}${day}-${number},1.004873,${states[nth % 5]},${day}/05/2025 08:30,${day}/06/2025,${day}/06/2025 09:00,Nguyễn Văn ${number},091${number}1,079099${number}\n`;
  }
}

/** The import in a process of its own, with the most memory that it had, in kilobytes. */
function run(url: string, file: string): { child: ChildProcess; done: Promise<{ ms: number; memory: number }> } {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heap}`, 'src/server/main.ts', 'import', 'dossiers', file, '--agency', ward],
    {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  let memory = 0;
  const timer = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      status => (memory = Math.max(memory, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0))),
      () => undefined,
    );
  }, 100);
  const done = once(child, 'exit').then(([code]) => {
    clearInterval(timer);
    assert.equal(code, 0);
    return { ms: performance.now() - started, memory };
  });
  return { child, done };
}

async function counts({ db }: Office): Promise<{ count: number; steps: number }> {
  const { rows } = await sql<{ count: number; steps: number }>`
    select count(*)::int as count, (select count(*)::int from dossier_step s join dossier d on d.id = s.dossier
      where d.source = 'file') as steps from dossier where source = 'file'`.execute(db);
  return rows[0]!;
}

/** Each dossier once, with its steps: one for a fifth of them, that of the receipt as well for the others. */
async function isWhole(office: Office): Promise<void> {
  const { count, steps } = await counts(office);
  assert.deepEqual({ count, steps }, { count: dossiers, steps: dossiers + (dossiers / 5) * 4 });
}

/** The same rows by COPY into the same tables. @returns milliseconds */
async function copyAgain({ db }: Office, folder: string): Promise<number> {
  const columns =
    'id, code, agency, procedure, procedure_name, status, applicant_name, applicant_phone, phone_key, id_key, notify, received_at, due_at, finished_at, paused_at, extension, task, delivery, place, updated_at, source';
  const run = (statement: string) => sql.raw(statement).execute(db);
  const files = { dossier: join(folder, 'copy.csv'), step: join(folder, 'steps.csv') };
  await run('set statement_timeout = 0');
  await run(`copy (select ${columns} from dossier where source = 'file') to '${files.dossier}' csv`);
  await run(
    `copy (select dossier, at, status, label, by, note from dossier_step where dossier in (select id from dossier where source = 'file')) to '${files.step}' csv`,
  );
  await run("delete from dossier_step where dossier in (select id from dossier where source = 'file')");
  await run("delete from dossier where source = 'file'");
  await run('vacuum analyze');
  const started = performance.now();
  await run(`copy dossier (${columns}) from '${files.dossier}' csv`);
  await run(`copy dossier_step (dossier, at, status, label, by, note) from '${files.step}' csv`);
  return performance.now() - started;
}
