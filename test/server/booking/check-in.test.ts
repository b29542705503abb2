import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, Hold, Session, Slot } from '../../../src/contract/index.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { book, bookingBody, dayOfSlots, freshPhone, hold, service } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { officerHeaders } from '../../support/desk.ts';

describe('The day of a counter', () => {
  let server: Backend;
  let headers: Record<string, string>;
  let elsewhere: Record<string, string>;

  const signIn = async (id: string, agency: string) => {
    return officerHeaders(server.database.db, id, { agency });
  };
  const open = async (query: string, as = headers) =>
    (await server.app.request(`/desk/appointments?${query}`, { headers: as })).text();
  const send = async (path: string, fields: Record<string, string>, as = headers) => {
    const page = await open('', as);
    return server.app.request(`/desk/appointments/${path}`, {
      method: 'POST',
      headers: { ...as, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '', ...fields }),
    });
  };
  const statusOf = async ({ secret }: Appointment) =>
    (await (await server.post('/api/appointments/read', { agency: ward, secret })).json()) as Appointment;
  const idOf = ({ secret }: Appointment) => secret.split('.')[0] ?? '';

  before(async () => {
    server = await backend(await testDatabase());
    headers = await signIn('thu', ward);
    elsewhere = await signIn('binh', '26575');
  });
  after(() => server.database.close());

  it('shows who comes when, to officers of the place only, and a phone only of whom they look at', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-01')) as [Slot];
    const phone = freshPhone();
    const appointment = await book(server, slot.id, phone);
    const page = await open('counter=26506.A&date=2026-12-01');
    for (const words of ['07:30', appointment.number, 'Nguyễn Thị Lan', '1 lịch: 0 đã đến'])
      assert.ok(page.includes(words), words);
    assert.ok(!page.includes(phone));
    assert.ok((await open(`counter=26506.A&date=2026-12-01&row=${idOf(appointment)}`)).includes(phone));
    const reads = await server.database.db
      .selectFrom('audit')
      .select(['officer', 'subject'])
      .where('action', '=', 'appointment.read')
      .execute();
    assert.deepEqual(reads, [{ officer: 'thu', subject: appointment.number }]);
    for (const query of ['counter=26506.A&date=2026-12-01', `date=2026-12-01&row=${idOf(appointment)}`])
      assert.ok(!(await open(query, elsewhere)).includes('Nguyễn Thị Lan'));
  });

  it('checks in by one scan whoever is expected here today, and takes it back', async () => {
    const [slot, second] = (await dayOfSlots(server, '2026-12-02')) as [Slot, Slot];
    const appointment = await book(server, slot.id);
    const other = await book(server, second.id);
    const ticket = `https://portal.example/dat-lich#motcua:mc-appointment-booker?secret=${encodeURIComponent(appointment.secret)}`;
    const scan = async (fields: Record<string, string>, as = headers) => {
      const answer = await send('find', { place: '26506.1', date: '2026-12-02', ...fields }, as);
      return { status: answer.status, to: answer.headers.get('Location') ?? '' };
    };
    const shown = async ({ to }: { to: string }) => open(to.replace('/desk/appointments?', ''));
    const at = `/desk/appointments?place=26506.1&date=2026-12-02&row=${idOf(appointment)}&scanned=`;

    // A future ticket says what it is, and nobody is checked in.
    const early = await scan({ ticket });
    assert.equal(early.to, `${at}26506.1`);
    assert.match(await shown(early), /hẹn 07:30 ngày 02\/12\/2026, chưa phải hôm nay/);
    assert.equal((await statusOf(appointment)).status, 'booked');

    server.at(new Date('2026-12-02T07:10:00+07:00'));
    const elsewhereScanned = await scan({ ticket, place: '26506.2' });
    assert.match(await shown(elsewhereScanned), /hẹn ở Trung tâm[^]*không phải ở đây/);
    assert.equal((await statusOf(appointment)).status, 'booked');
    assert.equal((await scan({ ticket }, elsewhere)).status, 404);
    assert.equal((await scan({ ticket: 'nonsense%' })).status, 404);

    const page = await shown(await scan({ ticket }));
    assert.match(page, new RegExp(`${appointment.number} Nguyễn Thị Lan đã đến lúc 07:10`));
    assert.equal((await statusOf(appointment)).status, 'arrived');
    // The scanner reads twice: the first arrival stays.
    server.at(new Date('2026-12-02T07:20:00+07:00'));
    assert.match(await shown(await scan({ ticket })), /đã đến lúc 07:10/);
    const typed = await scan({ ticket: ` ${other.number.toLowerCase()} ` });
    assert.match(typed.to, new RegExp(`row=${idOf(other)}`));
    assert.equal((await statusOf(other)).status, 'arrived');

    const mark = (to: string, version: string) => send(`${idOf(appointment)}/mark`, { to, version });
    assert.equal((await mark('missed', '1')).status, 409);
    assert.equal((await mark('booked', '2')).status, 303);
    assert.equal((await mark('missed', '3')).status, 303);
    assert.equal((await statusOf(appointment)).status, 'missed');
    assert.match(await shown(await scan({ ticket })), /đã bị ghi là không đến/);

    server.at(new Date('2026-12-03T07:10:00+07:00'));
    assert.match(await shown(await scan({ ticket, date: '2026-12-03' })), /hẹn ngày 02\/12\/2026, đã qua/);
    server.at(monday);
  });

  it('finds a typed number on the day that is shown only, and only for the own agency', async () => {
    const [, , slot] = (await dayOfSlots(server, '2026-12-02')) as [Slot, Slot, Slot];
    const { number } = await book(server, slot.id);
    const find = (date: string, as = headers) => send('find', { ticket: number, date, place: '26506.1' }, as);
    assert.equal((await find('2026-12-02')).status, 303);
    assert.equal((await find('2026-12-01')).status, 404);
    assert.equal((await find('nonsense')).status, 404);
    assert.equal((await find('2026-12-02', elsewhere)).status, 404);
    assert.equal((await find('2026-12-02', await signIn('khong', '26590'))).status, 404);
  });

  it('does not check in a visit at home, nor a ticket that is gone', async () => {
    const [, , , slot] = (await dayOfSlots(server, '2026-12-02')) as [Slot, Slot, Slot, Slot];
    const { secret } = await book(server, slot.id);
    await server.database.db.updateTable('counter').set({ way: 'home' }).where('id', '=', '26506.A').execute();
    server.at(new Date('2026-12-02T07:10:00+07:00'));
    assert.equal((await send('find', { ticket: secret, place: '26506.1', date: '2026-12-02' })).status, 404);
    server.at(monday);
    await server.database.db.updateTable('counter').set({ way: 'time' }).where('id', '=', '26506.A').execute();
    assert.match(await open('counter=26506.A&date=2026-12-02&row=x&scanned=26506.1'), /không còn trong lịch/);
  });

  it('keeps whom it moves in view while other days are looked at', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-14')) as [Slot];
    const appointment = await book(server, slot.id);
    const [there] = (await dayOfSlots(server, '2026-12-15')) as [Slot];
    const page = await open(`counter=26506.A&date=2026-12-15&row=${idOf(appointment)}&move=`);
    assert.ok(page.includes(`/desk/appointments/${idOf(appointment)}/move`) && page.includes(`value="${there.id}"`));
    const hidden = await open(`date=2026-12-15&row=${idOf(appointment)}&move=`, elsewhere);
    assert.ok(!hidden.includes(appointment.number) && !hidden.includes('Nguyễn Thị Lan'));
    assert.equal((await send(`${idOf(appointment)}/move`, { slot: there.id })).status, 303);
    assert.equal((await statusOf(appointment)).slot.start, there.start);
  });

  it('moves for who calls, and refuses a time that is over', async () => {
    const slots = (await dayOfSlots(server, '2026-12-10')) as [Slot, Slot, Slot];
    const appointment = await book(server, slots[1].id);
    server.at(new Date('2026-12-10T08:15:00+07:00'));
    const move = (slot: Slot, as = headers) => send(`${idOf(appointment)}/move`, { slot: slot.id }, as);
    assert.equal((await move(slots[0])).status, 409);
    assert.equal((await move(slots[2], elsewhere)).status, 404);
    assert.equal((await statusOf(appointment)).slot.start, slots[1].start);
    // Too near for citizens, but an officer sees that the counter is free.
    assert.equal((await move(slots[2])).status, 303);
    const { slot, number } = await statusOf(appointment);
    assert.deepEqual([slot.start, number], [slots[2].start, appointment.number]);
    server.at(monday);
  });

  it('cancels for who calls, though it is too late for themselves, and the place is free again', async () => {
    const slots = await dayOfSlots(server, '2026-12-08');
    const slot = slots[0] as Slot;
    const phone = freshPhone();
    const appointment = await book(server, slot.id, phone);
    server.at(new Date('2026-12-08T07:25:00+07:00'));
    const own = await server.send('/appointments/cancel', { secret: appointment.secret });
    assert.equal((await refusal(own)).slug, 'appointment-fixed');
    assert.equal((await send(`${idOf(appointment)}/cancel`, {}, elsewhere)).status, 404);
    assert.equal((await send(`${idOf(appointment)}/cancel`, {})).status, 303);
    assert.equal((await statusOf(appointment)).status, 'cancelled');
    const row = await server.database.db
      .selectFrom('slot')
      .select('taken')
      .where('starts_at', '=', new Date(slot.start))
      .where('counter', '=', '26506.A')
      .executeTakeFirst();
    assert.equal(row?.taken, 0);
    server.at(new Date('2026-12-08T07:45:00+07:00'));
    const late = await book(server, (slots.at(-1) as Slot).id);
    server.at(new Date('2026-12-08T23:00:00+07:00'));
    assert.equal((await send(`${idOf(late)}/cancel`, {})).status, 409);
    server.at(monday);
    const log = await server.database.db
      .selectFrom('audit')
      .select('subject')
      .where('action', '=', 'appointment.cancel')
      .execute();
    assert.deepEqual(log, [{ subject: appointment.number }]);
  });

  it('says who could not be told that a day is closed, for want of a phone', async () => {
    const answer = await server.get(`/api/services/viet-giup/sessions?agency=${ward}`);
    const { sessions } = (await answer.json()) as { sessions: Session[] };
    const { id, date } = sessions.find(({ state }) => state === 'open')!;
    const held = (await (await server.send('/holds', { service: 'viet-giup', slot: id })).json()) as Hold;
    const contact = { name: 'Cụ Bảy', birthYear: 1940 };
    const consents = [{ purpose: 'appointment', version: '2026-01' }];
    const booked = await server.send('/appointments', { hold: held.token, contact, consents });
    assert.equal(booked.status, 201);
    const counter = id.split(':')[0]!;
    await send('close', { counter, date, reason: 'Mưa bão' });
    assert.match(await open(`counter=${counter}&date=${date}`), /Cụ Bảy[^]*chưa báo được/);
    const { next, status } = await statusOf((await booked.json()) as Appointment);
    assert.equal(status, 'cancelled');
    assert.ok(next && next.start.slice(0, 10) > date);
    await send('open', { counter, date });
  });

  it('closes a day: everybody is told, nobody books it any more, and it can be opened again', async () => {
    const slots = await dayOfSlots(server, '2026-12-03');
    const first = await book(server, (slots[0] as Slot).id);
    const second = await book(server, (slots[4] as Slot).id);
    const phone = freshPhone();
    const { token } = await hold(server, (slots[5] as Slot).id, phone);
    assert.equal((await send('close', { counter: '26506.A', date: '2026-12-03', reason: '' })).status, 422);
    assert.equal((await statusOf(first)).status, 'booked');

    await send('close', { counter: '26506.A', date: '2026-12-03', reason: 'Mất điện' });
    for (const appointment of [first, second]) {
      const { status, reason } = await statusOf(appointment);
      assert.deepEqual([status, reason], ['cancelled', 'Mất điện']);
    }
    const told = await server.database.db
      .selectFrom('outbox')
      .select('words')
      .where('words', 'like', '%Mất điện%')
      .execute();
    assert.equal(told.length, 2);
    assert.match(told[0]?.words ?? '', /xin lỗi Ông\/Bà: lịch hẹn, số thứ tự A\d+, lúc 07:30 ngày 03\/12\/2026/);
    assert.equal((await server.send('/appointments', bookingBody(token, phone))).status, 410);
    assert.deepEqual(await dayOfSlots(server, '2026-12-03'), []);
    assert.match(await open('counter=26506.A&date=2026-12-03'), /đóng cả ngày: Mất điện/);

    await send('open', { counter: '26506.A', date: '2026-12-03' });
    assert.equal((await dayOfSlots(server, '2026-12-03')).length, 22 - 1);
    const log = await server.database.db
      .selectFrom('audit')
      .select('action')
      .where('subject', '=', '26506.A 2026-12-03')
      .execute();
    assert.deepEqual(
      log.map(({ action }) => action),
      ['day.close', 'day.reopen'],
    );
  });

  it('closed in the middle of a day leaves those alone who have been there, and a day that is over cannot be closed', async () => {
    const slots = await dayOfSlots(server, '2026-12-07');
    const early = await book(server, (slots[0] as Slot).id);
    const late = await book(server, (slots.at(-1) as Slot).id);
    server.at(new Date('2026-12-07T10:00:00+07:00'));
    await send('close', { counter: '26506.A', date: '2026-12-07', reason: 'Mất điện' });
    assert.deepEqual([(await statusOf(early)).status, (await statusOf(late)).status], ['booked', 'cancelled']);
    assert.equal((await send('close', { counter: '26506.A', date: '2026-12-06', reason: 'x' })).status, 422);
    server.at(monday);
  });

  it('closes an afternoon: the morning stays as it was', async () => {
    const date = '2026-12-09';
    const day = { counter: '26506.A', date };
    const slots = await dayOfSlots(server, date);
    const morning = await book(server, (slots[0] as Slot).id);
    const noon = slots.filter(({ start }) => start.slice(11, 16) < '12:00');
    const afternoon = await book(server, (slots.at(-1) as Slot).id);
    const late = slots.at(-2) as Slot;
    const phone = freshPhone();
    const { token } = await hold(server, late.id, phone);
    for (const [fields, words] of [
      [{ from: '13:00', until: '12:00', reason: 'Họp' }, 'Đến giờ: ghi như 17:00, sau giờ bắt đầu.'],
      [{ from: 'trưa', reason: 'Họp' }, 'Từ giờ: ghi như 13:00.'],
    ] as const) {
      const answer = await send('close', { ...day, ...fields });
      assert.equal(answer.status, 422);
      const page = await answer.text();
      assert.ok(page.includes(words), words);
      assert.ok(page.includes('value="Họp"'));
    }

    await send('close', { ...day, from: '12:00', reason: 'Tập huấn' });
    assert.deepEqual([(await statusOf(morning)).status, (await statusOf(afternoon)).status], ['booked', 'cancelled']);
    assert.deepEqual(
      (await dayOfSlots(server, date)).map(({ start }) => start),
      noon.map(({ start }) => start),
    );
    assert.equal((await server.send('/appointments', bookingBody(token, phone))).status, 410);
    assert.equal(
      (await refusal(await server.send('/holds', { service, slot: late.id, phone: freshPhone() }))).slug,
      'slot-closed',
    );
    // Nobody is moved from the morning to an afternoon that is closed.
    const moved = await server.send('/appointments/move', { secret: morning.secret, slot: late.id });
    assert.equal((await refusal(moved)).slug, 'slot-closed');
    const path = `/api/services/${service}/days?agency=${ward}&place=26506.1&from=${date}&to=${date}`;
    const { days } = (await (await server.get(path)).json()) as { days: { state: string; name?: unknown }[] };
    assert.deepEqual([days[0]?.state, days[0]?.name], ['open', undefined]);
    assert.match(await open(`counter=26506.A&date=${date}`), /đóng từ 12:00 đến hết ngày: Tập huấn/);

    await send('open', { ...day, from: '12:00' });
    assert.equal((await dayOfSlots(server, date)).length, slots.length);
  });

  it('ends a session that is under way for those whose turn has not come, and for who waits', async () => {
    const { sessions } = (await (await server.get(`/api/services/${service}/sessions?agency=${ward}`)).json()) as {
      sessions: Session[];
    };
    const { id: slot, date } = sessions.filter(({ date }) => date >= '2027-01-07')[0] as Session;
    const bookPages = async (units: number) => {
      const phone = freshPhone();
      const held = (await (await server.send('/holds', { service, slot, phone, units })).json()) as Hold;
      return (await (await server.send('/appointments', bookingBody(held.token, phone))).json()) as Appointment;
    };
    const [first, second, last] = [await bookPages(20), await bookPages(20), await bookPages(20)];
    await send(`${idOf(second)}/mark`, { to: 'arrived', version: '1' });
    server.at(new Date(Date.parse(first.turn!.to) + 60_000));
    const answer = await send('close', { counter: '26506.N', date, from: '18:00', reason: 'Mất điện' });
    assert.equal(answer.status, 303);
    assert.deepEqual(
      [(await statusOf(first)).status, (await statusOf(second)).status, (await statusOf(last)).status],
      ['booked', 'arrived', 'cancelled'],
    );
    server.at(monday);
  });

  it('takes an evening after hours away from everybody who booked it, and names the next one that has room', async () => {
    const { sessions } = (await (await server.get(`/api/services/${service}/sessions?agency=${ward}`)).json()) as {
      sessions: Session[];
    };
    const [evening, full] = sessions.filter(({ date }) => date >= '2026-12-10') as [Session, Session];
    const bookPages = async (session: Session, units: number) => {
      const phone = freshPhone();
      const held = (await (await server.send('/holds', { service, slot: session.id, phone, units })).json()) as Hold;
      const booked = await server.send('/appointments', bookingBody(held.token, phone));
      return { phone, appointment: (await booked.json()) as Appointment };
    };
    for (let i = 0; i < 3; i++) await bookPages(full, 20);
    const booked = [await bookPages(evening, 10), await bookPages(evening, 3)];
    assert.equal(
      (await send('close', { counter: '26506.N', date: evening.date, reason: 'Lãnh đạo đi họp' })).status,
      303,
    );
    for (const { phone, appointment } of booked) {
      assert.deepEqual(
        [(await statusOf(appointment)).status, (await statusOf(appointment)).reason],
        ['cancelled', 'Lãnh đạo đi họp'],
      );
      const { body } = await server.database.db
        .selectFrom('outbox')
        .select('words as body')
        .where('recipient', 'like', `%${phone.slice(1)}`)
        .where('words', 'like', '%xin lỗi%')
        .executeTakeFirstOrThrow();
      assert.match(body, /\(Lãnh đạo đi họp\).*Gần nhất còn chỗ lúc 17:00 ngày 24\/12\/2026, tại Trung tâm/);
    }
    const again = (await (await server.get(`/api/services/${service}/sessions?agency=${ward}`)).json()) as {
      sessions: Session[];
    };
    const closed = again.sessions.find(({ date }) => date === evening.date);
    assert.deepEqual([closed?.state, closed?.name?.vi], ['closed', 'Lãnh đạo đi họp']);
  });

  it('is not closed by officers of another place', async () => {
    const answer = await send('close', { counter: '26506.A', date: '2026-12-04', reason: 'x' }, elsewhere);
    assert.equal(answer.status, 403);
    assert.ok(service && (await dayOfSlots(server, '2026-12-04')).length > 0);
  });
});
