import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Slot } from '../../../src/contract/index.ts';
import { addOfficer, setPassword } from '../../../src/server/platform/officers.ts';
import { backend, type Backend, openWard, ward } from '../../support/backend.ts';
import { book, dayOfSlots } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';
import { formTokenIn } from '../../support/desk.ts';
import { Browser, password } from '../../support/officer-browser.ts';

const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

interface Sent {
  status: number;
  page: string;
  words: string;
}

describe('The office file in the officers’ site', () => {
  let server: Backend;
  let admin: Browser;
  let token: string;

  const signedIn = async (id: string, agency: string, role: 'admin' | 'lead') => {
    await addOfficer(server.database.db, { id, name: id, agency, role });
    await setPassword(server.database.db, id, password);
    const browser = new Browser(server.app);
    assert.equal((await browser.signIn(password, {}, id)).status, 303);
    return browser;
  };
  const shown = (page: string) => unescaped(/<textarea id="text"[^>]*>\n([^<]*)/.exec(page)?.[1] ?? '');
  const send = async (fields: Record<string, string>, browser = admin): Promise<Sent> => {
    if (fields['action'] === 'apply' && fields['plan'] === undefined) {
      // Only what was looked at is applied.
      const { status, page, words } = await send({ ...fields, action: 'preview' }, browser);
      const plan = /name="plan" value="(\w+)"/.exec(page)?.[1];
      return plan ? send({ ...fields, plan }, browser) : { status, page, words };
    }
    const body = new FormData();
    for (const [name, value] of Object.entries({ token, ...fields })) body.set(name, value);
    const answer = await browser.open('/desk/office/file', { method: 'POST', body });
    const page = await answer.text();
    return { status: answer.status, page, words: page.replace(/\s+/g, ' ') };
  };

  before(async () => {
    server = await backend(await testDatabase());
    admin = await signedIn('quan-tri', ward, 'admin');
    token = formTokenIn(await admin.page('/desk/office/file'));
  });
  after(() => server.database.close());

  it('is open to admins only, and holds the own agency and those below', async () => {
    const lead = await signedIn('lanh-dao', ward, 'lead');
    assert.equal((await lead.open('/desk/office/file')).status, 403);
    assert.ok(!(await lead.page('/desk/dossiers')).includes('/desk/office"'));
    const text = shown(await admin.page('/desk/office/file'));
    assert.match(text, /Phường Vũng Tàu/);
    assert.ok(!text.includes(`id: "${openWard}"`));
    const file = await admin.open('/desk/office/file/office.yaml');
    assert.match(file.headers.get('Content-Disposition') ?? '', /office\.yaml/);
    assert.equal(await file.text(), text);
  });

  it('shows what a change would do before it is done; booked appointments need a reason', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-15')) as [Slot];
    await book(server, slot.id);
    const text = shown(await admin.page('/desk/office/file')).replace(
      /^( +)phone: .*$/m,
      '$1phone: 0254 385 9999\n$1calendar:\n$1  - { date: 2026-12-15, type: swapOff, name: { vi: Nghỉ bão } }',
    );
    const planned = await send({ text, action: 'preview' });
    assert.equal(planned.status, 200);
    assert.match(planned.words, /sửa cơ quan <strong>Phường Vũng Tàu \(26506\)<\/strong>: số điện thoại/);
    assert.match(planned.words, /thêm ngày đặc biệt <strong>15\/12\/2026<\/strong>/);
    const [, count = ''] = /(\d+) lịch hẹn đã đặt sẽ bị hủy/.exec(planned.page) ?? [];
    assert.ok(Number(count) > 0);
    assert.equal((await send({ text, action: 'apply', confirm: count, reason: '' })).status, 409);
    const other = await send({ text, action: 'apply', confirm: '0', reason: 'Bão' });
    assert.equal(other.status, 409);
    assert.match(other.page, /Vừa có người đặt, hủy lịch hoặc sửa cài đặt/);
    assert.equal(shown(other.page), text.trim(), 'what was typed is kept');
    const done = await send({ text, action: 'apply', confirm: count, reason: 'Bão' });
    assert.equal(done.status, 200);
    assert.match(done.page, /Đã làm 2 thay đổi/);
    assert.match(shown(done.page), /0254 385 9999/);
    assert.match(await admin.page('/desk/log'), /đổi cài đặt cơ quan/);
  });

  it('is applied only as it was looked at', async () => {
    const text = shown(await admin.page('/desk/office/file')).replace('name: Quầy chứng thực', 'name: Quầy A');
    const { page } = await send({ text, action: 'preview' });
    const plan = /name="plan" value="(\w+)"/.exec(page)?.[1] ?? '';
    await server.database.db.updateTable('place').set({ phone: '0254 385 7777' }).where('id', '=', '26506.1').execute();
    const stale = await send({ text, action: 'apply', plan });
    assert.equal(stale.status, 409);
    assert.match(stale.words, /sửa cài đặt: xin xem lại những gì sẽ thay đổi/);
    assert.match(stale.words, /sửa địa điểm .*: số điện thoại/);
    const { phone } = await server.database.db
      .selectFrom('place')
      .select('phone')
      .where('id', '=', '26506.1')
      .executeTakeFirstOrThrow();
    assert.equal(phone, '0254 385 7777');
  });

  it('tells mistakes with their line, and keeps what was typed', async () => {
    const text = shown(await admin.page('/desk/office/file')).replace('letter: A', 'letter: quầy <b>');
    const { status, page } = await send({ text, action: 'preview' });
    assert.equal(status, 422);
    assert.match(
      page,
      /dòng \d+, agencies\[0\]\.places\[0\]\.counters\[0\]\.letter: phải là một hoặc hai chữ cái in hoa/,
    );
    assert.equal(shown(page), text.trim());
  });

  it('is not read in another encoding than UTF-8', async () => {
    const body = new FormData();
    body.set('token', token);
    body.set('file', new File([new Uint8Array([0x6d, 0xf4, 0x74])], 'office.yaml'));
    const answer = await admin.open('/desk/office/file', { method: 'POST', body });
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /không dùng bảng mã UTF-8/);
  });

  it('changes no other agency, no procedure that others use, and does not move the own one', async () => {
    const text = shown(await admin.page('/desk/office/file'));
    const foreign = `motcua: 1\nagencies:\n  - { id: "${openWard}", name: Bị chiếm, kind: ward, parent: "79" }\n`;
    for (const [changed, why] of [
      [foreign, /“26526” không thuộc cơ quan của Ông\/Bà/],
      ['motcua: 1\nagencies:\n  - { id: moi, name: Mới, kind: ward, parent: "79" }\n', /không thuộc cơ quan/],
      [text.replace('parent: "79"', `parent: "${openWard}"`), /không thuộc cơ quan/],
      [
        text
          .replace(
            /^motcua: 1\n/,
            `motcua: 1\nprocedures:\n  - { code: "2.000815", name: Khác, shortName: Khác, field: Khác, synonyms: [], components: [], term: null, fees: [], presence: null, onlineMode: none, validFrom: null, replacedBy: null, confirmed: true }\n`,
          )
          .replace(/^procedures:\n(?! {2}- \{)(?: .*\n)+/m, ''),
        /cơ quan khác cũng dùng thủ tục “2\.000815”/,
      ],
    ] as const) {
      const { status, page } = await send({ text: changed, action: 'apply', confirm: '0' });
      assert.equal(status, 422, page);
      assert.match(page, why);
    }
    const below = text.replace(
      /^agencies:\n/m,
      `agencies:\n  - { id: 26506.kp, name: Khu phố 1, kind: hamlet, parent: "${ward}" }\n`,
    );
    assert.match((await send({ text: below, action: 'apply', confirm: '0' })).page, /Đã làm 1 thay đổi/);
    assert.match(shown(await admin.page('/desk/office/file')), /Khu phố 1/);
  });
});
