import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, BookingDay, Hold, Problem, Service, Slot } from '../../../src/contract/index.ts';
import { applyRetention } from '../../../src/server/background/retention.ts';
import { backend, type Backend, newKey, refusal, ward } from '../../support/backend.ts';
import { book, bookingBody, dayOfSlots, freshPhone, hold, mainPlace, service } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';

const branch = '26506.2';
const minutes = (count: number) => new Date(monday.getTime() + count * 60_000);

describe('Booking an appointment', () => {
  let server: Backend;

  const days = async (from: string, to: string, place = mainPlace) =>
    (await (
      await server.get(`/api/services/${service}/days?agency=${ward}&place=${place}&from=${from}&to=${to}`)
    ).json()) as { days: BookingDay[]; first: Slot | null; until: string };
  const leftOf = async (slot: Slot) =>
    (await dayOfSlots(server, slot.start.slice(0, 10), { place: slot.place })).find(({ id }) => id === slot.id)?.left;
  const alternativesOf = async (response: Response) => {
    const problem = (await response.json()) as Problem;
    return { slug: problem.type.split('#')[1], slots: (problem.alternatives ?? []) as unknown as Slot[] };
  };
  const read = async (secret: string) => server.post('/api/appointments/read', { agency: ward, secret });

  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  it('tells a phone little, however often an appointment is moved', async () => {
    const phone = freshPhone();
    const free = (await dayOfSlots(server, '2026-12-14')).filter(({ left }) => left);
    const { secret } = await book(server, free[0]!.id, phone);
    for (let i = 1; i <= 60; i++)
      assert.equal((await server.send('/appointments/move', { secret, slot: free[i % 2]!.id })).status, 201);
    const told = await server.database.db
      .selectFrom('outbox')
      .select(['words', 'state'])
      .where('recipient', '=', `+84${phone.slice(1)}`)
      .where('state', '<>', 'replaced')
      .execute();
    assert.deepEqual(
      told.map(({ state }) => state),
      ['waiting'],
    );
    assert.match(told[0]!.words, /Lịch hẹn của Ông\/Bà đã đổi sang/);
    await server.database.db.deleteFrom('outbox').execute();
  });

  it('finds a service by what people call it, with what to bring and where', async () => {
    const { services } = (await (await server.get(`/api/services?agency=${ward}&q=PHOTO%20cong%20chung`)).json()) as {
      services: { id: string }[];
    };
    assert.deepEqual(
      services.map(({ id }) => id),
      [service],
    );
    const found = (await (await server.get(`/api/services/2.000815?agency=${ward}`)).json()) as {
      id: string;
      papers: { name: string }[];
      places: { id: string; first?: string }[];
    };
    // The first free slot is the one that its days show.
    for (const { id, first = '' } of found.places) {
      const slots = await dayOfSlots(server, first.slice(0, 10), { place: id });
      assert.equal(slots.find(({ left }) => left > 0)?.start, first);
    }
    assert.deepEqual(
      [found.id, found.papers[0]?.name, found.places.map(({ id }) => id)],
      [service, 'Giấy tờ cần chứng thực', [mainPlace, branch]],
    );
    assert.deepEqual(await refusal(await server.get(`/api/services/none?agency=${ward}`)), {
      slug: 'service-not-found',
      status: 404,
    });
    const { services: none } = (await (await server.get('/api/services?agency=79.SCT')).json()) as {
      services: unknown[];
    };
    assert.deepEqual(none, []);
  });

  it('names holidays and tells why a day cannot be had', async () => {
    const { days: november, first, until } = await days('2026-11-20', '2026-11-30');
    const state = Object.fromEntries(november.map(day => [day.date.slice(8), day.state]));
    assert.deepEqual(
      [state['20'], state['23'], state['24'], state['25'], state['28'], state['29']],
      ['past', 'full', 'closed', 'open', 'open', 'off'],
    );
    const holiday = november.find(({ date }) => date === '2026-11-24');
    assert.deepEqual([holiday?.name?.vi, holiday?.lunar], ['Ngày Văn hóa Việt Nam', '16/10']);
    assert.equal(first?.start, '2026-11-25T07:30:00+07:00');
    assert.equal(until, '2027-01-22');

    server.at(new Date('2027-01-20T10:00:00+07:00'));
    const { days: february } = await days('2027-02-01', '2027-02-28');
    const tet = february.find(({ date }) => date === '2027-02-06');
    assert.deepEqual([tet?.name?.vi, tet?.state, tet?.lunar], ['Tết Nguyên đán', 'closed', '1/1']);
    assert.equal(february.find(({ date }) => date === '2027-02-10')?.type, 'compensatory');

    server.at(new Date('2026-08-20T10:00:00+07:00'));
    const { days: august } = await days('2026-08-22', '2026-08-31');
    assert.deepEqual([august[0]?.state, august[0]?.type, august[0]?.left], ['open', 'swapWork', 42]);
    assert.deepEqual([august[9]?.state, august[9]?.type], ['closed', 'swapOff']);
    server.at(monday);
  });

  it('opens a new day at the stated hour', async () => {
    server.at(new Date('2026-11-25T06:59:00+07:00'));
    assert.equal((await days('2026-11-25', '2026-11-25')).until, '2027-01-23');
    assert.equal((await days('2027-01-24', '2027-01-25')).days[1]?.state, 'later');
    server.at(new Date('2026-11-25T07:00:00+07:00'));
    assert.equal((await days('2026-11-25', '2026-11-25')).until, '2027-01-24');
    server.at(monday);
  });

  it('refuses days that there are not, spans that are too long and places that do not have it', async () => {
    const ask = (query: string) => server.get(`/api/services/${service}/days?agency=${ward}&${query}`);
    for (const query of [
      `place=${mainPlace}&from=2027-02-01&to=2027-02-31`,
      `place=${mainPlace}&from=2027-02-10&to=2027-02-01`,
      `place=${mainPlace}&from=2026-01-01&to=2026-12-31`,
      `place=${mainPlace}&from=9000-01-01&to=9000-01-02`,
      `place=${mainPlace}&from=0001-01-01&to=0001-01-02`,
    ])
      assert.deepEqual(await refusal(await ask(query)), { slug: 'invalid-input', status: 422 }, query);
    assert.deepEqual(await refusal(await ask('place=26575.1&from=2026-12-01&to=2026-12-02')), {
      slug: 'place-not-found',
      status: 404,
    });
    for (const [from, to, state] of [
      ['2019-05-01', '2019-05-31', 'past'],
      ['2090-05-01', '2090-05-31', 'later'],
    ] as const) {
      const { days: far, first } = await days(from, to);
      assert.deepEqual([[...new Set(far.map(day => day.state))], first?.start.slice(0, 10)], [[state], '2026-11-25']);
    }
    const calendar = await server.get(`/api/agencies/${ward}/calendar?from=2026-02-30&to=2026-03-01`);
    assert.deepEqual(await refusal(calendar), { slug: 'invalid-input', status: 422 });
  });

  it('says which fees the province may have set otherwise', async () => {
    const fees = async (of: string) =>
      ((await (await server.get(`/api/services/${of}?agency=${ward}`)).json()) as Service).fees;
    assert.deepEqual(
      (await fees('trich-luc')).map(({ amount, confirmed }) => [amount, confirmed]),
      [[8000, false]],
    );
    assert.equal((await fees(service))[0]?.confirmed, undefined);
  });

  it('holds a place, books it, and tells its holder', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-01')).filter(({ left }) => left === 2) as [Slot];
    const phone = freshPhone();
    const held = await hold(server, slot.id, phone);
    assert.equal(held.expiresAt, '2026-11-23T09:10:00+07:00');
    assert.equal(await leftOf(slot), 1);

    const key = newKey();
    const response = await server.send('/appointments', bookingBody(held.token, phone), key);
    assert.equal(response.status, 201);
    const appointment = (await response.json()) as Appointment;
    assert.match(appointment.number, /^A\d{3}$/);
    assert.deepEqual(appointment.contact, { name: 'Nguyễn *** Lan', phone: `091****${phone.slice(-3)}` });
    assert.match(appointment.ics, /DTSTART:20261201T\d{6}Z/);
    const { ics: english } = appointment.words?.['en'] as { ics: string };
    const unfolded = english.replace(/\r\n /g, '');
    assert.match(unfolded, new RegExp(`SUMMARY:${appointment.number} · Certified copy`));
    assert.match(unfolded, /The paper to certify \(1 original\\, 1 copy\)/);
    assert.match(appointment.ics.replace(/\r\n /g, ''), /1 bản chính\\, 1 bản sao/);
    assert.ok(!appointment.ics.includes('Lan') && !appointment.ics.includes(phone.slice(1)));
    assert.equal(await leftOf(slot), 1);

    const again = await server.send('/appointments', bookingBody(held.token, phone), key);
    assert.equal(again.status, 200);
    const otherKey = await server.send('/appointments', bookingBody(held.token, phone));
    assert.equal(((await otherKey.json()) as Appointment).number, appointment.number);
    const messages = await server.database.db
      .selectFrom('outbox')
      .select('words')
      .where('subject', '=', `appointment:${appointment.number}`)
      .execute();
    assert.equal(messages.length, 1);
    assert.match(
      messages[0]?.words ?? '',
      new RegExp(`số thứ tự ${appointment.number}, lúc 07:\\d\\d ngày 01/12/2026`),
    );
  });

  it('gives a place back when its hold expires or is released, and extends it as often as is allowed', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-02')) as [Slot];
    const first = await hold(server, slot.id);
    const second = await hold(server, slot.id);
    assert.equal(await leftOf(slot), 0);
    assert.deepEqual(await (await server.send('/holds/release', { token: second.token })).json(), { released: true });
    assert.deepEqual(await (await server.send('/holds/release', { token: second.token })).json(), { released: false });
    assert.equal(await leftOf(slot), 1);

    server.at(minutes(8));
    const extended = (await (await server.send('/holds/extend', { token: first.token })).json()) as Hold;
    assert.deepEqual([extended.expiresAt, extended.extensionsLeft], ['2026-11-23T09:13:00+07:00', 9]);
    for (let i = 0; i < 12; i++) await server.send('/holds/extend', { token: first.token });
    const last = (await (await server.send('/holds/extend', { token: first.token })).json()) as Hold;
    assert.deepEqual([last.expiresAt, last.extensionsLeft], ['2026-11-23T09:13:00+07:00', 0]);

    server.at(minutes(14));
    assert.deepEqual(await refusal(await server.send('/holds/extend', { token: first.token })), {
      slug: 'hold-expired',
      status: 410,
    });
    assert.deepEqual(await refusal(await server.send('/appointments', bookingBody(first.token, freshPhone()))), {
      slug: 'hold-expired',
      status: 410,
    });
    assert.equal(await leftOf(slot), 2);
    await hold(server, slot.id);
    assert.equal(await leftOf(slot), 1);
    server.at(monday);
  });

  it('tells the loser of a race which times are free, nearest first', async () => {
    const slots = await dayOfSlots(server, '2026-12-04');
    const wanted = slots[3] as Slot;
    await book(server, wanted.id);
    await book(server, wanted.id);
    const { slug, slots: free } = await alternativesOf(
      await server.send('/holds', { service, slot: wanted.id, phone: freshPhone() }),
    );
    assert.equal(slug, 'slot-taken');
    assert.equal(free.length, 5);
    assert.deepEqual(
      free
        .slice(0, 2)
        .map(({ start }) => start)
        .sort(),
      [slots[2]?.start, slots[4]?.start],
    );
    for (const slot of free) assert.ok((await leftOf(slot)) ?? 0 > 0);
  });

  it('refuses a time that is past, too near, too far, between times, or at a closed place, with others to choose', async () => {
    const at = (time: string, counter = '26506.A') => `${counter}:${Date.parse(`${time}+07:00`) / 60_000}`;
    for (const slot of [
      at('2026-11-20T08:10:00'),
      at('2026-11-23T09:50:00'),
      at('2027-03-01T08:10:00'),
      at('2026-11-25T08:11:00'),
      at('2026-11-24T08:10:00'),
      at('2026-11-29T08:10:00'),
      'nonsense',
      at('2026-11-25T08:10:00', '26575.A'),
    ]) {
      const { slug, slots } = await alternativesOf(await server.send('/holds', { service, slot, phone: freshPhone() }));
      assert.deepEqual([slug, slots.length], ['slot-closed', 5], slot);
    }
  });

  it('moves an appointment in one step, with a number of its new place', async () => {
    const [from] = (await dayOfSlots(server, '2026-12-07')) as [Slot];
    const [to] = (await dayOfSlots(server, '2026-12-08', { place: branch })) as [Slot];
    const appointment = await book(server, from.id);
    const moved = (await (
      await server.send('/appointments/move', { secret: appointment.secret, slot: to.id })
    ).json()) as Appointment;
    assert.deepEqual([moved.slot.start, moved.place.id, moved.number], [to.start, branch, 'D001']);
    assert.deepEqual([await leftOf(from), await leftOf(to)], [2, 0]);

    const blocked = await book(server, from.id);
    const taken = await server.send('/appointments/move', { secret: blocked.secret, slot: to.id });
    assert.equal((await alternativesOf(taken)).slug, 'slot-taken');
    const same = (await (await read(blocked.secret)).json()) as Appointment;
    assert.deepEqual([same.slot.start, await leftOf(from)], [from.start, 1]);
  });

  it('cancels an appointment once, and none that is over', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-09')) as [Slot];
    const { secret } = await book(server, slot.id);
    const cancelled = (await (await server.send('/appointments/cancel', { secret })).json()) as Appointment;
    assert.deepEqual([cancelled.status, cancelled.changeable, await leftOf(slot)], ['cancelled', false, 2]);
    assert.match(cancelled.ics, /STATUS:CANCELLED/);
    assert.equal((await server.send('/appointments/cancel', { secret })).status, 201);
    assert.deepEqual(await refusal(await server.send('/appointments/move', { secret, slot: slot.id })), {
      slug: 'appointment-fixed',
      status: 409,
    });

    const late = await book(server, slot.id);
    server.at(new Date('2026-12-09T10:00:00+07:00'));
    assert.deepEqual(await refusal(await server.send('/appointments/cancel', { secret: late.secret })), {
      slug: 'appointment-fixed',
      status: 409,
    });
    server.at(monday);
    assert.deepEqual(await refusal(await read(otherwise(late.secret))), {
      slug: 'appointment-not-found',
      status: 404,
    });
    const held = await hold(server, slot.id);
    assert.deepEqual(await refusal(await read(held.token)), { slug: 'appointment-not-found', status: 404 });
  });

  it('lets one phone have only so many, however it is written', async () => {
    const slots = await dayOfSlots(server, '2026-12-10');
    const phone = freshPhone();
    for (const i of [0, 1]) await book(server, (slots[i] as Slot).id, phone);
    const third = await hold(server, (slots[2] as Slot).id, `+84 ${phone.slice(1, 4)}.${phone.slice(4)}`);
    const fourth = await server.send('/holds', { service, slot: slots[3]?.id, phone });
    assert.deepEqual(await refusal(fourth), { slug: 'too-many-appointments', status: 409 });

    const instead = await server.send('/holds', { service, slot: slots[3]?.id, phone, instead: third.token });
    assert.equal(instead.status, 201);
    assert.equal(await leftOf(slots[2] as Slot), 2);
    const other = await hold(server, (slots[3] as Slot).id);
    assert.equal(await leftOf(slots[3] as Slot), 0);
    // The holder of the last place may hold it again.
    const { token } = (await instead.json()) as Hold;
    const anew = await server.send('/holds', { service, slot: slots[3]?.id, phone, instead: token });
    assert.deepEqual([anew.status, await leftOf(slots[3] as Slot)], [201, 0]);
    await server.send('/holds/release', { token: other.token });
    const stored = await server.database.db.selectFrom('appointment').selectAll().where('state', '=', 'held').execute();
    assert.ok(!JSON.stringify(stored).includes(phone.slice(1)));

    // A hold of one phone cannot be booked for another that has reached its quota.
    const strange = await hold(server, (slots[5] as Slot).id);
    assert.deepEqual(await refusal(await server.send('/appointments', bookingBody(strange.token, phone))), {
      slug: 'too-many-appointments',
      status: 409,
    });
  });

  it('counts a hold that has been booked, whatever its token is used for', async () => {
    const slots = await dayOfSlots(server, '2026-12-14');
    const phone = freshPhone();
    await book(server, (slots[0] as Slot).id, phone);
    await book(server, (slots[1] as Slot).id, phone);
    const { token } = await hold(server, (slots[2] as Slot).id, phone);
    await server.send('/appointments', bookingBody(token, phone));
    const fourth = await server.send('/holds', { service, slot: slots[3]?.id, phone, instead: token });
    assert.deepEqual(await refusal(fourth), { slug: 'too-many-appointments', status: 409 });
  });

  it('is read and cancelled also when the service is no longer offered, but not moved', async () => {
    const { db } = server.database;
    const slots = await dayOfSlots(server, '2026-12-15');
    const { secret } = await book(server, (slots[0] as Slot).id);
    await db.updateTable('service').set({ active: false }).where('id', '=', service).execute();
    try {
      assert.equal((await read(secret)).status, 200);
      const move = await server.send('/appointments/move', { secret, slot: slots[1]?.id });
      assert.deepEqual(await refusal(move), { slug: 'service-not-found', status: 404 });
      assert.equal((await server.send('/appointments/cancel', { secret })).status, 201);
    } finally {
      await db.updateTable('service').set({ active: true }).where('id', '=', service).execute();
    }
  });

  it('answers a repeated hold with what is left of it, not with its first clock', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-16')) as [Slot];
    const [key, phone] = [newKey(), freshPhone()];
    await server.send('/holds', { service, slot: slot.id, phone }, key);
    server.at(minutes(6));
    const again = (await (await server.send('/holds', { service, slot: slot.id, phone }, key)).json()) as Hold;
    assert.deepEqual([again.now, again.expiresAt], ['2026-11-23T09:06:00+07:00', '2026-11-23T09:10:00+07:00']);
    server.at(monday);
  });

  it('says which field is wrong', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-11')) as [Slot];
    const wrong = async (response: Response) =>
      ((await response.json()) as Problem).errors?.map(({ pointer, code }) => [pointer, code]);
    assert.deepEqual(await wrong(await server.send('/holds', { service, slot: slot.id, phone: '01234567890' })), [
      ['/phone', 'old'],
    ]);
    const phone = freshPhone();
    const { token } = await hold(server, slot.id, phone);
    const body = bookingBody(token, phone);
    const send = async (more: object) => wrong(await server.send('/appointments', { ...body, ...more }));
    assert.deepEqual(await send({ contact: { name: '  ', phone } }), [['/contact/name', 'required']]);
    assert.deepEqual(await send({ consents: [] }), [['/consents', 'required']]);
    assert.deepEqual(await send({ contact: { name: 'An', phone, email: 'x@' } }), [['/contact/email', 'email']]);
    assert.equal((await server.send('/appointments', body)).status, 201);
  });

  it('forgets who came thirty days after, and drops holds that expired', async () => {
    const { db } = server.database;
    const known = async () =>
      (await db.selectFrom('appointment').select('id').where('contact_phone', 'is not', null).execute()).length;
    const all = await known();
    const early = await applyRetention(db, new Date('2026-12-11T00:00:00+07:00'));
    assert.deepEqual([early.visits, early.holds > 0], [0, true]);
    const removed = await applyRetention(db, new Date('2027-01-31T00:00:00+07:00'));
    assert.equal(removed.visits, all);
    assert.equal(await known(), 0);
  });
});

/** A secret with one letter changed; not the last one, of which base64 uses only some bits. */
function otherwise(secret: string): string {
  const at = secret.length - 5;
  return `${secret.slice(0, at)}${secret[at] === 'x' ? 'y' : 'x'}${secret.slice(at + 1)}`;
}
