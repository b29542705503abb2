import { sql } from 'kysely';
import assert from 'node:assert/strict';
import fs, { readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Database, openPglite } from '../../../src/server/platform/database.ts';

const sync = fs.fsyncSync;

describe('The embedded database in a folder', { skip: process.platform !== 'linux' && 'reads /proc' }, () => {
  let folder: string;
  let database: Database;
  let synced: string[] = [];

  before(async () => {
    fs.fsyncSync = file => {
      synced.push(readlinkSync(`/proc/self/fd/${file}`).slice(folder.length + 1));
      sync(file);
    };
    syncBuiltinESMExports();
    folder = await mkdtemp(join(tmpdir(), 'motcua-durable-'));
    database = await openPglite(folder);
  });
  after(async () => {
    await database.close();
    fs.fsyncSync = sync;
    syncBuiltinESMExports();
    await rm(folder, { recursive: true });
  });

  it('is written through to the disk when it is new, with all its files', () => {
    for (const name of ['PG_VERSION', 'global/pg_control', '']) assert.ok(synced.includes(name), name);
    assert.ok(synced.some(name => name.startsWith('base/1/')));
  });

  it('writes the log through before it acknowledges a transaction', async () => {
    await sql`create table said (words text)`.execute(database.db);
    for (let nth = 0; nth < 3; nth++) {
      synced = [];
      await sql`insert into said values ('xin chào')`.execute(database.db);
      assert.ok(
        synced.some(name => name.startsWith('pg_wal/')),
        'the log is on the disk',
      );
    }
    synced = [];
    await sql`select * from said`.execute(database.db);
    assert.deepEqual(synced, [], 'reading costs nothing');
  });

  it('writes its tables through at a checkpoint', async () => {
    synced = [];
    await sql`checkpoint`.execute(database.db);
    assert.ok(synced.some(name => name.startsWith('base/')));
    assert.ok(synced.includes('global/pg_control'));
  });
});
