import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FeedbackReceipt, OpinionState } from '../../../src/contract/index.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { readMap } from '../../../src/server/upstream/read-map.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { open311, type Open311, open311Map } from '../../support/open311.ts';

process.env['MAP_OPEN311_KEY'] = 'khoa';

for (const dialect of ['standard', 'fixmystreet'] as const) {
  describe(`Opinions to Open311 (${dialect}) by the preset`, () => {
    let database: Database;
    let office: Open311;
    let server: Backend;

    before(async () => {
      database = await testDatabase();
      office = await open311(dialect, monday.getTime());
      server = await backend(database, { maps: [await readMap(JSON.stringify(open311Map(office.url)))] });
    });
    after(async () => {
      office.stop();
      await database.close();
    });

    const opinion = (text: string) => ({
      kind: 'opinion',
      agency: ward,
      text,
      contact: { name: 'Bình', phone: '+84 912 345 678' },
      consents: [{ purpose: 'contact', version: '1' }],
    });
    const read = (code: string) => server.post('/api/feedback/read', { agency: ward, code });

    it('arrive once, with their place and the key of the office, and are followed to their answer', async () => {
      const { code } = (await (await server.write(opinion('Rác ở góc đường'))).json()) as FeedbackReceipt;
      assert.deepEqual(
        office.requests.map(({ description, phone, service_code, api_key }) => [
          description,
          phone,
          service_code,
          api_key,
        ]),
        [['Rác ở góc đường', '0912345678', '006', 'khoa']],
      );
      const first = (await (await read(code!)).json()) as OpinionState;
      assert.deepEqual([first.code, first.answer], [code, null]);
      await server.write(opinion('Thêm một'));
      office.close(1, 'Đã dọn');
      const later = await read(code!);
      const text = await later.text();
      const state = JSON.parse(text) as OpinionState;
      assert.deepEqual(
        [state.status, state.answer?.text, state.receivedAt],
        ['answered', 'Đã dọn', '2026-11-23T09:00:00+07:00'],
      );
      for (const secret of ['Rác ở góc đường', '12 Lê Lợi', 'khoa']) assert.ok(!text.includes(secret), secret);
    });

    it('are refused at their field, and unknown codes are not found', async () => {
      assert.deepEqual(await refusal(await server.write(opinion('spam'))), { slug: 'invalid-input', status: 422 });
      for (const code of ['999', 'Tnone', '../x'])
        assert.deepEqual(await refusal(await read(code)), { slug: 'opinion-not-found', status: 404 });
    });
  });
}
