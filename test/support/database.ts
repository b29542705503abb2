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

/**
 * Creates databases with sample data on a PostgreSQL server once per run: a copy of one takes a tenth of the time.
 * `TEST_TEMPLATES` passes their names to the tests.
 * @returns drops them
 */
export async function keepTemplates(server: string, moments: readonly Date[]): Promise<() => Promise<void>> {
  const names: string[] = [];
  for (const now of moments) {
    const name = `motcua_template_${randomBytes(6).toString('hex')}_${now.getTime()}`;
    const database = await freshPostgres(server, { name });
    await migrate(database);
    await fillSample(database, now);
    await database.disconnect();
    names.push(name);
  }
  process.env['TEST_TEMPLATES'] = names.join(' ');
  return async () => {
    for (const name of names) await administer(server, `drop database if exists ${name} with (force)`);
  };
}

/** The template with the sample data of this day. */
const templateOf = (now: Date): string | undefined =>
  process.env['TEST_TEMPLATES']?.split(' ').find(name => isOf(Number(name.split('_').pop()), now));

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
    ? await freshPostgres(server, { connections, template: sample ? templateOf(now) : undefined })
    : await openPglite(undefined, await keptDatabase(sample ? now : undefined));
  await migrate(database);
  if (sample && !(await isFilled(database))) await fillSample(database, now);
  return database;
}

const isFilled = async ({ db }: Database): Promise<boolean> =>
  (await db.selectFrom('agency').select('id').limit(1).executeTakeFirst()) !== undefined;

interface FreshOptions {
  name?: string;
  connections?: number | undefined;
  /** Database that it is a copy of. */
  template?: string | undefined;
}

/** A new PostgreSQL database on a server, dropped when it is closed; `disconnect` leaves it there. */
export async function freshPostgres(
  server: string,
  { name = `motcua_test_${randomBytes(6).toString('hex')}`, connections, template }: FreshOptions = {},
): Promise<Database & { url: string; disconnect(): Promise<void> }> {
  await administer(server, `create database ${name}${template ? ` template ${template}` : ''}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openPostgres(url.href, connections ? { connections } : {});
  return {
    ...database,
    url: url.href,
    disconnect: () => database.close(),
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
