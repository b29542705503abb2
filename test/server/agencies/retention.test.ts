import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Capabilities } from '../../../src/contract/index.ts';
import { applyRetention } from '../../../src/server/background/retention.ts';
import { backend, type Backend, openWard, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

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
});
