import { PGlite } from '@electric-sql/pglite';
import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { restore } from '../../../src/server/platform/backup.ts';
import { type Database, migrate, openPglite } from '../../../src/server/platform/database.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { backend, type Backend, question, refusal, ward } from '../../support/backend.ts';
import { freshPostgres } from '../../support/database.ts';
import { formTokenIn } from '../../support/desk.ts';
import { Browser, password } from '../../support/officer-browser.ts';

const folder = join(import.meta.dirname, '../../fixtures/012-hours');
const backupFile = join(folder, 'backup.gz');
const tokens = JSON.parse(readFileSync(join(folder, 'tokens.json'), 'utf8')) as Record<string, string>;

type Row = Record<string, unknown>;
const stored = gunzipSync(readFileSync(backupFile))
  .toString()
  .trim()
  .split('\n')
  .slice(1)
  .map(line => JSON.parse(line) as { table: string; row: Row });

/** Tables that a later migration dropped, and columns that one renamed. */
const dropped = ['attempt'];
const renamed: Record<string, string> = { planned: 'rules_version' };
/** Tables whose rows a later migration has sealed. */
const sealed = ['idempotency'];

const server = process.env['TEST_DATABASE_URL'];

async function loadedFromSql(): Promise<Database> {
  const statements = readFileSync(join(folder, 'database.sql'), 'utf8');
  if (!server) {
    const pglite = await PGlite.create();
    await pglite.exec(statements);
    const data = await pglite.dumpDataDir('none');
    await pglite.close();
    return openPglite(undefined, data);
  }
  const database = await freshPostgres(server);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(statements);
  await client.end();
  return database;
}

const cases: [name: string, open: () => Promise<Database>][] = [
  [
    'migrated',
    async () => {
      const database = await loadedFromSql();
      await migrate(database);
      return database;
    },
  ],
  [
    'restored from its backup',
    async () => {
      const database = server ? await freshPostgres(server) : await openPglite();
      await restore(database, backupFile);
      return database;
    },
  ],
];

for (const [name, open] of cases) {
  describe(`A database of an earlier version, ${name}`, () => {
    let database: Database;
    let web: Backend;

    before(async () => {
      database = await open();
    });
    after(() => database.close());

    it('has every row that it had', async () => {
      for (const table of new Set(stored.map(each => each.table))) {
        if (dropped.includes(table)) continue;
        const { rows } = await sql<{ row: Row }>`select to_jsonb(t) as row from ${sql.table(table)} t`.execute(
          database.db,
        );
        const was = stored.filter(each => each.table === table).map(({ row }) => row);
        assert.equal(rows.length, was.length, table);
        if (sealed.includes(table)) continue;
        const now = new Set(rows.map(({ row }) => key(row, was[0]!)));
        for (const row of was) assert.ok(now.has(key(row, was[0]!)), `${table}: ${JSON.stringify(row).slice(0, 200)}`);
      }
    });

    it('opens the dossiers, tickets, holds and turns that its citizens hold', async () => {
      web = await backend(database);
      const { code = '', hold: token = '', appointment = '', waiting = '', rating: ticket = '' } = tokens;
      assert.equal((await web.post('/api/dossiers/read', question(code, 42))).status, 200);
      const booked = await web.post('/api/appointments/read', { agency: ward, secret: appointment });
      assert.equal(((await booked.json()) as { status: string }).status, 'booked');
      const turn = await web.post('/api/waiting/read', { agency: ward, secret: waiting });
      assert.equal(((await turn.json()) as { state: string }).state, 'waiting');
      const released = await web.send('/holds/release', { token });
      assert.deepEqual(await released.json(), { released: true });
      const opinion = await web.post('/api/feedback/read', { agency: ward, code: tokens['opinion'] });
      assert.equal(((await opinion.json()) as { status: string }).status, 'received');
      const scores = [{ criterion: 'overall', value: 5 }];
      const rated = await web.write({ agency: ward, kind: 'rating', ticket, scores, reasons: [] });
      assert.equal(rated.status, 201);
    });

    it('lets its officers in, and answers a repeated write with the stored answer', async () => {
      const browser = new Browser(web.app);
      assert.equal((await browser.signIn(tokens['officer'], {}, 'an')).status, 303);
      const token = formTokenIn(await browser.page('/desk/account'));
      await browser.post('/desk/account/password', { token, fresh: password, again: password });
      const log = await browser.open('/desk/log');
      assert.equal(log.status, 200);
      assert.match(await log.text(), /đóng quầy/);
      const opinion = { kind: 'opinion', text: 'Hàng ghế chờ bị hỏng.', consents: [] };
      const again = await web.send('/feedback', opinion, tokens['idempotencyKey']);
      assert.equal(again.status, 200);
      assert.equal(((await again.json()) as { code: string }).code, tokens['opinion']);
      const other = await web.send('/feedback', { ...opinion, text: 'Khác' }, tokens['idempotencyKey']);
      assert.equal((await refusal(other)).slug, 'idempotency-key-reused');
    });

    it('opens what was sealed for the map of another system', async () => {
      const secrets = await Secrets.read(database.db);
      const packed = secrets.verifyToken('map', tokens['map'] ?? '') ?? '';
      assert.deepEqual(JSON.parse(Buffer.from(packed, 'base64url').toString()), { id: 'A-17' });
      assert.equal(secrets.verifyToken('hold', tokens['map'] ?? ''), undefined);
    });
  });
}

/** A row as text, with the columns that it had in the earlier version. */
function key(row: Row, columns: Row): string {
  return JSON.stringify(
    Object.keys(columns)
      .sort()
      .map(name => row[name] ?? row[renamed[name] ?? ''] ?? null),
  );
}

describe('A backup of an earlier version', () => {
  it('is not restored into a database that this version has opened', async () => {
    const database = server ? await freshPostgres(server) : await openPglite();
    try {
      await migrate(database);
      await assert.rejects(restore(database, backupFile), /of an earlier version: restore it into a new database/);
    } finally {
      await database.close();
    }
  });
});
