import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { callNumber } from '../../../src/server/calls/index.ts';
import { backend, type Backend, openWard, refusal, ward } from '../../support/backend.ts';
import { mainPlace } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';
import { Device, goodStatus } from '../../support/screen.ts';

const minute = 60_000;
const later = (minutes: number) => new Date(monday.getTime() + minutes * minute);

describe('A screen of the hall', () => {
  let server: Backend;
  let officer: DeskOfficer;
  let elsewhere: DeskOfficer;

  const settings = { name: 'Ti vi tầng 1', place: mainPlace, playlist: '', page: '' };
  const pair = async (device: Device, more: Record<string, string> = {}) => {
    const { to } = await officer.send('/desk/screens/pair', { code: await device.code(), ...settings, ...more });
    return /\/desk\/screens\/([0-9a-f]{10})\?done$/.exec(to ?? '')?.[1] ?? '';
  };
  const rowOf = (id: string) =>
    server.database.db.selectFrom('screen').selectAll().where('id', '=', id).executeTakeFirst();

  before(async () => {
    server = await backend(await testDatabase(), { dist: 'dist' });
    officer = await signedIn(server, 'thu', { role: 'lead' });
    elsewhere = await signedIn(server, 'binh', { agency: openWard, role: 'lead' });
  });
  after(() => server.database.close());

  it('shows six digits and nothing of an office until an officer has typed them', async () => {
    const device = new Device(server);
    const text = await (await device.ask('state')).text();
    assert.match(text, /^\{"code":"\d{6}","expiresIn":900\}$/);
    assert.equal(JSON.parse(text).code, await device.code(), 'the code stays');
    assert.equal((await refusal(await device.ask('live'))).slug, 'not-signed-in');
    assert.equal((await refusal(await device.ask('events'))).slug, 'not-signed-in');

    const id = await pair(device);
    const state = await device.state();
    assert.equal(state.screen, id);
    assert.equal(state.office.name, 'Phường Vũng Tàu');
    assert.deepEqual(Object.keys(state.guides).sort(), [
      'chung-thuc-ban-sao',
      'dang-ky-khai-sinh',
      'tra-cuu-va-dat-lich',
    ]);
    assert.equal(state.segments.length, 1);
    assert.ok(state.duties.length > 0);
    const [chapter] = state.guides['dang-ky-khai-sinh']!.chapters;
    assert.equal(chapter!.qr.rows.length, Math.ceil(chapter!.qr.size / 4) * chapter!.qr.size);
  });

  it('shows its page under a wrong address, too, and no answer for programs', async () => {
    for (const path of ['/tv/doesnotexist', '/tv/0123456789']) {
      const answer = await server.app.request(path);
      assert.deepEqual([answer.status, answer.headers.get('Content-Type')], [200, 'text/html; charset=utf-8'], path);
    }
    assert.equal((await server.app.request('/tv/')).headers.get('Location'), '/tv');
    assert.equal((await server.app.request('/tv/a/b')).status, 404);
    assert.equal((await server.app.request('/tv/tv.map')).status, 404);
  });

  it('is refused a code that was mistyped, has expired, or was used', async () => {
    const device = new Device(server);
    const code = await device.code();
    const wrong = code === '000000' ? '000001' : '000000';
    const refused = await officer.send('/desk/screens/pair', { code: wrong, ...settings });
    assert.equal(refused.status, 422);
    assert.ok(refused.page.includes('Không có màn hình nào đang hiện mã này'));
    assert.ok(refused.page.includes('value="Ti vi tầng 1"'), 'what was typed stays');
    server.at(later(16));
    assert.equal((await officer.send('/desk/screens/pair', { code, ...settings })).status, 422);
    assert.notEqual(await device.code(), code, 'a new code is shown');
    server.at(monday);
    await pair(device);
    assert.equal((await officer.send('/desk/screens/pair', { code, ...settings })).status, 422);
  });

  it('shows nothing of the office any more once it was removed', async () => {
    const device = new Device(server);
    const id = await pair(device);
    await officer.send(`/desk/screens/${id}/unpair`, {});
    assert.equal(await rowOf(id), undefined);
    const answer = await (await device.ask('state')).text();
    assert.match(answer, /^\{"code":"\d{6}"/);
    assert.ok(!answer.includes('Vũng Tàu'));
    assert.equal((await device.ask('live')).status, 401);
    assert.equal((await device.report({ id: 'r', status: goodStatus, plays: [] })).status, 401);
  });

  it('keeps its settings when its device is replaced, and the old device shows nothing', async () => {
    const [old, fresh] = [new Device(server), new Device(server)];
    const id = await pair(old);
    const refused = await officer.send(`/desk/screens/${id}/device`, { code: '12' });
    assert.ok(refused.page.includes('Không có màn hình nào đang hiện mã này'));
    await officer.send(`/desk/screens/${id}/device`, { code: await fresh.code() });
    assert.equal((await rowOf(id))?.name, 'Ti vi tầng 1');
    assert.equal((await fresh.state()).screen, id);
    assert.match(await old.code(), /^\d{6}$/);
  });

  it('is seen, changed and removed by officers of its agency only', async () => {
    const id = await pair(new Device(server));
    assert.ok((await officer.open('/desk/screens')).includes(`/desk/screens/${id}`));
    assert.ok(!(await elsewhere.open('/desk/screens')).includes(id));
    for (const path of ['', '/preview', '/preview/state', '/preview/live'])
      assert.ok((await elsewhere.open(`/desk/screens/${id}${path}`)).includes('Không tìm thấy'), path);
    assert.equal((await elsewhere.send(`/desk/screens/${id}/unpair`, {})).status, 404);
    assert.equal((await elsewhere.send(`/desk/screens/${id}`, { version: '1', ...settings })).status, 404);
    assert.equal((await rowOf(id))?.name, 'Ti vi tầng 1');
  });

  it('is not overwritten by a form that is older than the last change', async () => {
    const id = await pair(new Device(server));
    await officer.send(`/desk/screens/${id}`, { version: '1', ...settings, name: 'Ti vi tầng 2' });
    const refused = await officer.send(`/desk/screens/${id}`, { version: '1', ...settings, name: 'Ti vi tầng 3' });
    assert.equal(refused.status, 409);
    assert.equal((await rowOf(id))?.name, 'Ti vi tầng 2');
  });

  it('is red in the list ten minutes after its last report', async () => {
    const device = new Device(server);
    const id = await pair(device, { name: 'Ti vi báo cáo' });
    const row = async () => {
      const page = await officer.open('/desk/screens');
      return page.slice(page.indexOf(`id="${id}"`)).split('</tr>')[0]!;
    };
    await device.report({ id: 'one', status: goodStatus, plays: [] });
    assert.ok((await row()).includes('vừa xong'));
    assert.ok((await row()).includes('3/3 video, 1,4 MB'));
    server.at(later(10));
    assert.ok(!(await row()).includes('Mất liên lạc'));
    server.at(later(11));
    assert.match(await row(), /tag stop.*Mất liên lạc.*11 phút trước/s);
    server.at(monday);
  });

  it('proves what it has shown by day, each report once, and only what can be true', async () => {
    const device = new Device(server);
    const id = await pair(device, { name: 'Ti vi đã phát' });
    const plays = [
      { day: '2026-11-23', guide: 'dang-ky-khai-sinh', plays: 4, seconds: 200 },
      { day: '2026-11-22', guide: 'dang-ky-khai-sinh', plays: 1, seconds: 61 },
      { day: '2026-11-30', guide: 'dang-ky-khai-sinh', plays: 9, seconds: 9 },
      { day: '2026-09-01', guide: 'dang-ky-khai-sinh', plays: 9, seconds: 9 },
      { day: '2026-11-23', guide: 'khong-co', plays: 9, seconds: 9 },
    ];
    for (const report of ['a', 'a', 'b'])
      assert.equal((await device.report({ id: report, status: goodStatus, plays })).status, 204);
    const stored = await server.database.db
      .selectFrom('screen_play')
      .select(['day', 'guide', 'plays', 'seconds'])
      .where('screen', '=', id)
      .orderBy('day')
      .execute();
    assert.deepEqual(stored, [
      { day: '2026-11-22', guide: 'dang-ky-khai-sinh', plays: 2, seconds: 122 },
      { day: '2026-11-23', guide: 'dang-ky-khai-sinh', plays: 8, seconds: 400 },
    ]);
    const page = await officer.open(`/desk/screens/${id}`);
    assert.match(page, /23\/11\/2026.*Đăng ký khai sinh.*>8<.*6:40/s);
  });

  it('is refused reports that are too large, no JSON, or out of bounds', async () => {
    const device = new Device(server);
    await pair(device);
    const status = { ...goodStatus, faults: -1 };
    const play = { day: '2026-11-23', guide: 'x', plays: 1, seconds: 1 };
    for (const report of [
      {},
      { id: 'x', status, plays: [] },
      { id: 'x', status: goodStatus, plays: [{ ...play, seconds: 1e9 }] },
      { id: 'x', status: goodStatus, plays: [{ ...play, day: '9999-12-31' }] },
      { id: 'x', status: goodStatus, plays: Array<object>(301).fill(play) },
    ])
      assert.equal((await refusal(await device.report(report))).slug, 'invalid-input');
    assert.equal((await device.ask('report', { method: 'POST', body: '{' })).status, 422);
    assert.equal((await device.report({ id: 'x'.repeat(70_000) })).status, 413);
  });

  it('gets an emergency message in two presses, until it ends', async () => {
    const device = new Device(server);
    await pair(device);
    assert.equal((await device.live()).message, null);
    const empty = await officer.send('/desk/screens/message', { text: '', minutes: '30' });
    assert.ok(empty.page.includes('Xin ghi nội dung thông báo.'));
    await officer.send('/desk/screens/message', { text: 'Mất điện, mời bà con chờ ít phút.', minutes: '30' });
    const { message } = await device.live();
    assert.equal(message?.text, 'Mất điện, mời bà con chờ ít phút.');
    assert.equal(message?.until, later(30).getTime());
    assert.ok((await officer.open('/desk/screens')).includes('Đang hiện trên mọi màn hình đến'));
    assert.ok(!(await elsewhere.open('/desk/screens')).includes('Mất điện'));
    server.at(later(31));
    assert.equal((await device.live()).message, null);
    server.at(monday);
    await officer.send('/desk/screens/message/end', {});
    assert.equal((await device.live()).message, null);
  });

  it('follows a playlist by hour, and shows another guide when it is changed', async () => {
    const device = new Device(server);
    const fields = {
      name: 'Ngày thường',
      ...{ 'blocks.0.kind': 'default', 'blocks.0.days': 'all', 'blocks.0.guides.0.id': 'tra-cuu-va-dat-lich' },
      ...{ 'blocks.1.kind': 'time', 'blocks.1.from': '08:00', 'blocks.1.to': '10:00' },
      ...{ 'blocks.1.days': 'working', 'blocks.1.guides.0.id': 'dang-ky-khai-sinh' },
      'blocks.1.guides.1.id': 'chung-thuc-ban-sao',
    };
    const { to } = await officer.send('/desk/screens/playlists/new', fields);
    const playlist = /playlists\/([\w-]{36})/.exec(to ?? '')![1]!;
    await pair(device, { playlist });
    const at = async (time: string) => {
      const now = Date.parse(`2026-11-23T${time}:00+07:00`);
      return (await device.state()).segments.find(({ from, to }) => from <= now && now < to)?.guides.join();
    };
    assert.equal(await at('07:00'), 'tra-cuu-va-dat-lich');
    assert.equal(await at('09:00'), 'dang-ky-khai-sinh,chung-thuc-ban-sao');
    const page = await officer.open(`/desk/screens/playlists/${playlist}?date=2026-11-23`);
    assert.match(page, /08:00–10:00.*Theo giờ.*Đăng ký khai sinh cho con, Chứng thực bản sao/s);
    assert.ok((await officer.open(`/desk/screens/playlists/${playlist}?date=2026-11-24`)).includes('00:00–24:00'));

    const changed = { ...fields, version: '1', 'blocks.1.from': '09:30' };
    await officer.send(`/desk/screens/playlists/${playlist}`, changed);
    assert.equal(await at('09:00'), 'tra-cuu-va-dat-lich');
    const old = await officer.send(`/desk/screens/playlists/${playlist}`, changed);
    assert.equal(old.status, 409);
    assert.equal((await elsewhere.send(`/desk/screens/playlists/${playlist}`, changed)).status, 404);
    await officer.send(`/desk/screens/playlists/${playlist}/delete`, {});
    assert.equal(Object.keys((await device.state()).guides).length, 3, 'all guides again');
  });

  it('has playlists whose mistakes are told by name', async () => {
    const { page, status } = await officer.send('/desk/screens/playlists/new', {
      name: '',
      ...{ 'blocks.0.kind': 'time', 'blocks.0.from': '25:00', 'blocks.0.since': '2026-12-02' },
      ...{ 'blocks.0.until': '2026-12-01', 'blocks.0.guides.0.id': '' },
      ...{ 'blocks.2.kind': 'time', 'blocks.2.from': '08:00', 'blocks.2.guides.0.id': 'nowhere' },
    });
    assert.equal(status, 422);
    const told = page.replace(/\s+/g, ' ');
    for (const words of ['Xin đặt tên.', 'Giờ phải ghi như 07:30. “Phần 1”', 'Ngày cuối phải sau ngày đầu. “Phần 1”'])
      assert.ok(told.includes(words), words);
    assert.ok(told.includes('Xin ghi cả giờ bắt đầu và giờ kết thúc. “Phần 3”'));
    assert.ok(told.includes('Video này không có, hoặc không còn được xem. “Phần 3”'));
    const empty = await officer.send('/desk/screens/playlists/new', { name: 'Trống' });
    assert.ok(empty.page.includes('Danh sách cần ít nhất'));
  });

  it('plays what is broken as far as it goes: without captions or steps, of hours, one of 500', async () => {
    const { db } = server.database;
    const guide = {
      ...{ agency: ward, procedure: null, paper_times: '{}', valid_to: null, reviewed_at: '2026-11-01' },
      ...{ state: 'published' as const, created_at: new Date() },
    };
    await db
      .insertInto('guide')
      .values(
        Array.from({ length: 500 }, (_, i) => ({
          ...guide,
          id: `many-${i}`,
          title: JSON.stringify({ vi: `Hướng dẫn số ${i}` }),
          folded: `aa so ${String(i).padStart(3, '0')}`,
          // A film of three hours, from before there was a limit.
          seconds: i ? 60 : 3 * 3600,
          chapters: '[]',
        })),
      )
      .execute();
    await sql`insert into guide_file (guide, name, kind, type, bytes, data)
      select guide.id, name, kind, type, bytes, data from guide_file, guide
      where guide_file.guide = 'tra-cuu-va-dat-lich' and guide.id like 'many-%'`.execute(db);
    const device = new Device(server);
    await pair(device);
    const state = await device.state();
    const guides = Object.values(state.guides);
    assert.equal(guides.length, 60, 'as many as come round');
    assert.equal(guides.find(({ seconds }) => seconds > 3600)?.cues.length, 0);
    assert.ok(JSON.stringify(state).length < 200_000);
    const page = await officer.open('/desk/screens/playlists/new');
    assert.equal(page.split('Hướng dẫn số 499').length, 2, 'offered, in one list');
    assert.ok((await officer.open('/desk/guides')).includes('Hướng dẫn số 499'));
    await db.deleteFrom('guide').where('id', 'like', 'many-%').execute();
  });

  it('no longer gets a guide that was withdrawn', async () => {
    const device = new Device(server);
    await pair(device);
    const { db } = server.database;
    await db.updateTable('guide').set({ state: 'withdrawn' }).where('id', '=', 'dang-ky-khai-sinh').execute();
    const state = await device.state();
    assert.ok(!state.guides['dang-ky-khai-sinh']);
    assert.ok(!state.segments.some(({ guides }) => guides.includes('dang-ky-khai-sinh')));
    await db.updateTable('guide').set({ state: 'published' }).where('id', '=', 'dang-ky-khai-sinh').execute();
  });

  it('is told of calls and messages by its stream, of another place once that is set, and of its removal', async () => {
    const device = new Device(server);
    const id = await pair(device);
    const reader = (await device.ask('events')).body!.pipeThrough(new TextDecoderStream()).getReader();
    let told = '';
    const hears = async (words: RegExp) => {
      told = '';
      while (!words.test(told)) {
        const { value, done } = await reader.read();
        assert.ok(!done, `the stream ended before ${words}`);
        told += value;
      }
    };
    const call = (place: string, number: string) =>
      server.database.db
        .transaction()
        .execute(tx => callNumber(tx, { agency: ward, place, number, counterName: '3' }, monday));
    await hears(/event: live/);
    for (const number of ['A001', 'A002', 'A003', 'A004', 'A005']) await call(mainPlace, number);
    await hears(/A005.*A004.*A003.*A002.*A001/);
    const other = '26506.2';
    await officer.send(`/desk/screens/${id}`, { version: '1', ...settings, place: other });
    await hears(/event: state/);
    await call(mainPlace, 'B001');
    await call(other, 'B002');
    await hears(/B002/);
    assert.ok(!told.includes('B001'));
    await officer.send(`/desk/screens/${id}/unpair`, {});
    for (let ended = false; !ended;) ended = (await reader.read()).done;
  });

  it('refuses a page whose address makes no QR code', async () => {
    const id = await pair(new Device(server));
    const page = `https://portal.example/${'x'.repeat(300)}`;
    assert.equal((await officer.send(`/desk/screens/${id}`, { version: '1', ...settings, page })).status, 422);
  });

  it('may come from anywhere: codes run out before the table is full, and of one network sooner', async () => {
    const codes = [];
    for (let i = 0; i < 61; i++) {
      const device = new Device(server);
      if (i % 2) device.cookie = `motcua-tv=${'x'.repeat(i)}`;
      codes.push((await device.ask('state')).status);
    }
    assert.equal(codes.filter(status => status === 429).length > 0, true);
    assert.equal(codes[0], 200);
  });
});
