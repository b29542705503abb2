import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, Hold, Session } from '../../../src/contract/index.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { bookingBody, freshPhone } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

const service = 'trich-luc';

describe('The round of home visits', () => {
  let server: Backend;
  let thu: DeskOfficer;
  let nam: DeskOfficer;
  let day: string;

  const halfDays = async () =>
    (
      (await (await server.get(`/api/services/${service}/sessions?agency=${ward}&way=home`)).json()) as {
        sessions: Session[];
      }
    ).sessions.filter(({ state }) => state === 'open');
  const visit = async (name: string, hamlet: string, slot: string, birthYear = 1941) => {
    const phone = freshPhone();
    const { token } = (await (await server.send('/holds', { service, slot, phone })).json()) as Hold;
    const home = {
      elder: { name, birthYear },
      hamlet,
      line: '12 Lê Lai',
      relation: 'con gái',
      note: 'Xin gọi trước',
      returns: 'home',
    };
    const answer = await server.send('/appointments', { ...bookingBody(token, phone, 'Trần Thị Út'), home });
    return { ...((await answer.json()) as Appointment), phone };
  };
  const idOf = ({ secret }: Appointment) => secret.split('.')[0] ?? '';
  const read = async ({ secret }: Appointment) =>
    (await (await server.post('/api/appointments/read', { agency: ward, secret })).json()) as Appointment;
  const round = (officer: DeskOfficer) => officer.open(`/desk/visits?date=${day}`);

  before(async () => {
    server = await backend(await testDatabase());
    thu = await signedIn(server, 'thu');
    nam = await signedIn(server, 'nam');
    day = (await halfDays())[0]?.date ?? '';
  });
  after(() => server.database.close());

  it('goes by half day and hamlet, with address, contact and the code for the door', async () => {
    const [morning, afternoon] = (await halfDays()).filter(({ date }) => date === day) as [Session, Session];
    const far = await visit('Lê Văn Chín', 'Khu phố 6', morning.id);
    const near = await visit('Phạm Thị Ba', 'Khu phố 1', morning.id);
    await visit('Đỗ Thị Tư', 'Khu phố 1', afternoon.id);
    const page = await round(thu);
    const at = (words: string) => page.indexOf(words);
    assert.ok(at('Phạm Thị Ba (1941)') < at('Lê Văn Chín (1941)'));
    assert.ok(at('Lê Văn Chín (1941)') < at('Đỗ Thị Tư (1941)'));
    for (const words of [
      '12 Lê Lai, Khu phố 1',
      'Trần Thị Út, con gái',
      near.phone,
      'Xin gọi trước',
      near.number,
      'Cán bộ mang kết quả đến nhà',
    ])
      assert.ok(page.includes(words), words);
    // The door code is for the officer who goes, until the papers are received.
    const sees = async (officer: DeskOfficer) => (await round(officer)).includes(`>${near.home?.doorCode}<`);
    assert.deepEqual([await sees(thu), await sees(nam)], [false, false]);
    const step = (action: string, fields = {}) =>
      thu.send(`/desk/visits/${idOf(near)}/${action}`, { date: day, ...fields });
    await step('take');
    const lead = await signedIn(server, 'hai', { role: 'lead' });
    assert.deepEqual([await sees(thu), await sees(nam), await sees(lead)], [true, false, true]);
    await step('move', { from: 'planned', to: 'onTheWay' });
    await step('move', { from: 'onTheWay', to: 'received' });
    assert.deepEqual([await sees(thu), await sees(lead)], [false, false]);
    const outbox = await lead.open('/desk/outbox?tab=all');
    assert.ok(outbox.includes('đúng mã ••••') && !outbox.includes(`mã ${far.home?.doorCode}`));
    const stranger = await signedIn(server, 'binh', { agency: '26590' });
    assert.ok(!(await round(stranger)).includes('Phạm Thị Ba'));
  });

  it('says of whom the year of birth leaves open whether they are old enough', async () => {
    const afternoon = (await halfDays()).filter(({ date }) => date === day)[1]!;
    const year = Number(day.slice(0, 4));
    await visit('Võ Văn Vừa', 'Khu phố 2', afternoon.id, year - 60);
    await visit('Võ Thị Đủ', 'Khu phố 2', afternoon.id, year - 61);
    const sections = (await round(thu)).split('<section').filter(each => /Năm \d{4} đủ 60 tuổi/.test(each));
    assert.deepEqual(
      sections.map(each => /Võ \S+ \S+/.exec(each)?.[0]),
      ['Võ Văn Vừa'],
    );
  });

  it('is taken by one officer, also when two ask at the same moment', async () => {
    const { id } = (await halfDays())[2]!;
    const appointment = await visit('Ngô Thị Năm', 'Khu phố 2', id);
    const date = appointment.slot.start.slice(0, 10);
    const take = (officer: DeskOfficer) => officer.send(`/desk/visits/${idOf(appointment)}/take`, { date });
    const answers = await Promise.all([take(thu), take(nam)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409]);
    const loser = answers.find(({ status }) => status === 409);
    assert.ok(loser?.page.includes('Cán bộ khác đã nhận chuyến này'));
    const [mine, other] = answers[0]?.status === 303 ? [thu, nam] : [nam, thu];
    assert.equal((await other.send(`/desk/visits/${idOf(appointment)}/give-back`, { date })).status, 409);
    assert.equal((await mine.send(`/desk/visits/${idOf(appointment)}/give-back`, { date })).status, 303);
    assert.equal((await take(other)).status, 303);
  });

  it('tells the family how far it has come, and takes a slip back', async () => {
    const { id } = (await halfDays())[3]!;
    const appointment = await visit('Bùi Văn Sáu', 'Khu phố 3', id);
    const date = appointment.slot.start.slice(0, 10);
    const send = (action: string, fields = {}, officer = thu) =>
      officer.send(`/desk/visits/${idOf(appointment)}/${action}`, { date, ...fields });
    await send('take');
    const states: (string | undefined)[] = [];
    for (const [from, to] of [
      ['planned', 'onTheWay'],
      ['onTheWay', 'received'],
      ['received', 'onTheWay'],
      ['onTheWay', 'received'],
      ['received', 'returned'],
    ]) {
      assert.equal((await send('move', { from, to })).status, 303);
      const { status, home } = await read(appointment);
      states.push(`${home?.state} ${status}`);
    }
    assert.deepEqual(states, [
      'onTheWay booked',
      'received arrived',
      'onTheWay booked',
      'received arrived',
      'returned arrived',
    ]);
    assert.equal((await send('move', { from: 'planned', to: 'returned' })).status, 409);
    assert.equal((await send('move', { from: 'returned', to: 'received' }, nam)).status, 409);
  });

  it('lists results that are still to be brought, on any later day, until the family has them', async () => {
    const { id } = (await halfDays())[5]!;
    const appointment = await visit('Hồ Thị Mười', 'Khu phố 2', id);
    const date = appointment.slot.start.slice(0, 10);
    const send = (action: string, fields: object, officer: DeskOfficer) =>
      officer.send(`/desk/visits/${idOf(appointment)}/${action}`, { date, ...fields });
    await send('take', {}, thu);
    await send('move', { from: 'planned', to: 'onTheWay' }, thu);
    const later = addDays(date, 4);
    const due = async () => /Kết quả còn phải trả[^]*Hồ Thị Mười/.test(await thu.open(`/desk/visits?date=${later}`));
    assert.equal(await due(), false);
    await send('move', { from: 'onTheWay', to: 'received' }, thu);
    assert.equal(await due(), true);
    // Another officer delivers it, on that day.
    assert.equal((await send('move', { from: 'received', to: 'returned', date: later }, nam)).status, 409);
    assert.equal((await send('give-back', { date: later }, thu)).status, 303);
    assert.equal((await send('take', { date: later }, nam)).status, 303);
    assert.equal((await send('move', { from: 'received', to: 'returned', date: later }, nam)).status, 303);
    assert.equal((await read(appointment)).home?.state, 'returned');
    assert.equal(await due(), false);
  });

  it('loses a visit that is moved to another day, and whoever wanted to go need not', async () => {
    const free = await halfDays();
    const appointment = await visit('Võ Thị Bảy', 'Khu phố 4', free[4]!.id);
    const date = appointment.slot.start.slice(0, 10);
    await thu.send(`/desk/visits/${idOf(appointment)}/take`, { date });
    await thu.send(`/desk/visits/${idOf(appointment)}/move`, { date, from: 'planned', to: 'onTheWay' });
    const slot = free.find(each => each.date > date)!.id;
    await server.send('/appointments/move', { secret: appointment.secret, slot });
    assert.ok(!(await thu.open(`/desk/visits?date=${date}`)).includes('Võ Thị Bảy'));
    const row = await server.database.db
      .selectFrom('home_visit')
      .select(['officer', 'state'])
      .where('appointment', '=', idOf(appointment))
      .executeTakeFirst();
    assert.deepEqual(row, { officer: null, state: 'planned' });
  });
});
