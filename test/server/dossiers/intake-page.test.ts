import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { backend, type Backend, openWard, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, formTokenIn, signedIn } from '../../support/desk.ts';

describe('An admin who takes in dossiers of other systems', () => {
  let server: Backend;
  let admin: DeskOfficer;
  const path = '/desk/dossiers/intake';
  before(async () => {
    server = await backend(await testDatabase());
    admin = await signedIn(server, 'ha', { role: 'admin' });
  });
  after(() => server.database.close());

  const upload = async (file: string, fields: Record<string, string> = {}) => {
    const form = new FormData();
    const token = formTokenIn(await admin.open('/desk/account'));
    for (const [name, value] of Object.entries({ token, agency: ward, ...fields })) form.set(name, value);
    form.set('file', new File([file], 'ho-so.csv', { type: 'text/csv' }));
    const answer = await server.app.request(`${path}/file`, { method: 'POST', headers: admin.headers, body: form });
    return { status: answer.status, page: await answer.text() };
  };
  const stored = (code: string) =>
    server.database.db.selectFrom('dossier').select(['status', 'agency']).where('code', '=', code).executeTakeFirst();

  it('imports a file whose columns and states are called otherwise, and is told what is wrong', async () => {
    const table =
      'MA_HS;TT;TEN\nH29.132-261120-0001;Chờ sếp ký;Cấp biển số nhà\nH29.132-261120-0002;Lạ;Cấp biển số nhà\n';
    const names = { 'column-code': 'MA_HS', 'column-status': 'TT', 'column-procedureName': 'TEN' };
    const wrong = await upload(table, { ...names, states: 'Chờ sếp ký > processing' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.page, /Dòng “Chờ sếp ký &gt; processing” chưa đúng/);
    assert.match(wrong.page, /value="MA_HS"/, 'what was typed stays');
    const { status, page } = await upload(table, { ...names, states: 'Chờ sếp ký = processing' });
    assert.equal(status, 422);
    assert.match(page, /Đã thêm 1, thay đổi 0, giữ nguyên 0 hồ sơ/);
    assert.match(page, /Dòng 3: Trạng thái – trạng thái chưa biết: xin ghi ở ô trạng thái – &quot;Lạ&quot;/);
    assert.deepEqual(await stored('H29.132-261120-0001'), { status: 'processing', agency: ward });
    assert.equal((await upload('', {})).status, 422);
    assert.equal((await upload(table, { agency: openWard })).status, 403);
  });

  it('lets a system push, sees when it did, and shuts it out', async () => {
    const { page } = await admin.send(`${path}/sources`, { name: 'Phần mềm tỉnh', agency: ward });
    const [, key = '', secret = ''] =
      /<code>(mk_[0-9a-f]{32})<\/code><br \/><code>([\w-]{43})<\/code>/.exec(page) ?? [];
    assert.ok(key && secret, page);
    assert.doesNotMatch(await admin.open(path), new RegExp(secret), 'the secret is shown once');
    const push = (code: string) => {
      const time = Math.floor(monday.getTime() / 1000);
      const body = JSON.stringify({ dossiers: [{ code, status: 'accepted', procedure: '1.004873' }] });
      const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
      const headers = { 'Motcua-Signature': `key=${key}, t=${time}, v1=${signature}` };
      return server.app.request('/api/ingest/dossiers', { method: 'POST', headers, body });
    };
    assert.equal((await push('H29.132-261123-9001')).status, 200);
    const shown = await admin.open(path);
    assert.match(shown, /Gửi gần nhất: 09:00 23\/11\/2026/);
    const revoke = new RegExp(`action="([^"]+/keys/${key}/revoke)"`).exec(shown)?.[1] ?? '';
    assert.equal((await admin.send(revoke, {})).status, 303);
    assert.equal((await push('H29.132-261123-9002')).status, 403);
    const log = await server.database.db
      .selectFrom('audit')
      .select('action')
      .where('action', 'like', 'ingest%')
      .orderBy('id')
      .execute();
    assert.deepEqual(
      log.map(({ action }) => action),
      ['ingest-source.create', 'ingest-key.create', 'ingest-key.revoke'],
    );
  });

  it('is nobody else: neither officers, nor admins of other agencies', async () => {
    const officer = await signedIn(server, 'thu');
    assert.equal((await server.app.request(path, { headers: officer.headers })).status, 404);
    const other = await signedIn(server, 'khac', { agency: openWard, role: 'admin' });
    const source = await server.database.db.selectFrom('ingest_source').select('id').executeTakeFirstOrThrow();
    assert.equal((await other.send(`${path}/sources/${source.id}/keys`, {})).status, 404);
    assert.doesNotMatch(await other.open(path), /Phần mềm tỉnh/);
    assert.equal((await other.send(`${path}/sources`, { name: 'x', agency: ward })).status, 422);
  });
});
