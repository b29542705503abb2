import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Capabilities, Dossier } from '../../../src/contract/index.ts';
import { applyRetention } from '../../../src/server/background/retention.ts';
import { backend, type Backend, openWard, question, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

const code = 'H29.132-261118-0042';

describe('Personal data', () => {
  let server: Backend;

  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  it('is forgotten when its agency says, and the words of consent promise that', async () => {
    const { db } = server.database;
    const { settings } = await db
      .selectFrom('agency')
      .select('settings')
      .where('id', '=', ward)
      .executeTakeFirstOrThrow();
    const promised = async () =>
      ((await (await server.get(`/api/capabilities?agency=${ward}`)).json()) as Capabilities).opinion?.purposes[0]
        ?.text;
    assert.match((await promised())?.vi ?? '', /được xóa 90 ngày sau khi trả lời/);
    const own = { ...settings, retention: { contacts: 7 } };
    await db
      .updateTable('agency')
      .set({ settings: JSON.stringify(own) })
      .where('id', '=', ward)
      .execute();
    assert.match((await promised())?.vi ?? '', /được xóa 7 ngày sau khi trả lời/);
    assert.match(String((await promised())?.['en']), /deleted 7 days after/);
    for (const [code, agency] of [
      ['PA-BBBBB-BBBBB', ward],
      ['PA-CCCCC-CCCCC', openWard],
    ] as const)
      await db
        .insertInto('opinion')
        .values({
          ...{ code, agency, text: 'x', contact_phone: '+84912345678', consents: '[]', status: 'answered' },
          ...{ received_at: monday, answered_at: monday, answer: 'x' },
        })
        .execute();
    await applyRetention(db, new Date(monday.getTime() + 8 * 86_400_000));
    const rows = await db
      .selectFrom('opinion')
      .select(['code', 'contact_phone'])
      .where('code', 'in', ['PA-BBBBB-BBBBB', 'PA-CCCCC-CCCCC'])
      .orderBy('code')
      .execute();
    assert.deepEqual(
      rows.map(({ contact_phone }) => contact_phone),
      [null, '+84912345678'],
    );
  });

  it('of an applicant goes two years after the dossier has ended, and the dossier still opens', async () => {
    const { db } = server.database;
    const receipt = { papers: [], missing: [], content: 'Xin cấp lại', address: '89 Lý Thường Kiệt', term: null };
    await db
      .updateTable('dossier')
      .set({ finished_at: monday, receipt: JSON.stringify({ ...receipt, officer: 'Thu' }) })
      .where('code', '=', code)
      .execute();
    const stored = async () =>
      db
        .selectFrom('dossier')
        .select(['applicant_name', 'applicant_phone', 'receipt'])
        .where('code', '=', code)
        .executeTakeFirstOrThrow();
    const after = async (days: number) => applyRetention(db, new Date(monday.getTime() + days * 86_400_000));
    await after(729);
    assert.ok((await stored()).applicant_phone);
    assert.equal((await after(731)).applicants, 1);
    assert.deepEqual(await stored(), {
      ...{ applicant_name: null, applicant_phone: null },
      receipt: { ...receipt, address: null, content: null, officer: 'Thu' },
    });
    const opened = (await (await server.post('/api/dossiers/read', question(code, 42))).json()) as Dossier;
    assert.deepEqual([opened.code, opened.applicant], [code, null]);
  });

  it('of who wrote an opinion that nobody answered goes two years after it came', async () => {
    const { db } = server.database;
    await db
      .insertInto('opinion')
      .values({
        ...{ code: 'PA-DDDDD-DDDDD', agency: openWard, text: 'Chưa ai trả lời', contact_phone: '+84912345678' },
        ...{ consents: '[]', status: 'received', received_at: monday },
      })
      .execute();
    const left = async (days: number) => {
      await applyRetention(db, new Date(monday.getTime() + days * 86_400_000));
      return db
        .selectFrom('opinion')
        .select(['contact_phone', 'text'])
        .where('code', '=', 'PA-DDDDD-DDDDD')
        .executeTakeFirstOrThrow();
    };
    assert.deepEqual(await left(729), { contact_phone: '+84912345678', text: 'Chưa ai trả lời' });
    assert.deepEqual(await left(731), { contact_phone: null, text: 'Chưa ai trả lời' });
  });
});
