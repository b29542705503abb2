import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addOfficer, setPassword } from '../../../src/server/platform/officers.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { formTokenIn } from '../../support/desk.ts';
import { Browser, password } from '../../support/officer-browser.ts';

describe('The catalogue in the officers’ site', () => {
  let server: Backend;
  const signedIn = async (id: string, agency: string) => {
    await addOfficer(server.database.db, { id, name: id, agency, role: 'admin' });
    await setPassword(server.database.db, id, password);
    const browser = new Browser(server.app);
    assert.equal((await browser.signIn(password, {}, id)).status, 303);
    return browser;
  };
  before(async () => (server = await backend(await testDatabase())));
  after(() => server.database.close());

  it('is imported from a file by an admin of the agency at the top, who is told what is wrong', async () => {
    const admin = await signedIn('tinh', '79');
    assert.match(await admin.page('/desk/office'), /href="\/desk\/office\/catalogue"/);
    const token = formTokenIn(await admin.page('/desk/office/catalogue'));
    const send = async (text: string | undefined) => {
      const body = new FormData();
      body.set('token', token);
      if (text !== undefined) body.set('file', new File([text], 'danh-muc.csv'));
      const answer = await admin.open('/desk/office/catalogue', { method: 'POST', body });
      return { status: answer.status, page: await answer.text() };
    };
    const good = await send('Mã thủ tục;Tên thủ tục;Lĩnh vực\n1.000123;Thủ tục thử;Thử\n');
    assert.equal(good.status, 200);
    assert.match(good.page, /Đã thêm 1, thay đổi 0, giữ nguyên 0 thủ tục/);
    const mixed = await send('Mã thủ tục;Tên thủ tục\n1.000123;Thủ tục thử, mới\nabc;Sai\n');
    assert.equal(mixed.status, 422);
    assert.match(mixed.page, /thay đổi 1[^]*1 chỗ chưa nhập được[^]*Dòng 3: code – chưa đúng/);
    assert.match((await send('Tên\nA')).page, /Dòng 1: thiếu cột[^]*Mã thủ tục/);
    assert.match((await send(undefined)).page, /Xin chọn tệp/);
    const { name, field } = await server.database.db
      .selectFrom('procedure')
      .select(['name', 'field'])
      .where('code', '=', '1.000123')
      .executeTakeFirstOrThrow();
    assert.deepEqual([name, field], ['Thủ tục thử, mới', 'Thử']);
    const log = await server.database.db
      .selectFrom('audit')
      .select(['officer', 'detail'])
      .where('action', '=', 'catalogue.import')
      .execute();
    assert.deepEqual(
      log.map(({ officer, detail }) => [officer, detail]),
      [
        ['tinh', { added: '1', changed: '0' }],
        ['tinh', { added: '0', changed: '1' }],
      ],
    );
  });

  it('is not there for an admin of an agency below', async () => {
    const admin = await signedIn('phuong', ward);
    assert.doesNotMatch(await admin.page('/desk/office'), /office\/catalogue/);
    assert.equal((await admin.open('/desk/office/catalogue')).status, 404);
  });
});
