import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely, PGliteDialect, PostgresDialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import { durableOptions, hasDatabase, syncNewFolder } from './durable-folder.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './schema.ts';
import { prepareTrigrams } from './trigrams.ts';

/** Queries, inside or outside a transaction. */
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** An open database, PGlite or PostgreSQL, with the same tables. */
export interface Database {
  db: Db;
  kind: 'pglite' | 'postgres';
  /** Options with which pg-boss keeps its jobs in the same database. */
  jobs: ConstructorOptions;
  /** Checks that the database answers, on a connection of its own; rejects on timeout (2 s on PostgreSQL). */
  ping(): Promise<unknown>;
  close(): Promise<void>;
}

/** A `date` column is a calendar day, not an instant: it stays text. */
const dateType = 1082;
const bigintType = 20;

/**
 * Opens the embedded database in a folder, where what is acknowledged survives a power cut, or in memory without one.
 * @param copy data directory to start from (`dumpDataDir`)
 */
export async function openPglite(folder?: string, copy?: Blob): Promise<Database> {
  const isNew = folder !== undefined && !hasDatabase(folder);
  const pglite = await PGlite.create({
    ...(folder === undefined ? {} : durableOptions(folder)),
    ...(copy ? { loadDataDir: copy } : {}),
    extensions: { pg_trgm },
    parsers: { [dateType]: text => text, [bigintType]: Number },
  });
  if (isNew) syncNewFolder(folder);
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    kind: 'pglite',
    jobs: { db: fromPglite(pglite), backend: 'pglite' },
    ping: () => pglite.query('select 1'),
    close: () => db.destroy(),
  };
}

/**
 * Opens a PostgreSQL database, which several processes may share.
 * @param connectionString URL of the database
 */
export function openPostgres(connectionString: string, { connections = 20 } = {}): Database {
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') => {
      if (oid === dateType) return (text: string) => text;
      if (oid === bigintType) return Number;
      return pg.types.getTypeParser(oid, format as 'text');
    },
  };
  const pool = new pg.Pool({
    connectionString,
    types,
    max: connections,
    connectionTimeoutMillis: 5000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  // The pool replaces lost connections. Without a listener their error would end the process: the pool's own listener
  // covers idle connections, the client's those inside a transaction.
  pool.on('error', () => {});
  pool.on('connect', client => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  // A separate connection, so that a busy pool does not delay the health check.
  const healthPool = new pg.Pool({ connectionString, max: 1, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  healthPool.on('error', () => {});
  return {
    db,
    kind: 'postgres',
    jobs: { db: fromPool(pool) },
    ping: () => healthPool.query('select 1'),
    close: async () => {
      await db.destroy();
      await healthPool.end();
    },
  };
}

/**
 * Runs pg-boss queries outside our transactions on the pool: its maintenance sends several statements at once and
 * needs the rows of each, which Kysely does not return.
 */
const fromPool = (pool: pg.Pool) => ({
  async executeSql(text: string, values?: unknown[]) {
    const results = [await pool.query(text, values)].flat() as pg.QueryResult[];
    return { rows: results.flatMap(({ rows }) => rows as unknown[]) };
  },
});

/**
 * Migrates to the newest version.
 * @throws when a newer version has already changed the database, or a migration fails
 */
export async function migrate({ db }: Database): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(String(error));
  await prepareTrigrams(db);
  await db
    .insertInto('server_key')
    .values({ id: 1, key: randomBytes(32) })
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

/**
 * Migrates a new database only up to a named migration, to restore a backup of that version.
 * @throws when a migration fails
 */
export async function migrateTo({ db }: Database, name: string): Promise<void> {
  const { error } = await migratorOf(db).migrateTo(name);
  if (error) throw error instanceof Error ? error : new Error(String(error));
}

/** Name of the last applied migration; undefined for a new database. */
export async function lastMigration({ db }: Database): Promise<string | undefined> {
  const all = await migratorOf(db).getMigrations();
  return all.filter(({ executedAt }) => executedAt).at(-1)?.name;
}

const migratorOf = (db: Db): Migrator => new Migrator({ db, provider: { getMigrations: async () => migrations } });

/** Names of all migrations, oldest first. */
export const migrationNames = Object.keys(migrations);
