import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { savedTables } from '../../../src/server/platform/backup.ts';
import { testDatabase } from '../../support/database.ts';

/** What a restored office does without: it is made anew, or is over by then. */
const leftOut = [
  ...['officer_session', 'dossier_undo', 'duty_change', 'plan_version', 'provider_rate', 'notice_code'],
  ...['procedure_word', 'search_word', 'ingest_signature'],
];

describe('A backup', () => {
  it('has every table but those that are named here', async () => {
    const { db, close } = await testDatabase({ sample: false });
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%'`.execute(db);
    const missing = rows.map(({ name }) => name).filter(name => !savedTables.some(saved => saved === name));
    assert.deepEqual(missing.sort(), leftOut.sort());
    await close();
  });
});
