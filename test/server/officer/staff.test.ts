import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addOfficer, setPassword } from '../../../src/server/platform/officers.ts';
import { backend, type Backend, openWard, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { formTokenIn } from '../../support/desk.ts';
import { Browser, password } from '../../support/officer-browser.ts';

describe('Administrators let officers in', () => {
  let server: Backend;
  let admin: Browser;
  let token: string;

  const account = (id: string) =>
    server.database.db.selectFrom('officer').selectAll().where('id', '=', id).executeTakeFirst();
  const send = async (path: string, fields: Record<string, string>, browser = admin) => {
    const shown = /^\/desk\/officers\/[\w-]+$/.test(path) ? await browser.page(path) : '';
    const version = /name="version" value="(\w+)"/.exec(shown)?.[1] ?? '';
    const answer = await browser.post(path, { token, version, ...fields });
    return { status: answer.status, page: await answer.text() };
  };
  const mai = { id: 'mai', name: 'Trần Thị Mai', agency: ward, role: 'officer', endsOn: '' };

  before(async () => {
    server = await backend(await testDatabase());
    const { db } = server.database;
    for (const [id, agency] of [
      ['quan-tri', ward],
      ['ban', openWard],
    ] as const) {
      await addOfficer(db, { id, name: `Quản trị ${id}`, agency, role: 'admin' });
      await setPassword(db, id, password);
    }
    admin = new Browser(server.app);
    await admin.signIn(password, {}, 'quan-tri');
    token = formTokenIn(await admin.page('/desk/officers'));
  });
  after(() => server.database.close());

  it('with a token that is shown once; the officer signs in and sets a password', async () => {
    const added = await send('/desk/officers', mai);
    assert.equal(added.status, 200);
    const [, secret = ''] = /Mã đăng nhập của Trần Thị Mai: ([\w-]+)/.exec(added.page) ?? [];
    assert.ok(!(await admin.page('/desk/officers')).includes(secret));
    const officer = new Browser(server.app);
    assert.equal((await officer.signIn(secret, {}, 'mai')).status, 303);
    assert.equal((await officer.open('/desk/dossiers')).headers.get('Location'), '/desk/account');
    assert.match(await admin.page('/desk/log?matter=office'), /thêm tài khoản/);
  });

  it('not twice under one name, elsewhere, or with what is no name, role or day', async () => {
    for (const [fields, why] of [
      [{}, /Tên đăng nhập này đã có người dùng/],
      [{ id: 'ban' }, /Tên đăng nhập này đã có người dùng/],
      [{ id: 'lan!' }, /Tên đăng nhập: chữ không dấu/],
      [{ id: 'lan', agency: openWard }, /không thuộc cơ quan của Ông\/Bà/],
      [{ id: 'lan', agency: '79' }, /không thuộc cơ quan của Ông\/Bà/],
      [{ id: 'lan', role: 'root' }, /Không có vai trò này/],
      [{ id: 'lan', name: '' }, /Xin nhập họ và tên/],
      [{ id: 'lan', endsOn: '2026-02-30' }, /Ngày hết hạn/],
      [{ id: 'lan', endsOn: '2020-01-01' }, /Ngày hết hạn/],
    ] as const) {
      const { status, page } = await send('/desk/officers', { ...mai, ...fields });
      assert.equal(status, 422);
      assert.match(page, why);
    }
    assert.equal(await account('lan'), undefined);
  });

  it('and change what they may: role, end, closed at once', async () => {
    await setPassword(server.database.db, 'mai', password);
    const officer = new Browser(server.app);
    await officer.signIn(password, {}, 'mai');
    assert.equal((await officer.open('/desk/log')).status, 403);
    assert.equal((await send('/desk/officers/mai', { ...mai, role: 'lead', active: '1' })).status, 303);
    assert.equal((await officer.open('/desk/log')).status, 200, 'the session goes on with the new role');
    assert.equal((await send('/desk/officers/mai', { ...mai, role: 'lead' })).status, 303);
    assert.equal((await officer.open('/desk/log')).status, 401, 'closed');
    assert.equal((await officer.signIn(password, {}, 'mai')).status, 401);
    assert.match(await admin.page('/desk/officers'), /đã khóa/);
    const { page } = await send('/desk/officers/mai/token', {});
    assert.match(page, /Mã đăng nhập của Trần Thị Mai/);
    assert.equal((await account('mai'))?.active, false, 'a new token does not open a closed account');
    const { detail } = await server.database.db
      .selectFrom('audit')
      .select('detail')
      .where('action', '=', 'officer.change')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    assert.deepEqual((detail as { before: object; after: object }).before, {
      ...{ name: mai.name, agency: ward, role: 'lead', endsOn: null, active: true, roles: {} },
    });
  });

  it('but the last one cannot lock themselves out', async () => {
    const self = { name: 'Quản trị', agency: ward, role: 'admin', endsOn: '', active: '1' };
    for (const [name, value] of [
      ['role', 'lead'],
      ['active', ''],
      ['endsOn', '2099-01-01'],
      ['in.officers', 'lead'],
    ] as const) {
      const { status, page } = await send('/desk/officers/quan-tri', { ...self, [name]: value });
      assert.equal(status, 422);
      assert.match(page, /quản trị viên cuối cùng của cơ quan/);
    }
    assert.deepEqual([(await account('quan-tri'))?.role, (await account('quan-tri'))?.active], ['admin', true]);
    await send('/desk/officers', { ...mai, id: 'hai', name: 'Phạm Hai', role: 'admin' });
    assert.equal((await send('/desk/officers/hai', { ...self, name: 'Phạm Hai', role: 'lead' })).status, 303);
  });

  it('with another role in single matters', async () => {
    const ha = { id: 'ha', name: 'Đỗ Thị Hà', agency: ward, role: 'officer', endsOn: '', 'in.duties': 'lead' };
    assert.equal((await send('/desk/officers', ha)).status, 200);
    await setPassword(server.database.db, 'ha', password);
    const officer = new Browser(server.app);
    await officer.signIn(password, {}, 'ha');
    assert.equal((await officer.open('/desk/duties')).status, 200);
    assert.equal((await officer.open('/desk/outbox')).status, 200);
    const page = await admin.page('/desk/officers/ha');
    assert.match(page, /<option value="lead" selected>\s*Phụ trách/);
    const { status } = await send('/desk/officers/ha', { ...ha, active: '1', 'in.duties': '', 'in.outbox': 'none' });
    assert.equal(status, 303);
    assert.deepEqual((await account('ha'))?.roles, { outbox: 'none' });
    assert.equal((await officer.open('/desk/outbox')).status, 403);
    assert.equal((await send('/desk/officers/ha', { ...ha, active: '1', 'in.outbox': 'chu' })).status, 422);
  });

  it('but nobody gives, or takes over, more than they may do themselves', async () => {
    const { db } = server.database;
    await addOfficer(
      db,
      { id: 'van-thu', name: 'Văn thư', agency: ward, role: 'reader' },
      { roles: { officers: 'admin', dossiers: 'none' } },
    );
    await setPassword(db, 'van-thu', password);
    const clerk = new Browser(server.app);
    await clerk.signIn(password, {}, 'van-thu');
    const own = formTokenIn(await clerk.page('/desk/officers'));
    const self = { token: own, name: 'Văn thư', agency: ward, endsOn: '', active: '1', 'in.officers': 'admin' };
    for (const [path, fields] of [
      ['/desk/officers/van-thu', { ...self, role: 'admin' }],
      ['/desk/officers/quan-tri', { ...self, name: 'Quản trị', role: 'reader' }],
      ['/desk/officers/quan-tri/token', { token: own }],
      ['/desk/officers', { ...mai, token: own, id: 'moi', role: 'officer' }],
      ['/desk/officers', { ...mai, token: own, id: 'moi', role: 'reader' }],
    ] as const) {
      const { status, page } = await send(path, fields, clerk);
      assert.equal(status, 422, path);
      assert.match(page, /quyền cao hơn quyền của mình/);
    }
    assert.equal(await account('moi'), undefined);
    assert.equal((await account('van-thu'))?.role, 'reader');
  });

  it('and do not undo what another admin has just changed', async () => {
    const form = { name: 'Lê Hai', agency: ward, role: 'lead', endsOn: '', active: '1' };
    const before = /name="version" value="(\w+)"/.exec(await admin.page('/desk/officers/hai'))?.[1] ?? '';
    assert.equal((await send('/desk/officers/hai', { ...form, active: '' })).status, 303);
    const late = await send('/desk/officers/hai', { ...form, version: before });
    assert.equal(late.status, 409);
    assert.match(late.page, /Có người vừa thay đổi/);
    assert.equal((await account('hai'))?.active, false);
  });

  it('and see nobody of another ward, as if there were none', async () => {
    const page = await admin.page('/desk/officers');
    assert.ok(!page.includes('Quản trị ban'));
    for (const path of ['/desk/officers/ban', '/desk/officers/ban/token', '/desk/officers/ai-do'])
      assert.equal((await send(path, { ...mai, active: '1' })).status, 404, path);
    assert.equal((await account('ban'))?.agency, openWard);
    const lead = new Browser(server.app);
    await addOfficer(server.database.db, { id: 'truong', name: 'Trưởng', agency: ward, role: 'lead' });
    await setPassword(server.database.db, 'truong', password);
    await lead.signIn(password, {}, 'truong');
    assert.equal((await lead.open('/desk/officers')).status, 403);
  });
});
