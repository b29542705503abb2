import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { composeMessage } from '../../../src/server/notifications/compose.ts';
import { jsonProvider } from '../../../src/server/notifications/providers/json-provider.ts';
import { Providers } from '../../../src/server/notifications/providers/provider.ts';
import { agencyChain } from '../../../src/server/agencies/index.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

describe('An admin who words the messages of an office', () => {
  let server: Backend;
  let admin: DeskOfficer;
  const path = '/desk/outbox/templates/dossier.resolved';
  const wordsNow = async () =>
    composeMessage(await agencyChain(server.database.db, ward), 'dossier.resolved', { code: '…0042' }).words;

  before(async () => {
    const providers = new Providers([
      jsonProvider('http://127.0.0.1:9/'),
      { ...jsonProvider('http://127.0.0.1:9/'), name: 'Brand name', acceptsPushes: true },
    ]);
    server = await backend(await testDatabase(), { providers });
    admin = await signedIn(server, 'quan', { role: 'admin' });
  });
  after(() => server.database.close());

  it('sees each kind as it arrives', async () => {
    const page = await admin.open('/desk/outbox/templates');
    assert.match(page, /Ho so \.\.\.0012 da co ket qua, moi Ong\/Ba den nhan\./);
    assert.match(page, /Mẫu có sẵn/);
  });

  it('previews what is typed, with its length, and loses nothing of a mistake', async () => {
    const words = '{agency}: Kết quả {code} đã xong.[ Gọi {phone}.]';
    const { page } = await admin.send(`${path}/preview`, { words });
    assert.match(page, /Ket qua \.\.\.0012 da xong\./);
    assert.match(page, /\d+ ký tự, tính là 1 tin nhắn, gửi không dấu/);
    const wrong = await admin.send(path, { words: `${words} Xem motcua.vn`, action: 'save' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.page, /không được có đường dẫn/);
    assert.match(wrong.page, /Xem motcua\.vn<\/textarea/);
    assert.equal((await admin.send(path, { words: '{name}', action: 'save' })).status, 422);
  });

  it('has the next message sent so, and can take it back', async () => {
    const before = await wordsNow();
    await admin.send(path, { words: '{agency} mời Ông/Bà nhận kết quả {code}.', action: 'save' });
    assert.match(await wordsNow(), / mời Ông\/Bà nhận kết quả …0042\.$/);
    assert.match(await admin.open('/desk/outbox/templates'), /Mẫu riêng/);
    await admin.send(path, { action: 'usual' });
    assert.equal(await wordsNow(), before);
    const actions = await server.database.db
      .selectFrom('audit')
      .select(['subject', 'detail'])
      .where('action', '=', 'office.template')
      .execute();
    assert.equal(actions.length, 2);
    assert.equal(actions[0]!.subject, 'template:dossier.resolved');
  });

  it('chooses the provider, and sends a test through it', async () => {
    const page = await admin.open('/desk/outbox/providers');
    assert.match(page, /<strong>json<\/strong>[^]*Đang dùng/);
    assert.match(page, /\/providers\/of\/Brand%20name\//);
    assert.equal((await admin.send('/desk/outbox/providers/choose', { name: 'Brand name' })).status, 303);
    const { settings } = await server.database.db
      .selectFrom('agency')
      .select('settings')
      .where('id', '=', ward)
      .executeTakeFirstOrThrow();
    assert.equal((settings as { smsProvider?: string }).smsProvider, 'Brand name');
    assert.equal((await admin.send('/desk/outbox/providers/test', { phone: '12' })).status, 422);
    assert.equal((await admin.send('/desk/outbox/providers/test', { phone: '0912 345 678' })).status, 303);
    assert.match(await admin.open('/desk/outbox?tab=all'), /Tin thử/);
  });

  it('is the only one who may', async () => {
    const officer = await signedIn(server, 'thu');
    for (const at of ['templates', 'providers', 'templates/dossier.resolved'])
      assert.equal((await server.app.request(`/desk/outbox/${at}`, { headers: officer.headers })).status, 404, at);
    assert.equal((await officer.send(path, { words: 'x', action: 'save' })).status, 404);
  });
});
