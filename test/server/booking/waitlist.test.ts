import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Appointment, Hold, Problem, Session, Waiting } from '../../../src/contract/index.ts';
import { addDays, dayOf } from '../../../src/domain/calendar.ts';
import { applyRetention } from '../../../src/server/background/retention.ts';
import { markAppointment } from '../../../src/server/booking/check-in.ts';
import { closeDay } from '../../../src/server/booking/closures.ts';
import { offerWindow, processWaitlists } from '../../../src/server/booking/waitlist.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { bookingBody, book as bookTime, dayOfSlots, freshPhone, service } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { signedIn } from '../../support/desk.ts';

const minutes = (count: number, from = monday) => new Date(from.getTime() + count * 60_000);
/** Thursdays of Tết. */
const newYear = ['2027-02-04', '2027-02-11'];
const consents = [{ purpose: 'appointment', version: '2026-01' }];

describe('The line for a full session', () => {
  let server: Backend;
  /** Each test has a Thursday of its own. */
  let date = '2026-11-26';

  before(async () => {
    server = await backend(await testDatabase());
    await sql`update agency set settings = jsonb_set(settings, '{booking,horizonDays}', '200')
      where settings ? 'booking'`.execute(server.database.db);
  });
  after(() => server.database.close());
  beforeEach(() => {
    server.at(monday);
    next();
  });
  const next = () => {
    do date = addDays(date, 7);
    while (newYear.includes(date));
  };

  const session = async (): Promise<Session> => {
    const { sessions } = (await (await server.get(`/api/services/${service}/sessions?agency=${ward}`)).json()) as {
      sessions: Session[];
    };
    return sessions.find(each => each.date === date)!;
  };
  const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
  const holdPages = async (units: number, phone = freshPhone()) =>
    json<Hold>(server.send('/holds', { service, slot: (await session()).id, phone, units }));
  const book = async (units: number, phone = freshPhone()) => {
    const { token } = await holdPages(units, phone);
    return json<Appointment>(server.send('/appointments', bookingBody(token, phone)));
  };
  const fill = () => Promise.all([20, 20, 20].map(units => book(units)));
  const joined = async (units: number, phone = freshPhone()) =>
    server.send('/waiting', {
      service,
      slot: (await session()).id,
      units,
      contact: { name: 'Lê Thị Sáu', phone },
      consents,
    });
  const join = async (units: number, phone?: string) => json<Waiting>(joined(units, phone));
  const read = ({ secret }: Waiting) => json<Waiting>(server.post('/api/waiting/read', { agency: ward, secret }));
  const take = ({ secret }: Waiting) => server.send('/waiting/take', { secret });
  const leave = ({ secret }: Waiting) => json<Waiting>(server.send('/waiting/leave', { secret }));
  const cancel = ({ secret }: Appointment) => server.send('/appointments/cancel', { secret });
  const told = async (phone: string) =>
    server.database.db
      .selectFrom('outbox')
      .select(['words', 'due_at'])
      .where('recipient', '=', `+84${phone.slice(1)}`)
      .where('state', '<>', 'replaced')
      .orderBy('created_at')
      .execute();
  const serve = async (now: Date) => {
    server.at(now);
    await processWaitlists(server.database.db, undefined, now);
  };

  it('is there only when nothing is free', async () => {
    assert.deepEqual(await refusal(await joined(1)), { slug: 'slot-free', status: 409 });
    await fill();
    const waiting = await join(5);
    assert.deepEqual(
      [waiting.state, waiting.ahead, waiting.units, waiting.contact.phone.slice(0, 3)],
      ['waiting', 0, { unit: 'pages', count: 5 }, '091'],
    );
    assert.equal((await join(5)).ahead, 1);
    assert.equal((await session()).waiting, 2);
  });

  it('keeps a place that becomes free for the first, for half an hour, and tells them where', async () => {
    const [booked] = await fill();
    const phone = freshPhone();
    const first = await join(10, phone);
    const second = await join(10);
    const third = await join(10);
    await cancel(booked!);
    const states = await Promise.all([first, second, third].map(read));
    assert.deepEqual(
      states.map(({ state, offeredUntil }) => [state, offeredUntil]),
      [
        ['offered', '2026-11-23T09:30:00+07:00'],
        ['offered', '2026-11-23T09:30:00+07:00'],
        ['waiting', undefined],
      ],
    );
    const [message] = await told(phone);
    assert.match(message!.words, /chỗ trống lúc 17:00 ngày \d\d\/\d\d\/2026.*đến 09:30 ngày 23\/11\/2026/);
    assert.doesNotMatch(message!.words, /https?:|Sáu/);

    const ticket = await json<Appointment>(take(first));
    assert.deepEqual([ticket.status, ticket.units?.count, ticket.contact.name], ['booked', 10, 'Lê *** Sáu']);
    assert.equal((await json<Appointment>(take(first))).number, ticket.number);
    assert.equal((await read(first)).state, 'taken');
  });

  it('is seen at the desk, where an officer takes an offer for who calls', async () => {
    const [booked] = await fill();
    const first = await join(15);
    const second = await join(20);
    await cancel(booked!);
    const desk = await signedIn(server);
    const date = dayOf(new Date(first.slot.start));
    const path = `/desk/appointments?counter=26506.N&date=${date}`;
    const page = await desk.open(path);
    for (const words of ['Người đang chờ chỗ', '15 trang', 'Đang giữ chỗ', 'Đang chờ', 'Lê Thị Sáu'])
      assert.ok(page.includes(words), words);
    const take = (turn: Waiting, officer = desk) =>
      officer.send(`/desk/appointments/waiting/${turn.secret.split('.')[0]}/take`, {});
    const stranger = await signedIn(server, 'binh', { agency: '26590' });
    assert.equal((await take(first, stranger)).status, 404);
    const early = await take(second);
    assert.equal(early.status, 409);
    assert.ok(early.page.includes('Thời gian giữ chỗ đã hết'));
    assert.equal((await take(first)).status, 303);
    assert.equal((await read(first)).state, 'taken');
    // A caller is removed from the waitlist.
    assert.ok((await desk.open(path)).includes('Bỏ khỏi danh sách chờ'));
    const left = await desk.send(`/desk/appointments/waiting/${second.secret.split('.')[0]}/leave`, {});
    assert.deepEqual([left.status, (await read(second)).state], [303, 'left']);
  });

  it('goes on to the next when an offer is refused, or not taken in time', async () => {
    const [booked] = await fill();
    const [first, second, third] = [await join(20), await join(20), await join(20)];
    await cancel(booked!);
    assert.equal((await leave(first)).state, 'left');
    assert.equal((await read(second)).state, 'offered');

    server.at(minutes(30));
    assert.equal((await read(second)).state, 'expired');
    assert.deepEqual(await refusal(await take(second)), { slug: 'hold-expired', status: 410 });
    await serve(minutes(31));
    assert.deepEqual(
      [(await read(third)).state, (await read(third)).offeredUntil],
      ['offered', '2026-11-23T10:01:00+07:00'],
    );
  });

  it('is passed by nobody, however little they want', async () => {
    const [booked] = await fill();
    const first = await join(20);
    await cancel(booked!);
    const much = await join(20);
    await leave(first);
    assert.equal((await read(much)).state, 'offered');
    const [other] = [await join(20)];
    // Ten pages are free, but the first of the waitlist needs twenty.
    await server.database.db.updateTable('slot').set({ capacity: 70 }).where('book_until', 'is not', null).execute();
    const { left, state } = await session();
    assert.deepEqual([left, state], [0, 'full']);
    const little = await server.send('/holds', {
      service,
      slot: (await session()).id,
      phone: freshPhone(),
      units: 1,
    });
    assert.deepEqual(await refusal(little), { slug: 'slot-taken', status: 409 });
    assert.equal((await read(other!)).state, 'waiting');
  });

  it('is served when a hold runs out, or somebody moves away', async () => {
    const held = await Promise.all([20, 20, 20].map(units => holdPages(units)));
    const first = await join(20);
    await serve(minutes(9));
    assert.equal((await read(first)).state, 'waiting');
    await server.send('/holds/extend', { token: held[0]!.token });
    await serve(minutes(11));
    assert.equal((await read(first)).state, 'offered');

    server.at(monday);
    next();
    const [booked] = await fill();
    const waiting = await join(3);
    const slot = (await session()).id;
    next();
    const { id } = await session();
    assert.equal((await server.send('/appointments/move', { secret: booked!.secret, slot: id })).status, 201);
    assert.equal((await read(waiting)).state, 'offered');
    assert.notEqual(slot, id);
  });

  it('wakes nobody at night, and the half hour begins in the morning', async () => {
    const night = new Date('2026-11-23T22:15:00+07:00');
    const [booked] = await fill();
    const phone = freshPhone();
    const first = await join(5, phone);
    server.at(night);
    await cancel(booked!);
    assert.equal((await read(first)).offeredUntil, '2026-11-24T07:30:00+07:00');
    const [message] = await told(phone);
    assert.equal(message!.due_at?.toISOString(), '2026-11-24T00:00:00.000Z');
    assert.equal((await leave(first)).state, 'left');
    assert.deepEqual(await told(phone), [], 'what is no longer true is not told in the morning');
    assert.deepEqual(offerWindow(null, new Date('2026-11-24T05:00:00+07:00')), {
      from: new Date('2026-11-24T07:00:00+07:00'),
      until: new Date('2026-11-24T07:30:00+07:00'),
    });
  });

  it('ends when booking ends, and names the next session', async () => {
    const [booked] = await fill();
    const phone = freshPhone();
    const first = await join(5, phone);
    const second = await join(20);
    const noon = new Date(`${date}T12:00:00+07:00`);
    server.at(minutes(-10, noon));
    await cancel(booked!);
    assert.equal((await read(first)).offeredUntil, `${date}T12:00:00+07:00`);
    server.at(noon);
    assert.equal((await read(second)).state, 'over');
    await serve(noon);
    const over = await read(second);
    assert.deepEqual([over.state, over.next?.start], ['over', `${addDays(date, 7)}T17:00:00+07:00`]);
  });

  it('is told when the office closes the session', async () => {
    await fill();
    const phone = freshPhone();
    const first = await join(5, phone);
    const officer = { id: 'tiepnhan', name: '', agency: ward, role: 'lead' } as const;
    await server.database.db
      .transaction()
      .execute(tx =>
        closeDay({ tx, officer, jobs: undefined, now: monday }, { counter: '26506.N', date, reason: 'cúp điện' }),
      );
    const { state, reason } = await read(first);
    assert.deepEqual([state, reason], ['over', 'cúp điện']);
    const [message] = await told(phone);
    assert.match(message!.words, /không thực hiện được \(cúp điện\).*danh sách chờ.*Gần nhất còn chỗ lúc 17:00/);
  });

  it('keeps no name and no number once the session is over', async () => {
    await fill();
    const first = await join(5);
    assert.ok((await applyRetention(server.database.db, new Date(`${addDays(date, 1)}T18:59:00+07:00`))).waiting >= 0);
    assert.equal((await read(first)).state, 'waiting');
    assert.ok((await applyRetention(server.database.db, new Date(`${addDays(date, 1)}T19:01:00+07:00`))).waiting > 0);
    const answer = server.post('/api/waiting/read', { agency: ward, secret: first.secret });
    assert.deepEqual(await refusal(await answer), { slug: 'waiting-not-found', status: 404 });
  });

  it('opens to nobody without its secret', async () => {
    for (const secret of ['', 'x', `${crypto.randomUUID()}.AAAA`]) {
      const answer = await server.post('/api/waiting/read', { agency: ward, secret });
      assert.equal((await refusal(answer)).slug, 'waiting-not-found');
      assert.equal((await refusal(await server.send('/waiting/take', { secret }))).slug, 'waiting-not-found');
      assert.equal((await refusal(await server.send('/waiting/leave', { secret }))).slug, 'waiting-not-found');
    }
  });
});

describe('A phone', () => {
  let server: Backend;

  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  const sessions = async () =>
    (
      (await (await server.get(`/api/services/${service}/sessions?agency=${ward}`)).json()) as { sessions: Session[] }
    ).sessions.filter(({ state }) => state === 'open' || state === 'full');

  it('has one place in a session, booked or waited for', async () => {
    const [first, second] = await sessions();
    const phone = freshPhone();
    const ask = (slot: string, instead?: string) =>
      server.send('/holds', { service, slot, phone, units: 2, ...(instead && { instead }) });
    const { token } = (await (await ask(first!.id)).json()) as Hold;
    // A lost hold does not block a new one; only one of the two can be booked.
    const again = (await (await ask(first!.id)).json()) as Hold;
    await server.send('/appointments', bookingBody(again.token, phone));
    const twice = await server.send('/appointments', bookingBody(token, phone));
    assert.equal((await refusal(twice)).slug, 'already-booked');
    await server.send('/holds/release', { token });
    assert.deepEqual(await refusal(await ask(first!.id)), { slug: 'already-booked', status: 409 });

    const other = (await (await ask(second!.id)).json()) as Hold;
    const booked = (await (await server.send('/appointments', bookingBody(other.token, phone))).json()) as Appointment;
    const move = server.send('/appointments/move', { secret: booked.secret, slot: first!.id });
    assert.equal((await refusal(await move)).slug, 'already-booked');

    // Held for one phone, booked for another that has a place already.
    const { token: third } = (await (
      await server.send('/holds', { service, slot: first!.id, phone: freshPhone(), units: 1 })
    ).json()) as Hold;
    const swapped = await server.send('/appointments', bookingBody(third, phone));
    assert.equal((await refusal(swapped)).slug, 'already-booked');
  });

  it('that did not come three times in a month cannot book until the month is over', async () => {
    const phone = freshPhone();
    const officer = { id: 'tiepnhan', name: '', agency: ward, role: 'lead' } as const;
    for (const day of ['2026-11-25', '2026-11-26', '2026-11-27']) {
      const free = (await dayOfSlots(server, day)).find(({ left }) => left > 0)!;
      await bookTime(server, free.id, phone);
    }
    const { db } = server.database;
    const rows = await db
      .selectFrom('appointment')
      .selectAll()
      .where('contact_phone', '=', `+84${phone.slice(1)}`)
      .execute();
    assert.equal(rows.length, 3);
    for (const row of rows)
      await db.transaction().execute(tx => markAppointment({ tx, officer, now: monday }, row, 'missed'));
    server.at(new Date('2026-11-30T09:00:00+07:00'));
    const [first] = await sessions();
    const ask = () => server.send('/holds', { service, slot: first!.id, phone });
    const refused = await ask();
    assert.equal(((await refused.clone().json()) as Problem).status, 409);
    assert.deepEqual(await refusal(refused), { slug: 'too-many-missed', status: 409 });
    server.at(new Date('2026-12-26T09:00:00+07:00'));
    const [later] = await sessions();
    assert.equal((await server.send('/holds', { service, slot: later!.id, phone })).status, 201);
  });
});
