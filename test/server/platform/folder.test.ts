import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { backup, restore } from '../../../src/server/platform/backup.ts';
import { migrate, openPglite } from '../../../src/server/platform/database.ts';
import { FolderInUse, lockFolder } from '../../../src/server/platform/lock.ts';
import { backend, question } from '../../support/backend.ts';
import { freshPostgres, testDatabase } from '../../support/database.ts';

const main = join(import.meta.dirname, '../../../src/server/main.ts');

/** Independent of the database of the other tests. */
const onServer = Boolean(process.env['TEST_DATABASE_URL']) && 'shown without PostgreSQL';

describe('The folder of the embedded database', () => {
  let folder: string;
  let server: ChildProcess | undefined;
  const motcua = (...args: string[]) =>
    spawnSync(process.execPath, [...process.execArgv, main, ...args], {
      env: { ...process.env, MOTCUA_DATA: folder, PORT: '0', DATABASE_URL: '' },
      encoding: 'utf8',
    });
  const start = () =>
    new Promise<string>((resolve, reject) => {
      server = spawn(process.execPath, [...process.execArgv, main, 'serve'], {
        env: { ...process.env, MOTCUA_DATA: folder, PORT: '0', DATABASE_URL: '' },
      });
      server.stdout?.on('data', (data: Buffer) => {
        const url = /http:\/\/localhost:\d+/.exec(String(data));
        if (url) resolve(url[0]);
      });
      server.stderr?.on('data', data => reject(new Error(String(data))));
    });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'motcua-test-'));
  });
  after(async () => {
    server?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('is used by one process at a time, and free again when that one is gone', async () => {
    const lock = await lockFolder(folder);
    await assert.rejects(lockFolder(folder), FolderInUse);
    await lock.release();
    await (await lockFolder(folder)).release();
    await writeFile(join(folder, 'motcua.sock'), '');
    await (await lockFolder(folder)).release();
  });

  it(
    'is served, backed up while it is served, and refuses a second server',
    { timeout: 120_000, skip: onServer },
    async () => {
      assert.equal(motcua('sample').status, 0);
      assert.match(motcua('sample').stderr, /only into an empty one/);
      const url = await start();
      assert.equal((await fetch(`${url}/health`)).status, 200);

      assert.match(motcua('serve').stderr, /another process is using/);
      assert.match(motcua('health').stdout, /"dossiers":\s*18/);
      assert.match(motcua('officer', 'an', 'Phạm An', '26506', 'officer').stdout, /token \S{20,}/);
      assert.match(motcua('officer', '--off', 'an').stdout, /an is let in no more/);
      assert.match(motcua('officer', '--off', 'nobody').stderr, /no officer nobody/);
      assert.match(motcua('health').stdout, /ratings without a ticket \(unverified\)/);
      assert.equal(motcua('verify-log').status, 0);
      const file = join(folder, 'backup.gz');
      assert.match(motcua('backup', file).stdout, /18 {2}dossier\n/);
      assert.match(motcua('move', 'postgres://localhost:1/x').stderr, /stop it first/);
      assert.match(
        gunzipSync(await readFile(file))
          .toString()
          .split('\n')[0] ?? '',
        /"migration":"\d{3}-[a-z-]+"/,
      );
    },
  );

  it('keeps everything through kill -9', { timeout: 60_000, skip: onServer }, async () => {
    server?.kill('SIGKILL');
    await new Promise(resolve => server?.once('exit', resolve));
    const url = await start();
    assert.match(motcua('health').stdout, /"dossiers":\s*18/);
    assert.equal((await fetch(`${url}/api/capabilities?agency=26506`)).status, 200);
    server?.kill('SIGTERM');
    await new Promise(resolve => server?.once('exit', resolve));
  });

  it(
    'moves with everything into PostgreSQL',
    { skip: !process.env['TEST_DATABASE_URL'] && 'no PostgreSQL here' },
    async () => {
      const target = await freshPostgres(process.env['TEST_DATABASE_URL'] ?? '');
      try {
        assert.equal(motcua('sample').status, 0);
        const moved = motcua('move', target.url);
        assert.match(moved.stdout, /18 {2}dossier\n/, moved.stderr);
        const server = await backend(target);
        assert.equal((await server.post('/api/dossiers/read', question(await server.code(42), 42))).status, 200);
        assert.match(motcua('move', target.url).stderr, /not empty/);
      } finally {
        await target.close();
      }
    },
  );

  it('names a command or a setting that makes no sense', { skip: onServer }, () => {
    assert.equal(motcua('help').status, 0);
    assert.equal(motcua('nonsense').status, 2);
    assert.match(motcua('backup').stderr, /usage: motcua backup FILE/);
    const wrong = spawnSync(process.execPath, [...process.execArgv, main, 'serve'], {
      env: { ...process.env, PORT: 'x' },
      encoding: 'utf8',
    });
    assert.match(wrong.stderr, /PORT is not a port number/);
  });
});

describe('A backup', () => {
  it('restores every row into a new database, with the same keys, and into no other', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'motcua-backup-'));
    const from = await testDatabase();
    const to = await openPglite();
    try {
      const file = join(folder, 'all.gz');
      const written = await backup(from, file);
      await migrate(to);
      const read = await restore(to, file);

      for (const [table, count] of Object.entries(written)) assert.equal(read[table] ?? 0, count, table);
      await assert.rejects(restore(to, file), /not empty/);
      const server = await backend(to);
      assert.equal((await server.post('/api/dossiers/read', question(await server.code(42), 42))).status, 200);
      const step = await to.db
        .insertInto('dossier_step')
        .values({
          dossier: (await to.db.selectFrom('dossier').select('id').executeTakeFirstOrThrow()).id,
          at: new Date(),
          status: 'x',
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      assert.ok(step.id > (written['dossier_step'] ?? 0));
    } finally {
      await from.close();
      await to.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('that is broken, or none, is refused whole', { skip: onServer }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'motcua-backup-'));
    const from = await testDatabase();
    const to = await openPglite();
    try {
      await migrate(to);
      const file = join(folder, 'all.gz');
      await backup(from, file);
      const bytes = await readFile(file);
      await writeFile(file, bytes.subarray(0, bytes.length - 200));
      await assert.rejects(restore(to, file));
      await writeFile(file, 'no gzip');
      await assert.rejects(restore(to, file));
      assert.equal((await to.db.selectFrom('agency').select('id').execute()).length, 0);
      assert.equal((await to.db.selectFrom('server_key').select('id').execute()).length, 1);
    } finally {
      await from.close();
      await to.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
