import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, beforeEach, describe, it } from 'node:test';
import { sql } from 'kysely';
import { addOfficer, deactivateOfficer, setPassword } from '../../../src/server/platform/officers.ts';
import { backend, type Backend, question, refusal, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { formTokenIn } from '../../support/desk.ts';
import { Browser, password } from '../../support/officer-browser.ts';

const minutes = (count: number) => new Date(monday.getTime() + count * 60_000);

describe('Officers sign in', () => {
  let server: Backend;
  let browser: Browser;

  const log = () => server.database.db.selectFrom('audit').selectAll().orderBy('id').execute();
  const sessions = () => server.database.db.selectFrom('officer_session').selectAll().execute();
  const reads = async (who: Browser) => (await who.open('/desk/dossiers')).status;

  before(async () => {
    server = await backend(await testDatabase());
  });
  beforeEach(async () => {
    const { db } = server.database;
    server = await backend(server.database);
    browser = new Browser(server.app);
    await addOfficer(db, { id: 'thu', name: 'Lê Thị Thu', agency: ward, role: 'officer' });
    await setPassword(db, 'thu', password);
  });
  after(() => server.database.close());

  it('with a password; a wrong one keeps the name that was typed and says what to do', async () => {
    assert.equal(await reads(browser), 401);
    const wrong = await browser.signIn('mật khẩu sai');
    assert.equal(wrong.status, 401);
    const page = await wrong.text();
    assert.match(page, /Tên đăng nhập hoặc mật khẩu chưa đúng/);
    assert.match(page, /name="officer"\s+value="thu"/);
    assert.ok(!page.includes('mật khẩu sai'));
    const right = await browser.signIn();
    assert.deepEqual([right.status, right.headers.get('Location')], [303, '/desk']);
    assert.equal(await reads(browser), 200);
    assert.match(await browser.page('/desk/dossiers'), /Lê Thị Thu/);
    const entries = (await log()).map(({ action }) => action);
    assert.deepEqual(entries.slice(-2), ['sign-in.wrong', 'sign-in']);
  });

  it('with a token once, and then has to set a password', async () => {
    const token = await addOfficer(server.database.db, { id: 'moi', name: 'Mới', agency: ward, role: 'officer' });
    assert.equal((await browser.signIn(token, {}, 'moi')).status, 303);
    const sent = await browser.open('/desk/dossiers');
    assert.deepEqual([sent.status, sent.headers.get('Location')], [303, '/desk/account']);
    assert.equal((await new Browser(server.app).signIn(token, {}, 'moi')).status, 401, 'the token is used up');
    const form = await browser.page('/desk/account');
    const set = (fresh: string, again = fresh) =>
      browser.post('/desk/account/password', { token: formTokenIn(form), fresh, again });
    assert.equal((await set('ngắn')).status, 422);
    assert.equal((await set('moi moi moi')).status, 422, 'it contains the user name');
    assert.equal((await set(password, 'khác hẳn mật')).status, 422);
    assert.equal((await set(password)).status, 303);
    assert.equal(await reads(browser), 200);
    assert.equal((await new Browser(server.app).signIn(password, {}, 'moi')).status, 303);
  });

  it('not with a token of more than seven days ago', async () => {
    const token = await addOfficer(
      server.database.db,
      { id: 'moi', name: 'Mới', agency: ward, role: 'officer' },
      { now: minutes(-7 * 24 * 60 - 1) },
    );
    assert.equal((await browser.signIn(token, {}, 'moi')).status, 401);
  });

  it('with a cookie that scripts and other sites do not get, in a session of its own each time', async () => {
    browser.cookies.set('motcua-desk', 'planted');
    await browser.signIn();
    const [line = ''] = browser.set;
    assert.match(line, /^motcua-desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    assert.notEqual(browser.cookies.get('motcua-desk'), 'planted');
    const first = browser.cookies.get('motcua-desk')!;
    await browser.signIn();
    assert.notEqual(browser.cookies.get('motcua-desk'), first);
    const stolen = new Browser(server.app);
    stolen.cookies.set('motcua-desk', first);
    assert.equal(await reads(stolen), 401, 'the session of before has ended');
    const rows = await sessions();
    assert.ok(!JSON.stringify(rows).includes(first), 'only hashes are stored');
  });

  it('over https with a Secure cookie of the host, over http only on the machine itself', async () => {
    const proxied = await backend(server.database, { trustedProxies: 'any' });
    const https = new Browser(proxied.app, { 'X-Forwarded-Proto': 'https' }, 'http://motcua.phuong.gov.vn');
    await https.signIn();
    assert.match(https.set[0]!, /^__Host-motcua=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    assert.equal(await reads(https), 200);
    const http = new Browser(proxied.app, {}, 'http://motcua.phuong.gov.vn');
    const refused = await http.signIn();
    assert.equal(refused.status, 403);
    assert.match(await refused.text(), /phải mở qua https/);
    const untrusted = new Browser(server.app, { 'X-Forwarded-Proto': 'https' }, 'http://motcua.phuong.gov.vn');
    assert.equal((await untrusted.signIn()).status, 403, 'anyone can send this header');
  });

  it('so that the API never looks at the cookie', async () => {
    await browser.signIn();
    const ask = async (who: Browser) => {
      const wrong = { ...question(await server.code(42), 42), factor: { kind: 'phoneLast4', value: '9999' } };
      const answer = await who.open('/api/dossiers/read', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(wrong),
      });
      assert.deepEqual(answer.headers.getSetCookie(), []);
      return (await refusal(answer)).slug;
    };
    assert.equal(await ask(browser), 'dossier-not-found');
    assert.equal(await ask(new Browser(server.app)), 'dossier-not-found');
  });

  it('and no form of another site signs anybody in or changes anything', async () => {
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
    ] as Record<string, string>[])
      assert.equal(
        (await browser.post('/desk/sign-in', { officer: 'thu', secret: password }, headers)).status,
        403,
        JSON.stringify(headers),
      );
    await browser.signIn();
    const token = formTokenIn(await browser.page('/desk/account'));
    assert.equal((await browser.post('/desk/account/everywhere', {})).status, 403, 'without the token');
    const foreign = { 'Sec-Fetch-Site': 'cross-site' };
    assert.equal((await browser.post('/desk/account/everywhere', { token }, foreign)).status, 403);
    const other = new Browser(server.app);
    await other.signIn();
    const stranger = formTokenIn(await other.page('/desk/account'));
    assert.equal((await browser.post('/desk/sign-out', { token: stranger })).status, 403, 'of another session');
  });

  it('and scripts of their pages get problem details instead of a page', async () => {
    const json = { headers: { Accept: 'application/json' } };
    assert.deepEqual(await refusal(await browser.open('/desk/dossiers', json)), { slug: 'not-signed-in', status: 401 });
    await browser.signIn();
    assert.deepEqual(await refusal(await browser.open('/desk/log', json)), { slug: 'not-allowed', status: 403 });
    const answer = await browser.open('/desk/still-here');
    assert.equal(await answer.text(), formTokenIn(await browser.page('/desk/account')), 'which session it is');
  });

  it('and are led only to pages of the site', async () => {
    for (const next of [
      'https://evil.example',
      '//evil.example',
      '/desk/../x',
      '/desk/\\evil',
      '/api/x',
      '/desk/sign-in',
    ])
      assert.equal((await browser.signIn(password, { next })).headers.get('Location'), '/desk', next);
    const good = await browser.signIn(password, { next: '/desk/appointments?date=2026-11-25' });
    assert.equal(good.headers.get('Location'), '/desk/appointments?date=2026-11-25');
  });

  it('as often as they like while the database is away: that is nobody’s wrong password', async () => {
    const { db } = server.database;
    await sql`alter table officer rename to officer_away`.execute(db);
    for (let i = 0; i < 25; i++) assert.equal((await browser.signIn()).status, 500);
    await sql`alter table officer_away rename to officer`.execute(db);
    assert.equal((await browser.signIn()).status, 303);
  });

  it('a limited number of times with wrong passwords, for an account and for a network', async () => {
    const proxied = await backend(server.database, { trustedProxies: 'any' });
    const from = (address: string) => new Browser(proxied.app, { 'X-Forwarded-For': address });
    for (let i = 0; i < 20; i++) assert.equal((await from(`10.0.0.${i}`).signIn('sai')).status, 401);
    const locked = await from('10.0.1.1').signIn();
    assert.equal(locked.status, 429);
    assert.match(await locked.text(), /thử lại sau 15 phút/);
    await setPassword(server.database.db, 'binh', password);
    const some = from('10.0.2.1');
    for (let i = 0; i < 30; i++) await some.signIn('sai', {}, `nobody${i}`);
    assert.equal((await some.signIn(password, {}, 'nobody')).status, 429);
    proxied.at(minutes(16));
    assert.equal((await from('10.0.1.1').signIn()).status, 303);
  });

  describe('and the session', () => {
    beforeEach(() => browser.signIn());

    it('locks after 15 minutes without use, and loses nothing that was typed', async () => {
      server.at(minutes(10));
      const page = await browser.page('/desk/account');
      server.at(minutes(24));
      assert.equal(await reads(browser), 200, 'used meanwhile');
      server.at(minutes(40));
      const locked = await browser.open('/desk/dossiers?status=submitted');
      assert.equal(locked.status, 401);
      const asked = await locked.text();
      assert.match(asked, /Màn hình đã khóa/);
      assert.match(asked, /name="next" value="\/desk\/dossiers\?status=submitted"/);

      const sent = await browser.post('/desk/account/password', {
        token: formTokenIn(page),
        current: password,
        fresh: 'mật khẩu "mới" <của> tôi',
        again: 'mật khẩu "mới" <của> tôi',
      });
      assert.equal(sent.status, 401);
      const kept = await sent.text();
      assert.match(kept, /vẫn còn/);
      const replay = unescape(/name="replay" value="([^"]+)"/.exec(kept)?.[1] ?? '');
      assert.equal((await browser.signIn('sai', { replay })).status, 401);
      const unlocked = await (await browser.signIn(password, { replay })).text();
      assert.match(unlocked, /Lưu tiếp/);
      const fields = Object.fromEntries(
        [...unlocked.matchAll(/<textarea name="(\w+)" hidden>\n([^<]*)</g)].map(([, name = '', value = '']) => [
          name,
          unescape(value),
        ]),
      );
      assert.equal(fields['fresh'], 'mật khẩu "mới" <của> tôi');
      const saved = await browser.post('/desk/account/password', { token: formTokenIn(unlocked), ...fields });
      assert.equal(saved.status, 303);
      assert.equal((await new Browser(server.app).signIn('mật khẩu "mới" <của> tôi')).status, 303);
    });

    it('does not take input that no page of it has sent, nor that of somebody else', async () => {
      server.at(minutes(20));
      const forged = await (await browser.post('/desk/account/password', { token: 'x', fresh: 'x' })).text();
      assert.ok(!forged.includes('name="replay"'));
      const signed = await browser.signIn(password, {
        replay: 'x.["/desk/account/password",[["fresh","của kẻ khác"]]]',
      });
      assert.equal(signed.status, 303, 'unsigned input is dropped');
    });

    it('ends instead, when the computer is shared', async () => {
      await browser.signIn(password, { shared: '1' });
      server.at(minutes(16));
      const page = await browser.page('/desk/dossiers');
      assert.match(page, /Phiên làm việc đã hết/);
      assert.ok(!page.includes('Màn hình đã khóa'));
    });

    it('ends after twelve hours, however much it is used', async () => {
      for (let used = 10; used < 12 * 60; used += 10) {
        server.at(minutes(used));
        assert.equal(await reads(browser), 200);
      }
      server.at(minutes(12 * 60 + 1));
      assert.match(await browser.page('/desk/dossiers'), /Phiên làm việc đã hết/);
    });

    it('is not kept alive by scripts that refresh a page', async () => {
      for (let used = 2; used <= 14; used += 2) {
        server.at(minutes(used));
        await browser.open('/desk/dossiers', { headers: { 'X-Motcua-Background': '1' } });
      }
      server.at(minutes(16));
      assert.equal(await reads(browser), 401);
    });

    it('asks for the password again when another browser uses its cookie', async () => {
      const thief = new Browser(server.app, { 'User-Agent': 'Chrome' });
      thief.cookies.set('motcua-desk', browser.cookies.get('motcua-desk')!);
      const page = await thief.open('/desk/dossiers');
      assert.equal(page.status, 401);
      assert.ok(!(await page.text()).includes('H29.132'));
    });

    it('is over after the sign-out: nothing stays in the browser, and the cookie is worth nothing', async () => {
      const value = browser.cookies.get('motcua-desk')!;
      const page = await browser.open('/desk/dossiers');
      assert.equal(page.headers.get('Cache-Control'), 'no-store');
      const out = await browser.post('/desk/sign-out', { token: formTokenIn(await page.text()) });
      assert.deepEqual([out.status, out.headers.get('Location')], [303, '/desk/sign-in?signed-out']);
      assert.equal(out.headers.get('Clear-Site-Data'), '"cache", "storage"');
      assert.equal(browser.cookies.size, 0);
      browser.cookies.set('motcua-desk', value);
      assert.equal(await reads(browser), 401, 'replayed');
      assert.equal((await log()).at(-1)?.action, 'sign-out');
    });

    it('is over everywhere at once, by a press, a new password, or a deactivated account', async () => {
      const other = new Browser(server.app);
      await other.signIn();
      await browser.post('/desk/account/everywhere', { token: formTokenIn(await browser.page('/desk/account')) });
      assert.deepEqual([await reads(other), await reads(browser)], [401, 401]);

      await other.signIn();
      await browser.signIn();
      const token = formTokenIn(await browser.page('/desk/account'));
      const change = { token, current: password, fresh: 'một mật khẩu khác', again: 'một mật khẩu khác' };
      assert.equal((await browser.post('/desk/account/password', { ...change, current: 'sai' })).status, 422);
      assert.equal((await browser.post('/desk/account/password', change)).status, 303);
      assert.deepEqual([await reads(other), await reads(browser)], [401, 200]);

      await deactivateOfficer(server.database.db, 'thu');
      assert.equal(await reads(browser), 401);
      assert.equal((await browser.signIn('một mật khẩu khác')).status, 401);
      await assert.rejects(deactivateOfficer(server.database.db, 'nobody'), /no officer nobody/);
    });

    it('guards a change of the password against guesses', async () => {
      const token = formTokenIn(await browser.page('/desk/account'));
      const change = (current: string) =>
        browser.post('/desk/account/password', {
          token,
          current,
          fresh: 'một mật khẩu khác',
          again: 'một mật khẩu khác',
        });
      for (let i = 0; i < 20; i++) assert.match(await (await change(`sai ${i}`)).text(), /đang dùng chưa đúng/);
      const limited = await change(password);
      assert.equal(limited.status, 422);
      assert.match(await limited.text(), /Đã thử nhiều lần/);
      server.at(minutes(10));
      await browser.open('/desk/account');
      server.at(minutes(16));
      assert.equal((await change(password)).status, 303);
    });

    it('ends with the last day of the account, and follows the officer to another ward', async () => {
      const { db } = server.database;
      await db.updateTable('officer').set({ agency: '26575' }).where('id', '=', 'thu').execute();
      assert.ok(!(await browser.page('/desk/dossiers')).includes('H29.132'));
      await db.updateTable('officer').set({ ends_on: '2026-11-23' }).where('id', '=', 'thu').execute();
      assert.equal(await reads(browser), 200);
      server.at(minutes(24 * 60));
      await browser.signIn();
      assert.equal(await reads(browser), 401);
    });
  });

  it('and may do in a matter what their role there allows', async () => {
    const { db } = server.database;
    await addOfficer(
      db,
      { id: 'doc', name: 'Đọc', agency: ward, role: 'reader' },
      { roles: { log: 'lead', outbox: 'none', opinions: 'officer' } },
    );
    await setPassword(db, 'doc', password);
    await browser.signIn(password, {}, 'doc');
    const page = await browser.page('/desk/dossiers');
    assert.ok(page.includes('/desk/log') && !page.includes('/desk/outbox"') && !page.includes('/desk/doctor'));
    assert.equal((await browser.open('/desk/log')).status, 200);
    assert.equal((await browser.open('/desk/outbox')).status, 403);
    assert.equal((await browser.open('/desk/doctor')).status, 403);
    const token = formTokenIn(page);
    const dossier = await db.selectFrom('dossier').select('id').where('agency', '=', ward).executeTakeFirstOrThrow();
    assert.equal((await browser.post(`/desk/dossiers/${dossier.id}/move`, { token, to: 'processing' })).status, 403);
    const opinion = await db.selectFrom('opinion').select('id').where('agency', '=', ward).executeTakeFirst();
    if (opinion) assert.notEqual((await browser.post(`/desk/opinions/${opinion.id}/answer`, { token })).status, 403);
  });

  it('not with a role in a matter that does not exist: the command refuses a typing error', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['src/server/main.ts', 'officer', 'an', 'An', ward, 'officer', '--in', 'dossier=none'],
      { encoding: 'utf8', timeout: 30_000 },
    );
    assert.notEqual(status, 0);
    assert.match(stderr, /MATTER is one of .*dossiers/);
  });
});

const unescape = (text: string): string =>
  text
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
