import { sql } from 'kysely';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Database, lastMigration, migrate, migrateTo, migrationNames, type Tx } from './database.ts';

/** Ordered so that each table comes after those it references. */
export const savedTables = [
  'server_key',
  'agency',
  'agency_successor',
  'place',
  'calendar_day',
  'procedure',
  'service',
  'counter',
  'officer',
  'ingest_source',
  'ingest_key',
  'dossier_number',
  'dossier',
  'dossier_step',
  'rating',
  'opinion',
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
  'guide_watch',
  'idempotency',
  'wrong_try',
  'used_proof',
  'home_visit',
  'dossier_note',
  'audit',
  'audit_head',
  'outbox',
  'subscription',
  'notice_call',
  'provider_token',
  'incoming_message',
  'playlist',
  'screen',
  'screen_pairing',
  'screen_play',
  'screen_message',
  'ticket_call',
  'call_key',
  'widget_notice',
  'widget_site',
  'allowed_origin',
] as const;

/** Also tables of earlier versions that a migration dropped. */
const restorable: readonly string[] = [...savedTables, 'attempt'];

/** Identity columns: a restore sets their sequences to the highest value. */
const identityColumns = [
  ['dossier_step', 'id'],
  ['dossier_note', 'id'],
  ['audit', 'id'],
  ['slot_rule', 'id'],
  ['session_rule', 'id'],
  ['slot', 'id'],
  ['waiting', 'turn'],
  ['guide_answer', 'id'],
  ['screen_message', 'id'],
  ['ticket_call', 'id'],
] as const;

/** A row of `guide_file` holds a whole video. */
const rowsPerBatch = (table: string) => (table === 'guide_file' ? 1 : 500);

const parentsFirst = sql`(
  with recursive up(id) as (
    select t.parent union all select a.parent from agency a join up on a.id = up.id
  ) select count(up.id) from up
), t.id`;

/** Rows written or read, by table. */
export type RowCounts = Record<string, number>;

/**
 * Writes every row to a gzip file of JSON lines, from one snapshot. The first line names the last migration. The file
 * can be restored into PGlite and PostgreSQL, and appears under its name only when complete.
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
  for (const table of savedTables) {
    counts[table] = 0;
    // Agencies reference their parents: parents first, level by level.
    const order = table === 'agency' ? parentsFirst : sql`ctid`;
    const batchRows = rowsPerBatch(table);
    for (let offset = 0; ; offset += batchRows) {
      const { rows } = await sql<{ row: string }>`
        select to_jsonb(t)::text as row from (
          select * from ${sql.table(table)} t order by ${order} limit ${batchRows} offset ${offset}
        ) t`.execute(tx);
      for (const { row } of rows) yield `{"table":"${table}","row":${row}}\n`;
      counts[table] += rows.length;
      if (rows.length < batchRows) break;
    }
  }
}

/**
 * Reads a backup into a database without agencies, and migrates it. All rows are read or none. A backup of an earlier
 * version needs a database that has never been opened: its tables are first made as they were then.
 * @returns the rows read, by table
 * @throws when the database is not empty, or the file is broken, no backup, or of a newer version
 */
export async function restore(database: Database, file: string): Promise<RowCounts> {
  const counts: RowCounts = {};
  await pipeline(createReadStream(file), createGunzip(), async (unpacked: AsyncIterable<Buffer>) => {
    const lines = linesOf(unpacked);
    const { value: header = '' } = await lines.next();
    await prepare(database, header, file);
    await database.db.transaction().execute(tx => insertRows(tx, lines, counts));
  });
  await migrate(database);
  return counts;
}

/** Joins pieces only when a line ends: a video is one line of many megabytes. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let pieces: string[] = [];
  for await (const chunk of chunks) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    pieces.push(first);
    for (const next of others) {
      yield pieces.join('');
      pieces = [next];
    }
  }
  const last = pieces.join('');
  if (last) yield last;
  return undefined;
}

/** Migrates the database to the version of the backup. */
async function prepare(database: Database, header: string, file: string): Promise<void> {
  const { motcua, migration = '' } = JSON.parse(header || '{}') as { motcua?: number; migration?: string };
  if (motcua !== 1) throw new Error(`${file} is no backup of Một Cửa`);
  if (!migrationNames.includes(migration))
    throw new Error(`${file} is of a newer version: its tables are at ${migration}`);
  const known = await lastMigration(database);
  if (migration === migrationNames.at(-1)) await migrate(database);
  else if (known === undefined) await migrateTo(database, migration);
  else if (known !== migration) throw new Error(`${file} is of an earlier version: restore it into a new database`);
}

async function insertRows(tx: Tx, lines: AsyncIterable<string>, counts: RowCounts): Promise<void> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from agency`.execute(tx);
  if (rows[0]?.count) throw new Error('the database is not empty: a backup is restored only into a new one');
  await sql`delete from server_key`.execute(tx);
  await sql`select set_config('motcua.restoring', 'on', true)`.execute(tx);

  let batch: string[] = [];
  let current = '';
  const flush = async () => {
    if (batch.length) await insert(tx, current, batch);
    batch = [];
  };
  for await (const line of lines) {
    const { table, row } = JSON.parse(line) as { table: string; row: unknown };
    if (!restorable.includes(table)) throw new Error(`unknown table ${table}`);
    if (table !== current || batch.length >= rowsPerBatch(table)) await flush();
    current = table;
    batch.push(JSON.stringify(row));
    counts[table] = (counts[table] ?? 0) + 1;
  }
  await flush();
  for (const [table, column] of identityColumns) {
    // A backup of an earlier version may come before the table.
    const { rows: found } = await sql<{ here: boolean }>`select to_regclass(${table}) is not null as here`.execute(tx);
    if (!found[0]?.here) continue;
    const last = sql`greatest(1, (select max(${sql.ref(column)}) from ${sql.table(table)}))`;
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}), ${last})`.execute(tx);
  }
}

async function insert(tx: Tx, table: string, rows: readonly string[]): Promise<void> {
  const name = sql.table(table);
  await sql`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${`[${rows.join(',')}]`}::jsonb)`.execute(
    tx,
  );
}
