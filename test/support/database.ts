import { PGlite } from '@electric-sql/pglite';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { dayOf } from '../../src/domain/calendar.ts';
import { migrate, openPglite, openPostgres, type Database } from '../../src/server/platform/database.ts';
import { fillSample } from '../../src/server/sample/index.ts';

/** A Monday morning in Viet Nam, the day before a public holiday. */
export const monday = new Date('2026-11-23T09:00:00+07:00');

/**
 * Creates embedded databases once per run, an empty one and some with sample data: a copy opens faster.
 * @param folder where they are stored; `TEST_DATABASES` passes it to the tests
 */
export async function keepDatabases(folder: string, moments: readonly Date[]): Promise<void> {
  const keep = async (name: string, pglite: PGlite) => {
    await writeFile(join(folder, name), Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer()));
    await pglite.close();
  };
  await keep('empty', await PGlite.create());
  for (const now of moments) {
    const data = join(folder, `data-${now.getTime()}`);
    const database = await openPglite(data);
    await migrate(database);
    await fillSample(database, now);
    await database.close();
    await keep(String(now.getTime()), await PGlite.create({ dataDir: data }));
    await rm(data, { recursive: true });
  }
}

const soon = 30 * 60_000;

/** A stored database: with the sample data of this day, or empty. */
async function keptDatabase(now: Date | undefined): Promise<Blob | undefined> {
  const folder = process.env['TEST_DATABASES'];
  if (!folder) return undefined;
  const filled = now && (await readdir(folder)).find(name => isOf(Number(name), now));
  return new Blob([await readFile(join(folder, filled ?? 'empty'))]);
}

const isOf = (at: number, now: Date): boolean =>
  at <= now.getTime() && now.getTime() < at + soon && dayOf(new Date(at)) === dayOf(now);

/** A fresh, migrated database: PGlite in memory, or a new PostgreSQL one where `TEST_DATABASE_URL` names a server. */
export async function testDatabase({ sample = true, now = monday, connections = 20 } = {}): Promise<Database> {
  const server = process.env['TEST_DATABASE_URL'];
  const database = server
    ? await freshPostgres(server, connections)
    : await openPglite(undefined, await keptDatabase(sample ? now : undefined));
  await migrate(database);
  if (sample && !(await isFilled(database))) await fillSample(database, now);
  return database;
}

const isFilled = async ({ db }: Database): Promise<boolean> =>
  (await db.selectFrom('agency').select('id').limit(1).executeTakeFirst()) !== undefined;

/** A new PostgreSQL database on a server, dropped when it is closed. */
export async function freshPostgres(server: string, connections?: number): Promise<Database & { url: string }> {
  const name = `motcua_test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openPostgres(url.href, connections ? { connections } : {});
  return {
    ...database,
    url: url.href,
    close: async () => {
      await database.close();
      await administer(server, `drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
