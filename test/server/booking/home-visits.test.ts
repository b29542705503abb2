import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, Hold, Problem, Service, Session } from '../../../src/contract/index.ts';
import type { HomeVisit } from '../../../src/contract/requests/home.ts';
import { applyRetention } from '../../../src/server/background/retention.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { bookingBody, freshPhone } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';

const service = 'trich-luc';
const visit: HomeVisit = {
  elder: { name: 'Nguyễn Thị Tám', birthYear: 1941 },
  hamlet: 'Khu phố 2',
  line: '12 Lê Lai, nhà sau chợ',
  relation: 'con gái',
  note: 'Xin gọi trước 30 phút',
  returns: 'home',
};

describe('A visit at home', () => {
  let server: Backend;

  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  const halfDays = async () =>
    (
      (await (await server.get(`/api/services/${service}/sessions?agency=${ward}&way=home`)).json()) as {
        sessions: Session[];
      }
    ).sessions;
  const hold = async (slot: string, phone: string) =>
    (await (await server.send('/holds', { service, slot, phone })).json()) as Hold;
  const ask = async (more: Partial<HomeVisit> = {}, slot?: string, phone = freshPhone()) => {
    const free = (await halfDays()).find(({ state }) => state === 'open')!;
    const { token } = await hold(slot ?? free.id, phone);
    return server.send('/appointments', { ...bookingBody(token, phone, 'Trần Thị Út'), home: { ...visit, ...more } });
  };
  const named = (name: string) => ({ elder: { name, birthYear: 1945 } });
  const pointer = async (answer: Promise<Response>) =>
    ((await (await answer).json()) as Problem).errors?.map(error => `${error.pointer} ${error.code}`).join();
  const told = (phone: string) =>
    server.database.db
      .selectFrom('outbox')
      .select('words')
      .where('recipient', '=', `+84${phone.slice(1)}`)
      .execute();

  it('is offered with whom it is for, where, and how the result comes back', async () => {
    const { ways, home } = (await (await server.get(`/api/services/${service}?agency=${ward}`)).json()) as Service;
    assert.deepEqual(ways, ['time', 'home']);
    assert.deepEqual(
      [home?.minAge, home?.area, home?.hamlets[1], home?.returns.map(({ id }) => id)],
      [
        60,
        'Phường Vũng Tàu, Thành phố Hồ Chí Minh',
        { name: 'Khu phố 2', was: 'Phường 5, thành phố Vũng Tàu' },
        ['home', 'desk'],
      ],
    );
    const copies = (await (await server.get(`/api/services/chung-thuc-ban-sao?agency=${ward}`)).json()) as Service;
    assert.equal(copies.home, undefined);
  });

  it('comes on half days, booked until the afternoon before', async () => {
    const list = await halfDays();
    assert.deepEqual(
      list.slice(0, 5).map(({ start, state, left }) => [start.slice(0, 16), state, left]),
      [
        ['2026-11-23T07:30', 'over', 3],
        ['2026-11-23T13:30', 'over', 3],
        // The 24th is a holiday.
        ['2026-11-24T07:30', 'closed', 0],
        ['2026-11-24T13:30', 'closed', 0],
        ['2026-11-25T07:30', 'open', 3],
      ],
    );
    assert.equal(list[4]?.bookUntil, '2026-11-24T16:30:00+07:00');
    assert.ok(list.every(({ waiting }) => waiting === undefined));
  });

  it('is booked by a daughter, who gets the code that the officer has to say', async () => {
    const phone = freshPhone();
    const booked = (await (await ask({}, undefined, phone)).json()) as Appointment;
    assert.match(booked.number, /^H\d{3}$/);
    assert.match(booked.home!.doorCode, /^\d{4}$/);
    assert.deepEqual(
      { ...booked.home, doorCode: '' },
      {
        state: 'planned',
        doorCode: '',
        elder: 'Nguyễn *** Tám',
        hamlet: 'Khu phố 2',
        area: 'Phường Vũng Tàu, Thành phố Hồ Chí Minh',
        returns: { vi: 'Cán bộ mang kết quả đến nhà', en: 'The officer brings the result home' },
        callsFrom: '0254 385 0005',
      },
    );
    assert.deepEqual([booked.contact.name, booked.turn, booked.slot.left], ['Trần *** Út', undefined, 2]);
    assert.doesNotMatch(JSON.stringify(booked), /Lê Lai|Xin gọi trước|con gái/);
    const [message] = await told(phone);
    assert.ok(message!.words.includes(`đúng mã ${booked.home!.doorCode}`), message!.words);
    assert.doesNotMatch(message!.words, /Tám|Lê Lai/);

    const [free] = (await halfDays()).filter(({ state }) => state === 'open').slice(-1);
    const moved = (await (
      await server.send('/appointments/move', { secret: booked.secret, slot: free!.id })
    ).json()) as Appointment;
    assert.deepEqual([moved.home?.doorCode, moved.slot.start], [booked.home!.doorCode, free!.start]);
  });

  it('is for those of sixty and older, and for the groups that the office names', async () => {
    const young = { name: 'Lê Văn Trẻ', birthYear: 1990 };
    assert.equal(await pointer(ask({ elder: young })), '/home/elder/birthYear age');
    assert.equal(await pointer(ask({ elder: young, group: 'rich' })), '/home/elder/birthYear age');
    assert.equal((await ask({ elder: young, group: 'disabled' })).status, 201);
    assert.equal((await ask({ elder: { name: 'Vừa Sáu Mươi', birthYear: 1966 } })).status, 201);
    assert.equal(await pointer(ask({ elder: { name: 'Chưa', birthYear: 1967 } })), '/home/elder/birthYear age');
  });

  it('goes nowhere that the office does not serve, and asks for what is missing', async () => {
    assert.equal(await pointer(ask({ ...named('A'), hamlet: 'Khu phố 99' })), '/home/hamlet unknown');
    assert.equal(await pointer(ask({ ...named('B'), returns: 'post' })), '/home/returns unknown');
    assert.equal(await pointer(ask({ ...named('C'), line: ' ' })), '/home/line required');
    assert.equal(await pointer(ask({ elder: { name: ' ', birthYear: 1945 } })), '/home/elder/name required');
    const phone = freshPhone();
    const free = (await halfDays()).find(({ state }) => state === 'open')!;
    const { token } = await hold(free.id, phone);
    const answer = server.send('/appointments', bookingBody(token, phone));
    assert.equal(await pointer(answer), '/home required');
  });

  it('is booked once for one elder, also by two children at the same moment', async () => {
    const two = await Promise.all([ask(named('Bùi Thị Chín')), ask(named('bui thi chin'))]);
    assert.deepEqual(two.map(({ status }) => status).sort(), [201, 409]);
    const refused = two.find(({ status }) => status === 409)!;
    assert.deepEqual(await refusal(refused), { slug: 'visit-already-booked', status: 409 });
    const booked = (await two.find(({ status }) => status === 201)!.json()) as Appointment;
    await server.send('/appointments/cancel', { secret: booked.secret });
    assert.equal((await ask(named('Bùi Thị Chín'))).status, 201);
  });

  it('can be booked twice by one carer for one half day, for father and mother', async () => {
    const phone = freshPhone();
    const free = (await halfDays()).filter(({ state, left }) => state === 'open' && left === 3)[0]!;
    assert.equal((await ask(named('Cha Già'), free.id, phone)).status, 201);
    assert.equal((await ask(named('Mẹ Già'), free.id, phone)).status, 201);
  });

  it('keeps no name and no house thirty days after', async () => {
    await applyRetention(server.database.db, new Date(monday.getTime() + 120 * 24 * 3600_000));
    const rows = await server.database.db.selectFrom('home_visit').selectAll().execute();
    assert.ok(rows.length > 3);
    for (const { elder_name, elder_birth_year, line, relation, note, elder_key } of rows)
      assert.deepEqual(
        [elder_name, elder_birth_year, line, relation, note, elder_key.length],
        [null, null, null, null, null, 0],
      );
  });
});
