import fc from 'fast-check';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, BookingDay, Hold, Problem, Session, SessionPattern } from '../../../src/contract/index.ts';
import { addDays, weekday } from '../../../src/domain/calendar.ts';
import { occursOn, ruleError } from '../../../src/server/booking/recurrence.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { bookingBody, freshPhone, mainPlace, service } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';

const help = 'viet-giup';

describe('A session', () => {
  let server: Backend;

  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  const list = async (of = service) =>
    (await (await server.get(`/api/services/${of}/sessions?agency=${ward}`)).json()) as {
      sessions: Session[];
      patterns: SessionPattern[];
      places: { id: string }[];
    };
  const on = async (date: string, of = service) => {
    const { sessions } = await list(of);
    const session = sessions.find(each => each.date === date);
    assert.ok(session, `${date} is not among ${sessions.map(each => each.date).join(' ')}`);
    return session;
  };
  const ask = (session: Session, more: { units?: number; phone?: string } = {}, of = service) =>
    server.send('/holds', { service: of, slot: session.id, ...more });
  const book = async (session: Session, units: number): Promise<Appointment> => {
    const phone = freshPhone();
    const { token } = (await (await ask(session, { units, phone })).json()) as Hold;
    return (await (await server.send('/appointments', bookingBody(token, phone))).json()) as Appointment;
  };

  it('is every Thursday evening, and said in one sentence', async () => {
    const { sessions, patterns, places } = await list();
    assert.deepEqual(
      sessions.slice(0, 3).map(({ start, end, state, left, unit, most }) => [start, end, state, left, unit, most]),
      ['2026-11-26', '2026-12-03', '2026-12-10'].map(day => [
        `${day}T17:00:00+07:00`,
        `${day}T19:00:00+07:00`,
        'open',
        60,
        'pages',
        20,
      ]),
    );
    assert.deepEqual(patterns, [{ place: mainPlace, weekdays: [4], from: '17:00', to: '19:00' }]);
    assert.deepEqual(
      places.map(({ id }) => id),
      [mainPlace],
    );
    const later = sessions.find(({ state }) => state === 'later');
    assert.deepEqual([later?.date, later?.bookFrom], ['2027-01-28', '2026-11-29T07:00:00+07:00']);
  });

  it('falls out on a holiday, with its name, and is on the days of its rule only, not on a Saturday worked in exchange', async () => {
    const newYear = await on('2027-01-01', help);
    assert.deepEqual([newYear.state, newYear.left, newYear.name?.vi], ['closed', 0, 'Tết Dương lịch']);
    server.at(new Date('2026-08-17T10:00:00+07:00'));
    const { sessions } = await list(help);
    const around = sessions.filter(({ date }) => date >= '2026-08-21' && date <= '2026-09-04');
    assert.deepEqual(
      around.map(({ date, state }) => `${date.slice(5)} ${state}`),
      ['08-21 open', '08-24 open', '08-26 open', '08-28 open', '08-31 closed', '09-02 closed', '09-04 open'],
    );
    server.at(monday);
  });

  it('holds so many pages, not people, and gives each a number and about when it is their turn', async () => {
    const session = await on('2026-12-03');
    const first = await book(session, 20);
    const second = await book(session, 15);
    assert.deepEqual(
      [first, second].map(({ number, units, turn }) => [number, units, turn]),
      [
        ['N001', { unit: 'pages', count: 20 }, { from: '2026-12-03T17:00:00+07:00', to: '2026-12-03T17:40:00+07:00' }],
        ['N002', { unit: 'pages', count: 15 }, { from: '2026-12-03T17:40:00+07:00', to: '2026-12-03T18:10:00+07:00' }],
      ],
    );
    assert.equal((await on('2026-12-03')).left, 25);
    await server.send('/appointments/cancel', { secret: first.secret });
    assert.equal((await on('2026-12-03')).left, 45);
  });

  it('takes no more than one may bring, and names other sessions when it is full, never a time at the desk', async () => {
    const session = await on('2026-12-10');
    const much = await ask(session, { units: 21, phone: freshPhone() });
    assert.equal(much.status, 422);
    assert.deepEqual(((await much.json()) as Problem).errors, [{ pointer: '/units', code: 'most' }]);
    for (const units of [20, 20, 15]) await book(session, units);
    assert.equal((await ask(session, { units: 5, phone: freshPhone() })).status, 201);
    const full = await ask(session, { units: 1, phone: freshPhone() });
    const { type, alternatives = [] } = (await full.json()) as Problem & { alternatives?: { start: string }[] };
    assert.match(type, /slot-taken/);
    assert.equal((await on('2026-12-10')).state, 'full');
    assert.ok(alternatives.length);
    for (const { start } of alternatives) assert.match(start, /T17:00:00/);
  });

  it('sells no page twice when many ask at once', async () => {
    const session = await on('2026-12-17');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask(session, { units: 20, phone: freshPhone() })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 201, 409, 409, 409]);
    assert.equal((await on('2026-12-17')).left, 0);
  });

  it('can be booked until noon of its day', async () => {
    server.at(new Date('2026-11-26T11:59:00+07:00'));
    const session = await on('2026-11-26');
    assert.equal(session.state, 'open');
    server.at(new Date('2026-11-26T12:00:00+07:00'));
    assert.equal((await on('2026-11-26')).state, 'over');
    assert.deepEqual(await refusal(await ask(session, { phone: freshPhone() })), { slug: 'slot-closed', status: 409 });
    server.at(monday);
  });

  it('needs no phone where people come to have something written, but a desk does', async () => {
    const session = await on('2026-11-25', help);
    const { token } = (await (await ask(session, {}, help)).json()) as Hold;
    const body = {
      hold: token,
      contact: { name: 'Trần Thị Bảy', birthYear: 1948 },
      consents: [{ purpose: 'appointment', version: '2026-01' }],
    };
    const booked = (await (await server.send('/appointments', body)).json()) as Appointment;
    assert.deepEqual([booked.number, booked.contact], ['V001', { name: 'Trần *** Bảy', phone: '' }]);

    const evening = await on('2026-11-26');
    const refused = await ask(evening);
    assert.deepEqual(((await refused.json()) as Problem).errors, [{ pointer: '/phone', code: 'required' }]);
    const phone = freshPhone();
    const { token: other } = (await (await ask(evening, { phone })).json()) as Hold;
    const without = await server.send('/appointments', { ...body, hold: other });
    assert.deepEqual(((await without.json()) as Problem).errors, [{ pointer: '/contact/phone', code: 'required' }]);
  });

  it('is moved to another session only', async () => {
    const booked = await book(await on('2026-12-24'), 5);
    const desk = `26506.A:${Date.parse('2026-12-24T08:00:00+07:00') / 60_000}`;
    assert.deepEqual(await refusal(await server.send('/appointments/move', { secret: booked.secret, slot: desk })), {
      slug: 'slot-closed',
      status: 409,
    });
    const to = await on('2026-12-31');
    const moved = (await (
      await server.send('/appointments/move', { secret: booked.secret, slot: to.id })
    ).json()) as Appointment;
    assert.deepEqual([moved.slot.start, moved.units?.count, moved.turn?.from], [to.start, 5, to.start]);
    assert.equal((await on('2026-12-24')).left, 60);
    assert.equal((await on('2026-12-31')).left, 55);
  });

  it('is unknown to widgets of before, and changes nothing for those who come at a time', async () => {
    const services = async (ways: string) =>
      (
        (await (await server.get(`/api/services?agency=${ward}${ways}`)).json()) as { services: { id: string }[] }
      ).services.map(({ id }) => id);
    assert.ok(!(await services('')).includes(help));
    assert.ok((await services('&ways=time,session')).includes(help));
    const { days } = (await (
      await server.get(`/api/services/${service}/days?agency=${ward}&place=${mainPlace}&from=2026-12-17&to=2026-12-17`)
    ).json()) as { days: BookingDay[] };
    assert.equal(days[0]?.left, 42);
    const { ways } = (await (await server.get(`/api/services/${service}?agency=${ward}`)).json()) as { ways: string[] };
    assert.deepEqual(ways, ['time', 'session']);
  });
});

describe('A rule of recurrence', () => {
  const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const day = fc.integer({ min: 0, max: 3000 }).map(count => addDays('2024-01-01', count));

  it('gives the weekdays that it names, from its first day on', () => {
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1 }), day, day, (chosen, since, asked) => {
        const expected = asked >= since && chosen.includes(names[weekday(asked) - 1]!);
        assert.equal(occursOn(`FREQ=WEEKLY;BYDAY=${chosen.join(',')}`, since, asked), expected);
      }),
    );
  });

  it('knows every second week, the first Saturday of the month, and an end', () => {
    const days = (rule: string, since: string, through: number) =>
      Array.from({ length: through }, (_, i) => addDays(since, i)).filter(each => occursOn(rule, since, each));
    assert.deepEqual(days('FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', '2026-11-26', 30), [
      '2026-11-26',
      '2026-12-10',
      '2026-12-24',
    ]);
    assert.deepEqual(days('FREQ=MONTHLY;BYDAY=1SA', '2026-11-01', 70), ['2026-11-07', '2026-12-05', '2027-01-02']);
    assert.deepEqual(days('FREQ=DAILY;UNTIL=20261203', '2026-12-01', 9), ['2026-12-01', '2026-12-02', '2026-12-03']);
    assert.deepEqual(days('FREQ=WEEKLY;BYDAY=FR;COUNT=2', '2026-12-28', 30), ['2027-01-01', '2027-01-08']);
  });

  it('says what is wrong with one that is none', () => {
    assert.equal(ruleError('FREQ=WEEKLY;BYDAY=TH'), undefined);
    for (const rule of ['', 'every Thursday', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=SECONDLY'])
      assert.ok(ruleError(rule), rule);
  });
});
