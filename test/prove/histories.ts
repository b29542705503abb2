import assert from 'node:assert/strict';
import pg from 'pg';
import { type Database, migrate } from '../../src/server/platform/database.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { freshPostgres, monday, testDatabase } from '../support/database.ts';
import { histories, type Played } from './history/run.ts';
import { loadBackend } from './history/world.ts';
import { onPgliteElsewhere } from './own-process.ts';

const connections = 50;
const count = Number(process.env['HISTORIES'] ?? 1000);
const seed = Number(process.env['SEED'] ?? 1);

/**
 * Random histories of 50 concurrent citizens who hold, book, move, cancel, join, accept and leave while clocks run,
 * sessions close and connections are killed: no place is booked twice or lost, no acknowledged booking is missing,
 * the waitlist is FIFO. On PGlite, and also on PostgreSQL where `TEST_DATABASE_URL` is set. `HISTORIES` is their
 * number; the first seed is printed.
 */
export default async function proof(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  if (!server) return onPglite();
  return (await Promise.all([onPostgres(server), onPgliteElsewhere('histories')])).join('\n');
}

async function onPglite(): Promise<string> {
  const database = await testDatabase();
  try {
    return await played(database);
  } finally {
    await database.close();
  }
}

async function onPostgres(server: string): Promise<string> {
  const database = await freshPostgres(server, { connections });
  const reaper = new pg.Pool({ connectionString: database.url, max: 1 });
  try {
    await migrate(database);
    await fillSample(database, monday);
    let asked = 0;
    let kills = 0;
    let cuts = 0;
    // Most kills end one connection; some end all, as when a server crashes.
    const kill = async () => {
      const all = ++asked % 20 === 0;
      const { rowCount } = await reaper.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' limit $1`,
        [all ? connections : 1],
      );
      kills += rowCount ?? 0;
      if (all && rowCount) cuts++;
    };
    return `${await played(database, kill)}, ${kills} connections killed in the midst of their work, ${cuts} times all at once`;
  } finally {
    await reaper.end();
    await database.close();
  }
}

async function played(database: Database, kill?: () => Promise<void>): Promise<string> {
  const backend = await loadBackend();
  // A thousand take almost an hour: progress is printed.
  const told = ({ histories, faults }: Played) => {
    if (histories % 25 === 0) console.error(`${database.kind}: ${histories} histories, ${faults.length} faults`);
  };
  const { faults, operations, done } = await histories({ database, backend, count, seed, told, ...(kill && { kill }) });
  assert.deepEqual(faults, []);
  return `${database.kind}: ${count} histories from seed ${seed}, ${operations} operations, ${done} of them done, 0 faults`;
}
