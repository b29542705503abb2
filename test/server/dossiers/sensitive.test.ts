import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { agencyChain } from '../../../src/server/agencies/index.ts';
import { tellHolder } from '../../../src/server/dossiers/tell-holder.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { monday, testDatabase } from '../../support/database.ts';

describe('The name of a procedure', () => {
  let database: Database;
  before(async () => (database = await testDatabase()));
  after(() => database.close());

  it('is told where the office wants so, and never that of a sensitive one', async () => {
    const { db } = database;
    const row = await db
      .selectFrom('dossier')
      .selectAll()
      .where('procedure', 'is not', null)
      .where('applicant_phone', 'is not', null)
      .executeTakeFirstOrThrow();
    const { short_name: name, facts } = await db
      .selectFrom('procedure')
      .select(['short_name', 'facts'])
      .where('code', '=', row.procedure)
      .executeTakeFirstOrThrow();
    const [agency, ...above] = await agencyChain(db, row.agency);
    const templates = { 'dossier.resolved': '{procedure}: mời Ông/Bà đến nhận kết quả. {code}' };
    const chain = [{ ...agency!, settings: { ...agency!.settings, templates } }, ...above];
    const wordsWith = async (more: object) => {
      await db
        .updateTable('procedure')
        .set({ facts: JSON.stringify({ ...facts, ...more }) })
        .execute();
      await db.deleteFrom('outbox').execute();
      await db.transaction().execute(tx =>
        tellHolder({ tx, jobs: undefined, now: monday }, { ...row, notify: true }, chain, {
          ...{ event: 'resolved', fields: {}, matter: 'dossier-move:1' },
        }),
      );
      return (await db.selectFrom('outbox').select('words').executeTakeFirstOrThrow()).words;
    };
    assert.ok((await wordsWith({})).startsWith(`${name}: mời`));
    assert.ok(!(await wordsWith({ sensitive: true })).includes(name));
  });
});
