import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { addOfficer } from '../../../src/server/platform/officers.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { formTokenIn } from '../../support/desk.ts';
import { client, type IdentityProvider, lyingProvider, realProvider } from '../../support/identity-provider.ts';
import { Browser } from '../../support/officer-browser.ts';

const settings = ({ issuer }: IdentityProvider) => ({
  issuer,
  clientId: client.id,
  clientSecret: client.secret,
  claim: 'preferred_username',
  label: 'Tài khoản của Thành phố',
  publicUrl: 'http://localhost',
});

describe('Officers sign in at an identity provider', () => {
  let server: Backend;
  let real: IdentityProvider;
  let browser: Browser;

  const begin = async (who = browser, next = '/desk/log') => {
    const sent = await who.open(`/desk/oidc?${new URLSearchParams({ next })}`);
    assert.equal(sent.status, 302);
    return sent.headers.get('Location') ?? '';
  };
  const back = (who: Browser, url: string) => who.open(url.replace('http://localhost', ''));
  const reads = async (who: Browser) => (await who.open('/desk/dossiers')).status;

  before(async () => {
    real = await realProvider();
    server = await backend(await testDatabase(), { oidc: settings(real) });
  });
  beforeEach(async () => {
    server.at(monday);
    browser = new Browser(server.app);
    const { db } = server.database;
    await addOfficer(db, { id: 'thu', name: 'Lê Thị Thu', agency: ward, role: 'lead' });
    await db.updateTable('officer').set({ oidc_subject: null }).execute();
  });
  after(async () => {
    real.close();
    await server.database.close();
  });

  it('and are in their session, at the page that they wanted', async () => {
    assert.match(await browser.page('/desk/log'), /Tài khoản của Thành phố/);
    const came = await back(browser, await real.signIn(await begin(), 'thu'));
    assert.equal(came.status, 200);
    assert.match(await came.text(), /http-equiv="refresh" content="0;url=\/desk\/log"/);
    const [session, attempt] = ['motcua-desk', 'motcua-oidc'].map(name =>
      browser.set.find(line => line.startsWith(name)),
    );
    assert.match(session ?? '', /HttpOnly; SameSite=Strict/);
    assert.match(attempt ?? '', /Max-Age=0/);
    assert.equal(await reads(browser), 200, 'no password has to be set');
  });

  it('is refused to who has no account here, or one that has ended', async () => {
    const unknown = await back(browser, await real.signIn(await begin(), 'ai-do'));
    assert.equal(unknown.status, 403);
    assert.match(await unknown.text(), /chưa được cấp ở đây/);
    await addOfficer(
      server.database.db,
      { id: 'cu', name: 'Cũ', agency: ward, role: 'officer' },
      { endsOn: '2026-11-22' },
    );
    assert.equal((await back(browser, await real.signIn(await begin(), 'cu'))).status, 403);
    assert.equal(await reads(browser), 401);
  });

  it('is refused to somebody else of the same name later', async () => {
    const { db } = server.database;
    await db
      .updateTable('officer')
      .set({ oidc_subject: `${real.issuer}|nguoi-truoc` })
      .where('id', '=', 'thu')
      .execute();
    assert.equal((await back(browser, await real.signIn(await begin(), 'thu'))).status, 403);
  });

  it('is refused to who has a second account here under another name', async () => {
    const { db } = server.database;
    await addOfficer(db, { id: 'ten-cu', name: 'Tên cũ', agency: ward, role: 'officer' });
    await back(browser, await real.signIn(await begin(), 'thu'));
    const bound = db.selectFrom('officer').select('oidc_subject').where('id', '=', 'thu');
    const { oidc_subject } = await bound.executeTakeFirstOrThrow();
    await db.updateTable('officer').set({ oidc_subject: null }).where('id', '=', 'thu').execute();
    await db.updateTable('officer').set({ oidc_subject }).where('id', '=', 'ten-cu').execute();
    const answer = await back(browser, await real.signIn(await begin(), 'thu'));
    assert.equal(answer.status, 403);
    assert.match(await answer.text(), /chưa được cấp ở đây/);
  });

  it('does not work with a wrong state, in another browser, or twice', async () => {
    const url = await real.signIn(await begin(), 'thu');
    const forged = new URL(url);
    forged.searchParams.set('state', 'khac');
    assert.equal((await back(browser, forged.href)).status, 401);
    assert.equal((await back(browser, url)).status, 401, 'the attempt is over');
    const fresh = await real.signIn(await begin(), 'thu');
    assert.equal((await back(new Browser(server.app), fresh)).status, 401, 'another browser');
    assert.equal((await back(browser, fresh)).status, 200);
    assert.equal((await back(browser, fresh)).status, 401, 'a second time');
  });

  it('unlocks a session, and what was typed can be saved', async () => {
    await back(browser, await real.signIn(await begin(), 'thu'));
    const token = formTokenIn(await browser.page('/desk/account'));
    server.at(new Date(monday.getTime() + 20 * 60_000));
    const locked = await browser.post('/desk/account/counter', { token, counter: '26506.A' });
    assert.equal(locked.status, 401);
    const page = await locked.text();
    assert.match(page, /Màn hình đã khóa/);
    assert.match(page, /target="_blank"/);
    assert.ok(!page.includes('name="secret"'));
    assert.equal((await back(browser, await real.signIn(await begin(), 'thu'))).status, 200);
    const saved = await browser.post('/desk/account/counter', { token: formTokenIn(page), counter: '26506.A' });
    assert.equal(saved.status, 303);
  });

  it('says so when the provider cannot be reached, and the password still works', async () => {
    const { app } = await backend(server.database, { oidc: { ...settings(real), issuer: 'http://127.0.0.1:9' } });
    const answer = await new Browser(app).open('/desk/oidc');
    assert.equal(answer.status, 503);
    const page = await answer.text();
    assert.match(page, /Chưa nối được nơi đăng nhập chung/);
    assert.match(page, /name="secret"/);
  });

  describe('whose ID token is', () => {
    let lying: Awaited<ReturnType<typeof lyingProvider>>;
    before(async () => {
      lying = await lyingProvider();
    });
    after(() => lying.close());

    const now = () => Math.floor(Date.now() / 1000);
    const cases: Record<string, { lies(): typeof lying.lies; status: number }> = {
      right: { lies: () => ({}), status: 200 },
      unsigned: { lies: () => ({ signature: 'none' }), status: 401 },
      'signed with another key': { lies: () => ({ signature: 'other-key' }), status: 401 },
      'of another issuer': { lies: () => ({ claims: { iss: 'https://evil.example' } }), status: 401 },
      'for another client': { lies: () => ({ claims: { aud: 'khac' } }), status: 401 },
      'for another attempt (nonce)': { lies: () => ({ claims: { nonce: 'khac' } }), status: 401 },
      'without a nonce': { lies: () => ({ claims: { nonce: undefined } }), status: 401 },
      expired: { lies: () => ({ claims: { exp: now() - 600, iat: now() - 900 } }), status: 401 },
      'of a clock that is half a minute ahead': {
        lies: () => ({ claims: { iat: now() + 30, nbf: now() + 30 } }),
        status: 200,
      },
      'expired half a minute ago, by our clock': { lies: () => ({ claims: { exp: now() - 30 } }), status: 200 },
      'of a clock that is ten minutes ahead': {
        lies: () => ({ claims: { iat: now() + 600, nbf: now() + 600 } }),
        status: 401,
      },
      'without the claim that names the officer': {
        lies: () => ({ claims: { preferred_username: undefined } }),
        status: 403,
      },
      'with a number for a name': { lies: () => ({ claims: { preferred_username: 7 } }), status: 403 },
    };
    for (const [what, { lies, status }] of Object.entries(cases))
      it(`${what} ${status === 200 ? 'are let in' : 'are not let in'}`, async () => {
        const { app } = await backend(server.database, { oidc: settings(lying) });
        const own = new Browser(app);
        lying.lies = lies();
        const answer = await back(own, await lying.signIn(await begin(own), 'thu'));
        assert.equal(answer.status, status);
        assert.equal(await reads(own), status === 200 ? 200 : 401);
      });
  });
});
