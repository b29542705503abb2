import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type ConstructorOptions, fromPglite } from 'pg-boss';
import { migrations } from './migrations/index.ts';
import type { Tables } from './schema.ts';

/** The tables, inside or outside a transaction. */
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** An open database: the same tables on PGlite and on PostgreSQL. */
export interface Database {
  db: Db;
  kind: 'pglite' | 'postgres';
  /** What pg-boss needs to keep its jobs in the same database. */
  jobs: ConstructorOptions;
  /** Asks for a sign of life, beside all other work; rejects when none comes in time. */
  ping(): Promise<unknown>;
  close(): Promise<void>;
}

/** A `date` column is a day, not an instant: it stays the text that it is. */
const dateType = 1082;
const bigintType = 20;

/**
 * Opens the embedded database in a folder, or in memory when no folder is named.
 * @param copy the data of another one (`dumpDataDir`) to begin with
 */
export async function openPglite(folder?: string, copy?: Blob): Promise<Database> {
  const pglite = await PGlite.create({
    ...(folder ? { dataDir: folder } : {}),
    ...(copy ? { loadDataDir: copy } : {}),
    parsers: { [dateType]: text => text, [bigintType]: Number },
  });
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
  return {
    db,
    kind: 'pglite',
    jobs: { db: fromPglite(pglite), backend: 'pglite' },
    ping: () => pglite.query('select 1'),
    close: () => db.destroy(),
  };
}

/** Opens a PostgreSQL database. Several processes may share it. */
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
  // A lost connection is replaced by the pool; unheard, its error would end the process. The pool hears those that are
  // idle; one in the midst of a transaction, between two questions, is heard by nobody else.
  pool.on('error', () => {});
  pool.on('connect', client => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  // A connection of its own: whoever asks after the server's health does not stand in the queue of a busy pool.
  const beside = new pg.Pool({ connectionString, max: 1, connectionTimeoutMillis: 2000, query_timeout: 2000 });
  beside.on('error', () => {});
  return {
    db,
    kind: 'postgres',
    jobs: { db: fromPool(pool) },
    ping: () => beside.query('select 1'),
    close: async () => {
      await db.destroy();
      await beside.end();
    },
  };
}

/**
 * What pg-boss asks outside our transactions goes to the pool: its maintenance sends several statements at once and needs
 * the rows of each, which Kysely does not hand on.
 */
const fromPool = (pool: pg.Pool) => ({
  async executeSql(text: string, values?: unknown[]) {
    const results = [await pool.query(text, values)].flat() as pg.QueryResult[];
    return { rows: results.flatMap(({ rows }) => rows as unknown[]) };
  },
});

/**
 * Brings the tables up to date.
 * @throws when a newer version has already changed the database, or a migration fails
 */
export async function migrate({ db }: Database): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(String(error));
  await db
    .insertInto('server_key')
    .values({ id: 1, key: randomBytes(32) })
    .onConflict(conflict => conflict.doNothing())
    .execute();
}

/**
 * Migrates an empty database only as far as a named migration, to restore a backup of that time.
 * @throws when a migration fails
 */
export async function migrateTo({ db }: Database, name: string): Promise<void> {
  const { error } = await migratorOf(db).migrateTo(name);
  if (error) throw error instanceof Error ? error : new Error(String(error));
}

/** The name of the last migration that a database has had; undefined for a new one. */
export async function lastMigration({ db }: Database): Promise<string | undefined> {
  const all = await migratorOf(db).getMigrations();
  return all.filter(({ executedAt }) => executedAt).at(-1)?.name;
}

const migratorOf = (db: Db): Migrator => new Migrator({ db, provider: { getMigrations: async () => migrations } });

/** The names of the migrations that this version knows, oldest first. */
export const migrationNames = Object.keys(migrations);
