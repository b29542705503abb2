import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { sql } from 'kysely';
import { migrationNames, type Database, type Tx } from './database.ts';

/** In an order in which each table comes after those that it refers to. */
const tables = [
  'server_key',
  'agency',
  'agency_successor',
  'place',
  'calendar_day',
  'procedure',
  'dossier',
  'dossier_step',
  'rating',
  'opinion',
  'service',
  'counter',
  'counter_service',
  'slot_rule',
  'session_rule',
  'closure',
  'slot',
  'appointment',
  'waiting',
  'duty',
  'ticket_series',
  'guide',
  'guide_file',
  'guide_caption',
  'guide_answer',
  'idempotency',
  'wrong_try',
  'used_proof',
  'officer',
  'home_visit',
  'audit',
  'audit_head',
  'outbox',
] as const;

/** Columns that the database counts up: after a restore it goes on behind what is there. */
const identityColumns = [
  ['dossier_step', 'id'],
  ['audit', 'id'],
  ['slot_rule', 'id'],
  ['session_rule', 'id'],
  ['slot', 'id'],
  ['waiting', 'turn'],
  ['guide_answer', 'id'],
] as const;

/** A row of `guide_file` is a whole film. */
const rowsPerBatch = (table: string) => (table === 'guide_file' ? 1 : 500);

const parentsFirst = sql`(
  with recursive up(id) as (
    select t.parent union all select a.parent from agency a join up on a.id = up.id
  ) select count(up.id) from up
), t.id`;

/** How many rows of each table were written. */
export type RowCounts = Record<string, number>;

/**
 * Writes every row to a gzip file of JSON lines, as of one moment. The first line names the migration that the tables
 * stand at. The same file restores into PGlite and PostgreSQL. The file appears only when it is complete.
 */
export async function backup(database: Database, file: string): Promise<RowCounts> {
  const counts: RowCounts = {};
  const partial = `${file}.partial`;
  try {
    await database.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async tx =>
        pipeline(backupLines(tx, counts), createGzip(), createWriteStream(partial, { mode: 0o600 })),
      );
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
  return counts;
}

async function* backupLines(tx: Tx, counts: RowCounts): AsyncGenerator<string> {
  yield `${JSON.stringify({ motcua: 1, migration: migrationNames.at(-1) })}\n`;
  for (const table of tables) {
    counts[table] = 0;
    // Agencies refer to one another: those without a parent go first, level by level.
    const order = table === 'agency' ? parentsFirst : sql`ctid`;
    const most = rowsPerBatch(table);
    for (let offset = 0; ; offset += most) {
      const { rows } = await sql<{ row: string }>`
        select to_jsonb(t)::text as row from (
          select * from ${sql.table(table)} t order by ${order} limit ${most} offset ${offset}
        ) t`.execute(tx);
      for (const { row } of rows) yield `{"table":"${table}","row":${row}}\n`;
      counts[table] += rows.length;
      if (rows.length < most) break;
    }
  }
}

/**
 * Reads a backup into an open, migrated database without dossiers or agencies. All of it or nothing.
 * @throws when the database is not empty or the file is of another version or broken
 */
export async function restore({ db }: Database, file: string): Promise<RowCounts> {
  const counts: RowCounts = {};
  await db.transaction().execute(async tx => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from agency`.execute(tx);
    if (rows[0]?.count) throw new Error('the database is not empty: a backup is restored only into a new one');
    await sql`delete from server_key`.execute(tx);
    await sql`select set_config('motcua.restoring', 'on', true)`.execute(tx);

    let first = true;
    let batch: string[] = [];
    let current = '';
    const flush = async () => {
      if (batch.length) await insert(tx, current, batch);
      batch = [];
    };
    const input = createReadStream(file).pipe(createGunzip());
    const reader = createInterface({ input, crlfDelay: Infinity });
    const broken = new Promise<never>((_, reject) => input.on('error', reject));
    broken.catch(() => {});
    const read = async () => {
      for await (const line of reader) {
        const entry = JSON.parse(line) as { motcua?: number; migration?: string; table?: string; row?: unknown };
        if (first) {
          first = false;
          if (entry.motcua !== 1) throw new Error(`${file} is no backup of Một Cửa`);
          if (entry.migration !== migrationNames.at(-1)) {
            throw new Error(`the backup stands at ${entry.migration}, this version at ${migrationNames.at(-1)}`);
          }
          continue;
        }
        const table = entry.table ?? '';
        if (!(tables as readonly string[]).includes(table)) throw new Error(`unknown table ${table} in ${file}`);
        if (table !== current || batch.length >= rowsPerBatch(table)) await flush();
        current = table;
        batch.push(JSON.stringify(entry.row));
        counts[table] = (counts[table] ?? 0) + 1;
      }
      await flush();
    };
    await Promise.race([read(), broken]);
    if (first) throw new Error(`${file} is empty`);
    for (const [table, column] of identityColumns) {
      const last = sql`greatest(1, (select max(${sql.ref(column)}) from ${sql.table(table)}))`;
      await sql`select setval(pg_get_serial_sequence(${table}, ${column}), ${last})`.execute(tx);
    }
  });
  return counts;
}

async function insert(tx: Tx, table: string, rows: readonly string[]): Promise<void> {
  const name = sql.table(table);
  await sql`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${`[${rows.join(',')}]`}::jsonb)`.execute(
    tx,
  );
}
