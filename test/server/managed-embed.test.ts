import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Capabilities } from '../../src/contract/index.ts';
import { backend, type Backend, openWard, ward } from '../support/backend.ts';
import { monday, testDatabase } from '../support/database.ts';
import { type DeskOfficer, signedIn } from '../support/desk.ts';
import { eventually } from '../support/eventually.ts';

const later = (minutes: number) => new Date(monday.getTime() + minutes * 60_000);

describe('Widgets that an office manages', () => {
  let server: Backend;
  let admin: DeskOfficer;
  let city: DeskOfficer;
  before(async () => {
    server = await backend(await testDatabase());
    admin = await signedIn(server, 'ha', { role: 'admin' });
    city = await signedIn(server, 'tp', { agency: '79', role: 'admin' });
  });
  after(() => server.database.close());

  const ask = async (agency = ward, headers: Record<string, string> = {}, more = '') =>
    server.app.request(`/api/capabilities?agency=${agency}${more}`, { headers });
  const said = async (agency = ward) => ((await (await ask(agency)).json()) as Capabilities).widgets;
  const put = (who: DeskOfficer, fields: Record<string, string>) =>
    who.send('/desk/sites/notice', { tag: 'mc-status-lookup', state: 'notice', text: 'Đang bảo trì', ...fields });

  it('have nothing to say at first, and answers that caches keep for a minute', async () => {
    assert.equal(await said(), undefined);
    assert.match((await ask()).headers.get('Cache-Control') ?? '', /max-age=60$/);
  });

  it('say what the nearest agency says, until its time is over', async () => {
    assert.equal((await put(city, { tag: '*', state: 'paused', text: 'Cả thành phố bảo trì' })).status, 303);
    assert.equal((await put(city, { text: 'Tra cứu chậm' })).status, 303);
    assert.equal(
      (await put(admin, { state: 'paused', until: '2026-11-23T10:00', phone: '0254 385 0000', english: 'Paused' }))
        .status,
      303,
    );
    const own = {
      tag: 'mc-status-lookup',
      state: 'paused',
      until: '2026-11-23T10:00:00+07:00',
      phone: '0254 385 0000',
    };
    const all = { tag: '*', state: 'paused', text: { vi: 'Cả thành phố bảo trì' }, until: null, phone: null };
    assert.deepEqual(
      (await said())?.sort(byTag),
      [{ ...own, text: { vi: 'Đang bảo trì', en: 'Paused' } }, all].sort(byTag),
    );
    const ofCity = { tag: 'mc-status-lookup', state: 'notice', text: { vi: 'Tra cứu chậm' }, until: null, phone: null };
    assert.deepEqual((await said(openWard))?.sort(byTag), [ofCity, all].sort(byTag));
    // A pause from above holds whatever is said below.
    await put(city, { state: 'paused', text: 'Cả thành phố dừng tra cứu' });
    await put(admin, { text: 'Vẫn tra cứu được' });
    const above = { ...ofCity, state: 'paused', text: { vi: 'Cả thành phố dừng tra cứu' } };
    assert.deepEqual((await said())?.sort(byTag), [above, all].sort(byTag));
    await put(city, { text: 'Tra cứu chậm' });
    await put(admin, { state: 'paused', until: '2026-11-23T10:00', phone: '0254 385 0000', english: 'Paused' });
    server.at(later(61));
    assert.deepEqual((await said())?.sort(byTag), [ofCity, all].sort(byTag));
    server.at(monday);
    for (const who of [city, admin])
      for (const tag of ['*', 'mc-status-lookup']) await who.send('/desk/sites/clear', { tag });
    assert.equal(await said(), undefined);
  });

  it('are told what is wrong with a notice, and keep what was typed', async () => {
    for (const [fields, words] of [
      [{ tag: 'mc-else' }, 'Xin chọn tiện ích.'],
      [{ text: '' }, 'Xin ghi lý do'],
      [{ until: '2026-11-23T08:00' }, 'Thời điểm phải ở sau lúc này.'],
      [{ until: '9999999-11-23T08:00' }, 'Thời điểm phải ở sau lúc này.'],
    ] as const) {
      const { status, page } = await put(admin, { english: 'Typed <b>', ...fields });
      assert.equal(status, 422);
      assert.match(page, new RegExp(words));
      assert.match(page, /Typed &lt;b&gt;/);
    }
    const officer = await signedIn(server, 'thu');
    assert.ok((await put(officer, {})).status >= 400, 'only by admins');
  });

  it('are seen on the sites that carry them, and read there once an admin allows it', async () => {
    const origin = 'https://vungtau.example';
    const allowed = async () =>
      (await ask(ward, { Origin: origin }, '&version=0.1.0')).headers.get('Access-Control-Allow-Origin');
    assert.equal(await allowed(), null);
    for (const odd of ['null', 'file://', 'https://a.example/x', `https://${'a'.repeat(300)}.example`])
      await ask(ward, { Origin: odd });
    const seen = () => server.database.db.selectFrom('widget_site').select(['agency', 'origin', 'version']).execute();
    await eventually(async () => assert.deepEqual(await seen(), [{ agency: ward, origin, version: '0.1.0' }]));
    assert.match(await admin.open('/desk/sites'), /https:\/\/vungtau\.example[^]*Chưa được phép/);
    assert.equal((await admin.send('/desk/sites/allow', { origin: `${origin}/` })).status, 303);
    assert.equal(await allowed(), origin);
    assert.equal((await admin.send('/desk/sites/allow', { origin: 'https://a.example/path' })).status, 422);
    assert.equal((await admin.send('/desk/sites/refuse', { origin })).status, 303);
    assert.equal(await allowed(), null);
  });

  it('do not fill the database with origins that somebody makes up', async () => {
    for (let nth = 0; nth < 260; nth++) await ask(ward, { Origin: `https://a${nth}.example` });
    const seen = () => server.database.db.selectFrom('widget_site').select('origin').execute();
    await eventually(async () => assert.ok((await seen()).some(({ origin }) => origin === 'https://a259.example')));
    assert.ok((await seen()).length <= 200);
  });
});

const byTag = (a: { tag: string }, b: { tag: string }) => (a.tag < b.tag ? -1 : 1);
