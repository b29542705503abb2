import ICAL from 'ical.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { dutyList, Output } from '../../../src/contract/index.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

type Roster = Output<typeof dutyList>;

describe('A duty roster', () => {
  let server: Backend;
  let desk: DeskOfficer;
  const read = async (query = '') =>
    (await (await server.get(`/api/agencies/${ward}/duties${query}`)).json()) as Roster;
  const said = ({ duties }: Roster, day: string, place = '26506.1') =>
    duties
      .filter(duty => duty.place === place && duty.start.startsWith(day))
      .map(({ start, end, team, helpers }) => `${start.slice(11, 16)}-${end.slice(11, 16)} ${team.vi}: ${helpers}`);
  /** A turn as the page names it. */
  const turn = async (place: string, date: string, opens: string) => {
    const { id, version } = await server.database.db
      .selectFrom('duty')
      .select(['id', 'version'])
      .where('place', '=', place)
      .where('date', '=', date)
      .where('opens', '=', opens)
      .executeTakeFirstOrThrow();
    return `${id}:${version}`;
  };
  const plan = {
    place: '26506.1',
    from: '2027-01-04',
    until: '2027-01-15',
    weekdays: 'T2, Thứ Năm',
    opens: '07:30',
    closes: '11:00',
    team: 'doan',
    helpers: 'Bình, Thu Hà',
    tasks: 'Quét giấy tờ',
    languages: 'tieng khmer',
  };

  before(async () => {
    server = await backend(await testDatabase());
    desk = await signedIn(server);
  });
  after(() => server.database.close());

  it('says who is on duty for two weeks, at which place, with first names only', async () => {
    const roster = await read();
    assert.deepEqual([roster.from, roster.to], ['2026-11-23', '2026-12-06']);
    assert.deepEqual(said(roster, '2026-11-23'), [
      '07:30-11:30 Đoàn Thanh niên: Minh,Hoa',
      '13:00-16:30 Mặt trận Tổ quốc: Phúc',
    ]);
    const [main, , point] = roster.points;
    assert.ok(main?.equipment.some(({ id, label }) => id === 'wheelchair' && label.vi === 'Lối đi xe lăn'));
    assert.deepEqual([main?.desk, point?.desk], [true, false]);
    const { sessions } = roster;
    assert.deepEqual([sessions[0]?.name.vi, sessions[0]?.start], ['Bàn viết giúp', '2026-11-23T07:30:00+07:00']);
    assert.ok(!(await read('?place=26506.2')).duties.some(({ place }) => place !== '26506.2'));
    assert.ok(!(await (await server.get(`/api/agencies/${ward}`)).text()).includes('Nhà văn hóa'));
  });

  it('has nobody on a day off, and says which day it is', async () => {
    const roster = await read();
    assert.deepEqual(said(roster, '2026-11-24'), []);
    assert.deepEqual(roster.days, [{ date: '2026-11-24', type: 'holiday', name: { vi: 'Ngày Văn hóa Việt Nam' } }]);
  });

  it('is not offered where no agency above has one', async () => {
    await server.database.db
      .insertInto('agency')
      .values({
        id: '99',
        parent: null,
        kind: 'province',
        name: 'Tỉnh khác',
        former_names: '[]',
        folded: '',
        phone: null,
        valid_from: null,
        valid_to: null,
        settings: '{}',
        formal_channels: '[]',
      })
      .execute();
    assert.deepEqual(await refusal(await server.get('/api/agencies/99/duties')), { slug: 'not-offered', status: 409 });
    assert.deepEqual(await refusal(await server.get('/api/agencies/98/duties')), {
      slug: 'agency-not-found',
      status: 404,
    });
  });

  it('is not asked for years ahead', async () => {
    assert.equal((await server.get(`/api/agencies/${ward}/duties?from=9999-12-25`)).status, 422);
    assert.equal((await server.get(`/api/agencies/${ward}/duties?from=0001-01-01`)).status, 422);
  });

  it('is a feed that calendars read', async () => {
    const { feed = '' } = await read('?place=26506.1');
    const answer = await server.get(`/api/${feed}`);
    assert.equal(answer.headers.get('Content-Type'), 'text/calendar; charset=utf-8');
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()) as unknown[]);
    const events = calendar.getAllSubcomponents('vevent').map(event => new ICAL.Event(event));
    const first = events.find(({ startDate }) => startDate.toJSDate().toISOString() === '2026-11-23T00:30:00.000Z');
    assert.equal(first?.summary, 'Đoàn Thanh niên: Minh, Hoa');
    assert.match(first?.location ?? '', /^Trung tâm Phục vụ hành chính công Phường Vũng Tàu/);
    assert.equal((await server.get('/api/agencies/%00/duties.ics')).status, 422);
  });

  it('is planned for the weekdays that are written, without days off', async () => {
    assert.equal((await desk.send('/desk/duties', plan)).status, 303);
    const roster = await read('?from=2027-01-04&to=2027-01-17');
    const days = roster.duties
      .filter(({ helpers }) => helpers.includes('Thu Hà'))
      .map(({ start }) => start.slice(0, 10));
    assert.deepEqual(days, ['2027-01-04', '2027-01-07', '2027-01-11', '2027-01-14']);
    const [duty] = roster.duties.filter(({ helpers }) => helpers.includes('Bình'));
    assert.deepEqual(
      [duty?.tasks, duty?.languages],
      [[{ vi: 'Quét giấy tờ', en: 'Scanning papers' }], [{ vi: 'Tiếng Khmer', en: 'Khmer' }]],
    );
    const tet = { ...plan, from: '2027-02-05', until: '2027-02-09', weekdays: '' };
    const { status, page } = await desk.send('/desk/duties', tet);
    assert.equal(status, 422);
    assert.ok(page.includes('Những ngày này đều là ngày nghỉ'));
  });

  for (const [what, change, words] of [
    ['a family name', { helpers: 'Nguyễn Văn Bình' }, 'Chỉ ghi tên'],
    ['a family name and a first one', { helpers: 'Bình, Nguyễn Hoa' }, 'Chỉ ghi tên'],
    ['a phone number', { helpers: '0912345678' }, 'Chỉ ghi tên'],
    ['an unknown team', { team: 'clb' }, 'Không có đội này'],
    ['an end before its beginning', { closes: '07:00' }, 'Giờ kết thúc phải sau'],
    ['a past day', { from: '2026-11-20' }, 'ngày này đã qua'],
    ['a day that there is not', { from: '31/02/2027' }, 'ngày không có thật'],
    ['a bare number as a weekday', { weekdays: '2, 4' }, 'ghi như T2, T4, CN'],
    ['a place of others', { place: '26590.1' }, 'Không có điểm này'],
  ] as const)
    it(`is not planned with ${what}, and what was typed stays`, async () => {
      const { status, page } = await desk.send('/desk/duties', { ...plan, ...change });
      assert.equal(status, 422);
      assert.ok(page.includes(words), words);
      const { opens, helpers } = { ...plan, ...change };
      for (const value of [opens, helpers]) assert.ok(page.includes(`value="${value}"`), value);
    });

  it('comes from a spreadsheet: bad rows are told with their line and reason, the rest is there', async () => {
    const file = [
      '\uFEFFĐiểm;Từ ngày;Đến ngày;Thứ;Từ giờ;Đến giờ;Đội;Tên;Việc',
      'Trung tâm Phục vụ hành chính công Phường Vũng Tàu;01/03/2027;31/03/2027;T3;7h30;11h30;Hội Phụ nữ;"Mai, Đào";Viết giúp đơn, tờ khai',
      '26506.2;02/03/2027;;;13:00;16:00;đoàn thanh niên;Sơn;',
      ';;;;;;;;',
      '26506.2;30/02/2027;;;13:00;16:00;Đoàn Thanh niên;Sơn;',
      '26506.9;03/03/2027;;;13:00;16:00;Đoàn Thanh niên;Sơn;',
      '26506.2;03/03/2027;;;13:00;12:00;Đoàn Thanh niên;Sơn;',
      '26506.2;30/02/2027;;;trưa;12:00;Đoàn Thanh niên;Nguyễn Văn Sơn;',
    ].join('\r\n');
    const { status, page } = await desk.upload('/desk/duties/import', file);
    assert.equal(status, 200);
    for (const words of [
      'Đã nhập 1 dòng',
      'Dòng 2: Không có việc này',
      'Dòng 5: Từ ngày',
      'Dòng 6: Không có điểm',
      'Dòng 7: Giờ kết thúc',
      'Dòng 8: Từ ngày: ngày không có thật, ví dụ đúng: 03/12/2026. Từ giờ: ghi như 7:30 hoặc 7h30. Chỉ ghi tên',
    ])
      assert.ok(page.includes(words), words);
    assert.deepEqual(said(await read('?from=2027-03-02&to=2027-03-02'), '2027-03-02', '26506.2'), [
      '13:00-16:00 Đoàn Thanh niên: Sơn',
    ]);
    // Once more, with another name: the turn exists once.
    await desk.upload('/desk/duties/import', file.replace('Sơn', 'Tùng'));
    assert.deepEqual(said(await read('?from=2027-03-02&to=2027-03-02'), '2027-03-02', '26506.2'), [
      '13:00-16:00 Đoàn Thanh niên: Tùng',
    ]);
  });

  it('of a whole year at every place does not fill the table from one file', async () => {
    const head = 'Điểm;Từ ngày;Đến ngày;Từ giờ;Đến giờ;Đội';
    const line = (i: number) =>
      `26506.2;24/11/2026;20/11/2027;${String(6 + (i % 4)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')};20:${String(i % 60).padStart(2, '0')};Đoàn Thanh niên`;
    const lines = Array.from({ length: 300 }, (_, i) => line(i));
    const counted = async () => (await server.database.db.selectFrom('duty').select('id').execute()).length;
    const before = await counted();
    const { status, page } = await desk.upload('/desk/duties/import', [head, ...lines].join('\n'));
    assert.equal(status, 200);
    assert.match(page, /Tệp này xếp quá 5000 ca/);
    assert.ok((await counted()) - before <= 5000, String((await counted()) - before));
    const long = await desk.upload(
      '/desk/duties/import',
      [head, ...Array.from({ length: 1001 }, () => line(0))].join('\n'),
    );
    assert.equal(long.status, 422);
    assert.match(long.page, /nhiều nhất 1000 dòng/);
    await server.database.db
      .deleteFrom('duty')
      .where('opens', 'not in', ['07:30', '13:00', '13:30', '08:00'])
      .execute();
  });

  for (const [what, file, words] of [
    ['without a column', 'Điểm,Từ ngày\n1,2', '“Từ giờ”'],
    ['with nothing but its header', 'Điểm,Từ ngày,Từ giờ,Đến giờ,Đội', 'không có dòng nào'],
    ['that is no table', '"Điểm,Từ ngày\n"x', 'không đọc được'],
    [
      'with a character that cannot be stored',
      'Điểm,Từ ngày,Từ giờ,Đến giờ,Đội\n\u0000,,,,',
      'không dùng bảng mã Unicode',
    ],
    ['in another encoding', new Uint8Array([0xd0, 0x69, 0xea, 0xcc, 0x6d]), 'không dùng bảng mã Unicode'],
  ] as const)
    it(`tells what is wrong with a file ${what}`, async () => {
      const { status, page } = await desk.upload('/desk/duties/import', file);
      assert.equal(status, 422);
      assert.ok(page.includes(words), page.slice(page.indexOf('problem'), page.indexOf('problem') + 400));
    });

  it('is swapped: each team comes when the other was to come', async () => {
    const one = await turn('26506.1', '2026-11-25', '07:30');
    const other = await turn('26506.1', '2026-11-26', '07:30');
    assert.equal((await desk.send('/desk/duties/swap', { one, other })).status, 303);
    const roster = await read();
    assert.deepEqual(said(roster, '2026-11-25')[0], '07:30-11:30 Hội Cựu chiến binh: Hùng');
    assert.deepEqual(said(roster, '2026-11-26')[0], '07:30-11:30 Hội Phụ nữ: Mai,Thảo');
    // Another officer still sees the previous state.
    const late = await desk.send('/desk/duties/swap', { one, other });
    assert.equal(late.status, 422);
    assert.ok(late.page.includes('Có người vừa thay đổi'));
    const log = await server.database.db
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'duty.swap')
      .execute();
    assert.deepEqual(log, [{ subject: '26506.1 2026-11-25 07:30-11:30' }]);
    // Values of hidden fields do not get into a URL.
    const back = {
      one: await turn('26506.1', '2026-11-25', '07:30'),
      other: await turn('26506.1', '2026-11-26', '07:30'),
    };
    const { to } = await desk.send('/desk/duties/swap', {
      ...back,
      place: 'x'.repeat(20_000),
      week: 'y'.repeat(20_000),
    });
    assert.match(to ?? '', /^\/desk\/duties\?week=2026-11-23&undo=[-0-9a-f]{36}$/);
  });

  it('is changed by officers of the place only', async () => {
    const stranger = await signedIn(server, 'binh', { agency: '26590' });
    const duty = await turn('26506.1', '2026-11-27', '07:30');
    await stranger.send('/desk/duties/drop', { duty });
    assert.equal(said(await read(), '2026-11-27').length, 1);
    await desk.send('/desk/duties/drop', { duty });
    assert.deepEqual(said(await read(), '2026-11-27'), []);
  });

  it('is changed in one turn: the name, then the hours; what was typed wrong stays', async () => {
    const before = said(await read(), '2026-12-01');
    const duty = await turn('26506.1', '2026-12-01', '13:00');
    const form = { ...{ place: '26506.1', from: '2026-12-01', opens: '13:00', closes: '16:30' }, team: 'doan' };
    const page = await desk.open(`/desk/duties?week=2026-11-30&duty=${duty.split(':')[0]}`);
    assert.match(page, new RegExp(`name="duty" value="${duty}"`));
    const wrong = await desk.send('/desk/duties/change', { duty, ...form, helpers: 'Lê Văn Sáu', closes: '12:00' });
    assert.equal(wrong.status, 422);
    for (const words of ['Chỉ ghi tên', 'Giờ kết thúc phải sau', 'value="Lê Văn Sáu"'])
      assert.ok(wrong.page.includes(words), words);
    const changed = await desk.send('/desk/duties/change', { duty, ...form, helpers: 'Sáu', tasks: 'scan' });
    assert.equal(changed.status, 303);
    assert.deepEqual(said(await read(), '2026-12-01').slice(1), ['13:00-16:30 Đoàn Thanh niên: Sáu']);
    assert.equal((await desk.send('/desk/duties/change', { duty, ...form, helpers: 'Ba' })).status, 422);
    // Undone, once: the turn is as it was.
    const change = new URLSearchParams(changed.to?.split('?')[1]).get('undo')!;
    const other = await signedIn(server, 'an');
    assert.equal((await other.send('/desk/duties/undo', { change, week: '2026-11-30' })).status, 422);
    assert.equal((await desk.send('/desk/duties/undo', { change, week: '2026-11-30' })).status, 303);
    assert.deepEqual(said(await read(), '2026-12-01'), before);
    assert.equal((await desk.send('/desk/duties/undo', { change, week: '2026-11-30' })).status, 422);
  });

  it('is copied from the week before, without days off, and undone as a whole', async () => {
    const before = await server.database.db.selectFrom('duty').select('id').where('date', '>=', '2027-01-11').execute();
    // The week of the plan above; its copy does not touch what is there.
    const copied = await desk.send('/desk/duties/copy', { week: '2027-01-18' });
    assert.equal(copied.status, 303);
    const roster = await read('?from=2027-01-18&to=2027-01-24');
    assert.deepEqual(
      roster.duties.filter(({ helpers }) => helpers.includes('Thu Hà')).map(({ start }) => start.slice(0, 10)),
      ['2027-01-18', '2027-01-21'],
    );
    const again = await desk.send('/desk/duties/copy', { week: '2027-01-18' });
    assert.match(again.to ?? '', /&done=$/);
    const change = new URLSearchParams(copied.to?.split('?')[1]).get('undo')!;
    assert.equal((await desk.send('/desk/duties/undo', { change })).status, 303);
    const now = await server.database.db.selectFrom('duty').select('id').where('date', '>=', '2027-01-11').execute();
    assert.deepEqual(now.length, before.length);
  });

  it('says in which turn nobody comes though somebody usually does', async () => {
    await desk.send('/desk/duties/drop', { duty: await turn('26506.1', '2026-12-02', '07:30') });
    const page = await desk.open('/desk/duties?week=2026-11-30');
    assert.match(page, /1 ca trống/);
    assert.match(page, /Trống<span class="spoken">\s*thêm ca Thứ Tư 02\/12\/2026 07:30/);
  });

  it('has a template to fill in, which can be imported as it is', async () => {
    const answer = await server.app.request('/desk/duties/template.csv', { headers: desk.headers });
    assert.equal(answer.headers.get('Content-Disposition'), 'attachment; filename="lich-truc.csv"');
    const file = new Uint8Array(await answer.arrayBuffer());
    assert.match(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file), /^\uFEFFĐiểm;Từ ngày;/);
    assert.match((await desk.upload('/desk/duties/import', file)).page, /Đã nhập 1 dòng/);
  });

  it('prints a week that says where nobody is', async () => {
    const page = await desk.open('/desk/duties?week=2026-11-25');
    for (const words of ['Lịch trực 23/11 – 28/11/2026', 'Hội Phụ nữ', 'Dung', 'Chưa có ai'])
      assert.ok(page.includes(words), words);
  });
});
