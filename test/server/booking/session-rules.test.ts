import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, Hold, Session, Waiting } from '../../../src/contract/index.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { bookingBody, freshPhone, service } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

describe('Sessions as an officer plans them', () => {
  let server: Backend;
  let desk: DeskOfficer;
  const evening = (day: string, hour = '17:00') => `26506.N:${Date.parse(`${day}T${hour}:00+07:00`) / 60_000}`;
  const sessions = async () =>
    ((await (await server.get(`/api/services/${service}/sessions?agency=${ward}`)).json()) as { sessions: Session[] })
      .sessions;
  const of = async (day: string) => (await sessions()).filter(({ date }) => date === day);
  const holdOf = (slot: string, units: number, phone: string) => server.send('/holds', { service, slot, units, phone });
  const booked = async (slot: string, units: number) => {
    const phone = freshPhone();
    const { token } = (await (await holdOf(slot, units, phone)).json()) as Hold;
    return (await (await server.send('/appointments', bookingBody(token, phone))).json()) as Appointment;
  };
  const statusOf = async ({ secret }: Appointment) =>
    (await (await server.post('/api/appointments/read', { agency: ward, secret })).json()) as Appointment;
  const told = async (like: string) =>
    server.database.db.selectFrom('outbox').select('words').where('words', 'like', `%${like}%`).execute();
  const ruleId = async (counter: string) =>
    String(
      (
        await server.database.db
          .selectFrom('session_rule')
          .select('id')
          .where('counter', '=', counter)
          .executeTakeFirstOrThrow()
      ).id,
    );
  const rulesVersion = async () => {
    const counter = await server.database.db
      .selectFrom('counter')
      .select('rules_version')
      .where('id', '=', '26506.N')
      .executeTakeFirstOrThrow();
    return { rulesVersion: String(counter.rules_version) };
  };
  /** Sends a change of a rule as a page does that was just loaded. */
  const send = async (path: string, fields: Record<string, string>) =>
    desk.send(path, { ...fields, ...(await rulesVersion()) });
  const plan = {
    counter: '26506.N',
    weekdays: 'T7',
    since: '2026-12-01',
    opens: '08:00',
    closes: '10:00',
    capacity: '40',
    unit: 'pages',
    most: '10',
    minutes: '2,5',
    cutoff: '60',
  };

  before(async () => {
    server = await backend(await testDatabase());
    desk = await signedIn(server);
  });
  after(() => server.database.close());

  it('are added, and citizens see them at once', async () => {
    assert.deepEqual(await of('2026-12-05'), []);
    const { status, page } = await desk.send('/desk/sessions', plan);
    assert.equal(status, 200);
    assert.ok(page.includes('Không lượt đặt nào bị ảnh hưởng'));
    const [session] = await of('2026-12-05');
    assert.deepEqual(
      [session?.start, session?.end, session?.left, session?.most, session?.bookUntil],
      ['2026-12-05T08:00:00+07:00', '2026-12-05T10:00:00+07:00', 40, 10, '2026-12-05T07:00:00+07:00'],
    );
  });

  it('with more room give it to those who wait, in their order', async () => {
    const slot = evening('2026-12-10');
    const [first] = [await booked(slot, 20), await booked(slot, 20), await booked(slot, 20)];
    const phone = freshPhone();
    const joined = (await (
      await server.send('/waiting', {
        service,
        slot,
        units: 5,
        contact: { name: 'Trần Văn Chờ', phone },
        consents: [{ purpose: 'appointment', version: '2026-01' }],
      })
    ).json()) as Waiting;
    assert.equal(joined.state, 'waiting');
    const rule = await ruleId('26506.N');
    const fields = {
      counter: '26506.N',
      rule,
      rrule: 'FREQ=WEEKLY;BYDAY=TH',
      since: '2026-01-01',
      opens: '17:00',
      closes: '19:00',
      capacity: '70',
      unit: 'pages',
      most: '20',
      minutes: '2',
      cutoff: '300',
    };
    assert.equal((await send('/desk/sessions', fields)).status, 200);
    const after = (await (
      await server.post('/api/waiting/read', { agency: ward, secret: joined.secret })
    ).json()) as Waiting;
    assert.equal(after.state, 'offered');
    assert.equal((await of('2026-12-10'))[0]?.left, 5);
    // Less capacity cancels nothing, and released places above it are not offered.
    await send('/desk/sessions', { ...fields, capacity: '30' });
    assert.deepEqual([(await of('2026-12-10'))[0]?.state, (await of('2026-12-17'))[0]?.left], ['full', 30]);
    await server.send('/waiting/leave', { secret: joined.secret });
    await server.send('/appointments/cancel', { secret: first.secret });
    assert.equal((await of('2026-12-10'))[0]?.state, 'full');
    assert.equal((await refusal(await holdOf(slot, 1, freshPhone()))).slug, 'slot-taken');
  });

  it('are changed by one officer at a time: who comes later sees the rules as they are now', async () => {
    const rule = await ruleId('26506.N');
    const before = await rulesVersion();
    const page = await desk.open(`/desk/sessions?counter=26506.N&rule=${rule}`);
    const seen = [...page.matchAll(/name="rulesVersion"\s+value="(\d+)"/g)].map(([, value]) => value);
    assert.deepEqual(new Set(seen), new Set([before.rulesVersion]));
    const fields = { counter: '26506.N', rule, weekdays: 'T5', opens: '17:00', closes: '19:00', unit: 'pages' };
    assert.equal((await desk.send('/desk/sessions', { ...fields, ...before, capacity: '33' })).status, 200);
    const late = await desk.send('/desk/sessions', { ...fields, ...before, capacity: '44' });
    assert.deepEqual([late.status, late.page.includes('Có người vừa thay đổi mục này')], [422, true]);
    assert.match(late.page, /<td>\s*33 /);
    const gone = await desk.send('/desk/sessions/drop', { counter: '26506.N', rule, reason: 'x', ...before });
    assert.ok(gone.page.includes('Có người vừa thay đổi mục này'));
    assert.equal((await of('2026-12-17'))[0]?.left, 33);
  });

  it('are taken away with a reason, which everybody who booked is told', async () => {
    const slot = evening('2026-12-05', '08:00');
    const appointment = await booked(slot, 3);
    const held = (await (await holdOf(slot, 2, freshPhone())).json()) as Hold;
    const rules = await server.database.db
      .selectFrom('session_rule')
      .select(['id', 'rrule'])
      .where('counter', '=', '26506.N')
      .execute();
    const rule = String(rules.find(({ rrule }) => rrule.endsWith('SA'))?.id);
    const silent = await send('/desk/sessions/drop', { counter: '26506.N', rule, reason: '' });
    assert.equal(silent.status, 422);
    assert.ok(silent.page.includes('cần ghi lý do'));
    assert.equal((await statusOf(appointment)).status, 'booked');

    const { page } = await send('/desk/sessions/drop', { counter: '26506.N', rule, reason: 'Lãnh đạo vắng' });
    assert.ok(page.includes('1 lượt đặt đã hủy'));
    const { status, reason } = await statusOf(appointment);
    assert.deepEqual([status, reason], ['cancelled', 'Lãnh đạo vắng']);
    assert.match((await told('Lãnh đạo vắng'))[0]?.words ?? '', /Gần nhất còn chỗ lúc 17:00/);
    assert.deepEqual(await of('2026-12-05'), []);
    const phone = freshPhone();
    assert.equal(
      (await refusal(await server.send('/appointments', bookingBody(held.token, phone)))).slug,
      'hold-expired',
    );
  });

  it('that become shorter are cancelled for those whose turn would come after, and nobody else', async () => {
    const rule = await ruleId('26506.N');
    const fields = {
      counter: '26506.N',
      rule,
      weekdays: 'T5',
      opens: '17:00',
      unit: 'pages',
      most: '20',
      minutes: '4',
    };
    await send('/desk/sessions', { ...fields, closes: '19:00', capacity: '40' });
    const slot = evening('2027-01-07');
    const [early, late] = [await booked(slot, 16), await booked(slot, 20)];
    assert.deepEqual(
      [early.turn?.from, late.turn?.from].map(time => time?.slice(11, 16)),
      ['17:00', '18:00'],
    );
    const shorter = { ...fields, closes: '18:00', capacity: '20' };
    assert.equal((await send('/desk/sessions', shorter)).status, 422);
    assert.equal((await statusOf(late)).status, 'booked');
    const { page } = await send('/desk/sessions', { ...shorter, reason: 'Về sớm' });
    assert.match(page, /\d lượt đặt đã hủy/);
    assert.deepEqual([(await statusOf(early)).status, (await statusOf(late)).status], ['booked', 'cancelled']);
    // Holders who stay are not told to come after its end.
    assert.equal((await statusOf(early)).turn?.to.slice(11, 16), '18:00');
    assert.ok((await told('Về sớm')).some(({ words }) => words.includes(late.number)));
  });

  it('never call a later number before an earlier one, whoever cancels', async () => {
    const slot = evening('2027-01-14');
    const rule = await ruleId('26506.N');
    const fields = { counter: '26506.N', rule, weekdays: 'T5', opens: '17:00', closes: '19:00', unit: 'pages' };
    await send('/desk/sessions', { ...fields, most: '20', minutes: '2', capacity: '60' });
    const [first, second] = [await booked(slot, 20), await booked(slot, 15)];
    await server.send('/appointments/cancel', { secret: first.secret });
    const third = await booked(slot, 2);
    assert.ok(third.turn!.from >= second.turn!.from, `${third.turn?.from} before ${second.turn?.from}`);
  });

  it('are booked by nobody who saw the old ones at the same moment', async () => {
    const fields = { ...plan, weekdays: 'CN', since: '2026-12-01' };
    await desk.send('/desk/sessions', fields);
    const rules = await server.database.db
      .selectFrom('session_rule')
      .select(['id', 'rrule'])
      .where('counter', '=', '26506.N')
      .execute();
    const rule = String(rules.find(({ rrule }) => rrule.endsWith('SU'))?.id);
    const slot = evening('2026-12-06', '08:00');
    const [dropped, ...holds] = await Promise.all([
      send('/desk/sessions/drop', { counter: '26506.N', rule, reason: 'Đổi lịch' }),
      ...Array.from({ length: 6 }, () => holdOf(slot, 1, freshPhone())),
    ]);
    assert.equal(dropped.status, 200);
    for (const answer of holds) if (!answer.ok) assert.equal((await refusal(answer)).slug, 'slot-closed');
    const left = await server.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select('appointment.id')
      .where('slot.starts_at', '=', new Date('2026-12-06T08:00:00+07:00'))
      .where('state', '<>', 'cancelled')
      .execute();
    assert.deepEqual(left, []);
  });

  it('come from a spreadsheet, with line and reason for each row that does not', async () => {
    const file = [
      'Quầy,Thứ,Từ ngày,Từ giờ,Đến giờ,Số chỗ,Tính theo,Cần điện thoại',
      'Bàn viết giúp,T3,01/12/2026,13h30,16h00,6,người,không',
      'Bàn viết giúp,T9,01/12/2026,13h30,16h00,6,người,không',
      'Quầy "khác",T3,01/12/2026,13h30,16h00,6,người,không',
      '26506.N,T3,01/12/2026,13h30,16h00,sáu,trang,có',
    ].join('\n');
    const { status, page } = await desk.upload('/desk/sessions/import', file);
    assert.equal(status, 200);
    for (const words of ['Đã nhập 1 dòng', 'Dòng 3: Các thứ', 'Dòng 4: Không có quầy', 'Dòng 5: Số chỗ'])
      assert.ok(page.includes(words), words);
    const rule = await server.database.db
      .selectFrom('session_rule')
      .selectAll()
      .where('counter', '=', '26506.V')
      .where('opens', '=', '13:30')
      .executeTakeFirstOrThrow();
    assert.deepEqual(
      [rule.rrule, rule.capacity, rule.unit, rule.needs_phone],
      ['FREQ=WEEKLY;BYDAY=TU', 6, 'heads', false],
    );
  });

  for (const [what, change, words] of [
    ['a rule that is none', { rrule: 'FREQ=SOMETIMES', weekdays: '' }, 'Quy tắc lặp chưa đúng'],
    [
      'a rule that gives no day, however long one looks',
      { rrule: 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', weekdays: '' },
      'Quy tắc lặp chưa đúng',
    ],
    ['weekdays and a rule', { rrule: 'FREQ=WEEKLY;BYDAY=MO' }, 'không ghi cả hai'],
    ['no weekday', { weekdays: '' }, 'Cần ghi các thứ'],
    ['more for one than there is', { most: '50' }, 'không quá số chỗ'],
    ['no capacity', { capacity: '0' }, 'Số chỗ: ghi số'],
  ] as const)
    it(`are not planned with ${what}, and what was typed stays`, async () => {
      const { status, page } = await desk.send('/desk/sessions', { ...plan, opens: '09:15', ...change });
      assert.equal(status, 422);
      assert.ok(page.includes(words), words);
      assert.ok(page.includes('value="09:15"'));
    });

  it('that are running keep their first day when they are written again', async () => {
    const again = { ...plan, weekdays: 'T5', opens: '17:00', closes: '19:00', most: '20', cutoff: '300' };
    const { status, page } = await desk.send('/desk/sessions', { ...again, since: '2027-01-01' });
    assert.equal(status, 422);
    assert.ok(page.includes('xin sửa buổi đó'));
    assert.equal((await desk.send('/desk/sessions', { ...again, since: '' })).status, 200);
    const rule = await server.database.db
      .selectFrom('session_rule')
      .select(['since', 'capacity'])
      .where('rrule', '=', 'FREQ=WEEKLY;BYDAY=TH')
      .where('counter', '=', '26506.N')
      .execute();
    assert.deepEqual(rule, [{ since: '2026-01-01', capacity: 40 }]);
  });

  it('that somebody has just taken away are not changed, and what was typed stays', async () => {
    const { status, page } = await send('/desk/sessions', { ...plan, rule: '999999', opens: '09:15' });
    assert.equal(status, 422);
    assert.ok(page.includes('Có người vừa thay đổi mục này') && page.includes('value="09:15"'));
  });

  it('are written as weekdays where they are nothing else', async () => {
    const page = await desk.open(`/desk/sessions?counter=26506.N&rule=${await ruleId('26506.N')}`);
    assert.match(page, /name="weekdays"\s+value="TH"\s+checked/);
    assert.match(page, />Thứ Năm<\/a>[^]*17:00–19:00/);
  });

  for (const [what, picked, rule, words] of [
    [
      'a weekday of the month',
      { repeat: 'monthly-weekday', nth: '-1', nthday: 'SA' },
      'FREQ=MONTHLY;BYDAY=-1SA',
      'Thứ Bảy cuối cùng của tháng',
    ],
    [
      'a day of the month',
      { repeat: 'monthly-day', monthday: '15' },
      'FREQ=MONTHLY;BYMONTHDAY=15',
      'ngày 15 hằng tháng',
    ],
    [
      'every other week until a day',
      { repeat: 'weekly', weekdays: 'WE', every: '2', ends: '2027-06-30' },
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270630',
      'cứ 2 tuần: Thứ Tư, đến hết 30/06/2027',
    ],
    [
      'a written rule',
      { repeat: 'rule', rrule: 'FREQ=DAILY;INTERVAL=10' },
      'FREQ=DAILY;INTERVAL=10',
      'FREQ=DAILY;INTERVAL=10',
    ],
  ] as const)
    it(`are planned by picking ${what}, which the list says in words`, async () => {
      const { status, page } = await desk.send('/desk/sessions', {
        ...plan,
        weekdays: '',
        opens: '06:05',
        closes: '07:00',
        ...picked,
      });
      assert.equal(status, 200);
      const row = await server.database.db
        .selectFrom('session_rule')
        .select('id')
        .where('rrule', '=', rule)
        .executeTakeFirstOrThrow();
      assert.ok(page.includes(`>${words}</a`), words);
      const form = await desk.open(`/desk/sessions?counter=${plan.counter}&rule=${row.id}`);
      assert.match(form, new RegExp(`name="repeat" value="${picked.repeat}" checked`));
      await server.database.db.deleteFrom('session_rule').where('id', '=', row.id).execute();
    });

  it('are told everything that is wrong at once', async () => {
    const { status, page } = await desk.send('/desk/sessions', { ...plan, opens: 'sáng', capacity: '0', cutoff: 'x' });
    assert.equal(status, 422);
    for (const words of ['Từ giờ: ghi như', 'Số chỗ: ghi số', 'Ngừng đặt trước: ghi số phút'])
      assert.ok(page.includes(words), words);
  });

  it('have a template to fill in', async () => {
    const answer = await server.app.request('/desk/sessions/template.csv', { headers: desk.headers });
    assert.match(await answer.text(), /Quầy;Thứ;Quy tắc lặp;Từ ngày;/);
  });

  it('are planned by officers of the place only', async () => {
    const stranger = await signedIn(server, 'binh', { agency: '26590' });
    assert.equal((await stranger.send('/desk/sessions', plan)).status, 403);
  });
});
