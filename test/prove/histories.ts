import assert from 'node:assert/strict';
import pg from 'pg';
import { migrate, type Database } from '../../src/server/database.ts';
import { fillSample } from '../../src/server/sample/index.ts';
import { freshPostgres, monday, testDatabase } from '../support/database.ts';
import { histories, type Played } from './history/run.ts';
import { loadBackend } from './history/world.ts';

const connections = 50;
const count = Number(process.env['HISTORIES'] ?? 1000);

/**
 * Random histories of 50 people at once who hold, book, move, cancel, wait, take and leave while clocks run, sessions
 * close and connections are killed, on PostgreSQL and on PGlite: no place sold twice or lost, no acknowledged booking
 * gone, the line served in its order. `HISTORIES` says how many; the first seed is in what it prints.
 */
export default async function proof(): Promise<string> {
  const server = process.env['TEST_DATABASE_URL'];
  assert.ok(server, 'TEST_DATABASE_URL names no PostgreSQL server');
  const seed = Number(process.env['SEED'] ?? 1);
  const lines: string[] = [];

  const database = await freshPostgres(server, connections);
  const reaper = new pg.Client({ connectionString: database.url });
  await reaper.connect();
  try {
    await migrate(database);
    await fillSample(database, monday);
    let kills = 0;
    const kill = async () => {
      const { rowCount } = await reaper.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' limit 1`,
      );
      kills += rowCount ?? 0;
    };
    lines.push(`${await played(database, seed, kill)}, ${kills} connections killed in the midst of their work`);
  } finally {
    await reaper.end();
    await database.close();
  }

  delete process.env['TEST_DATABASE_URL'];
  const embedded = await testDatabase();
  try {
    lines.push(await played(embedded, seed));
  } finally {
    await embedded.close();
  }
  return lines.join('\n');
}

async function played(database: Database, seed: number, kill?: () => Promise<void>): Promise<string> {
  const backend = await loadBackend();
  // A thousand take an hour: whoever waits sees that it goes on.
  const told = ({ histories, faults }: Played) => {
    if (histories % 25 === 0) console.error(`${database.kind}: ${histories} histories, ${faults.length} faults`);
  };
  const { faults, operations, done } = await histories({ database, backend, count, seed, told, ...(kill && { kill }) });
  assert.deepEqual(faults, []);
  return `${database.kind}: ${count} histories from seed ${seed}, ${operations} operations, ${done} of them done, 0 faults`;
}
