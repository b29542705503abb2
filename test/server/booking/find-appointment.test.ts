import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  type Appointment,
  type Capabilities,
  type Challenge,
  proofHeader,
  type Session,
} from '../../../src/contract/index.ts';
import { proofSeconds } from '../../../src/server/platform/proof-of-work.ts';
import { backend, type Backend, openWard, refusal, ward } from '../../support/backend.ts';
import { book, bookingBody, dayOfSlots, freshPhone, hold } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { solved } from '../../support/solved.ts';

describe('A lost ticket', () => {
  let server: Backend;
  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());
  beforeEach(() => server.at(monday));

  const find = (number: string, phone: string, agency = ward, headers = {}) =>
    server.post('/api/appointments/find', { agency, number, phone }, headers);
  const found = async (number: string, phone: string, agency = ward) =>
    (await (await find(number, phone, agency)).json()) as Appointment;
  const notFound = { slug: 'appointment-not-found', status: 404 };
  const booked = async (date = '2026-12-03', phone = freshPhone()) => {
    const [slot] = (await dayOfSlots(server, date)).filter(({ left }) => left);
    return { phone, ticket: await book(server, slot!.id, phone) };
  };

  it('is found by its number and the phone, however both are typed, and can be cancelled by what is found', async () => {
    const { phone, ticket } = await booked();
    const spoken = `${phone.slice(0, 4)}.${phone.slice(4, 7)} ${phone.slice(7)}`;
    const again = await found(ticket.number.toLowerCase().replace('0', ' '), `+84 (0)${spoken.slice(1)}`);
    assert.deepEqual([again.number, again.slot.start], [ticket.number, ticket.slot.start]);
    assert.equal(again.contact.name, 'Nguyễn *** Lan');
    assert.match(again.contact.phone, /\*{4}/);
    assert.equal((await server.send('/appointments/cancel', { secret: again.secret })).status, 201);
    assert.equal((await found(ticket.number, phone)).status, 'cancelled', 'and says so afterwards');
  });

  it('gets one answer for a wrong number, another’s phone, another ward, and a day later', async () => {
    const { phone, ticket } = await booked();
    const { phone: stranger } = await booked();
    const tries = [
      await find('A999', phone),
      await find(ticket.number, stranger),
      await find(ticket.number, phone, openWard),
    ];
    const texts = await Promise.all(tries.map(async answer => (await answer.text()).replace(/"requestId":"\d+"/, '')));
    assert.match(texts[0]!, /appointment-not-found/);
    assert.equal(new Set(texts).size, 1, texts.join('\n'));
    assert.equal((await find(ticket.number, phone, '79')).status, 200, 'from the page of the province');
    server.at(new Date('2026-12-05T09:00:00+07:00'));
    assert.deepEqual(await refusal(await find(ticket.number, phone)), notFound);
  });

  it('of two with the same number is the one to come next', async () => {
    const phone = freshPhone();
    const { ticket: later } = await booked('2026-12-08', phone);
    const { ticket: sooner } = await booked('2026-12-07', phone);
    assert.equal(later.number, sooner.number, 'each the first of its day');
    assert.equal((await found(sooner.number, phone)).slot.start, sooner.slot.start);
    await server.send('/appointments/cancel', { secret: sooner.secret });
    assert.equal((await found(sooner.number, phone)).slot.start, later.slot.start);
  });

  it('of a visit at home is not found: its code at the door tells officers from impostors', async () => {
    const phone = freshPhone();
    const of = 'trich-luc';
    const list = await server.get(`/api/services/${of}/sessions?agency=${ward}&way=home`);
    const free = ((await list.json()) as { sessions: Session[] }).sessions.find(({ state }) => state === 'open')!;
    const { token } = await hold(server, free.id, phone, of);
    const elder = { name: 'Nguyễn Thị Tám', birthYear: 1941 };
    const home = { elder, hamlet: 'Khu phố 2', line: '12 Lê Lai', relation: 'con gái', returns: 'home' };
    const answer = await server.send('/appointments', { ...bookingBody(token, phone), home });
    const { number, home: visit } = (await answer.json()) as Appointment;
    assert.ok(visit?.doorCode);
    assert.deepEqual(await refusal(await find(number, phone)), notFound);
  });

  it('is not offered where the office has switched it off', async () => {
    const { db } = server.database;
    const set = (value: string) =>
      sql`update agency set settings = jsonb_set(settings, '{booking,find}', ${value}::jsonb) where settings->'booking' <> 'null'`.execute(
        db,
      );
    const { phone, ticket } = await booked('2026-12-10');
    await set('false');
    const { booking } = (await (await server.get(`/api/capabilities?agency=${ward}`)).json()) as Capabilities;
    assert.equal(booking?.find, false);
    assert.deepEqual(await refusal(await find(ticket.number, phone)), { slug: 'not-offered', status: 409 });
    await set('true');
    assert.equal((await find(ticket.number, phone)).status, 200);
  });

  it('costs no try where the number is none', async () => {
    const { phone, ticket } = await booked('2026-12-11');
    for (let tries = 0; tries < 8; tries++) assert.equal((await find('không nhớ', phone)).status, 422);
    assert.equal((await find(ticket.number, phone)).status, 200);
  });

  it('says what is wrong with a phone that is none, and searches nothing', async () => {
    const answer = await find('A001', '0912 34');
    assert.equal(answer.status, 422);
    assert.deepEqual(((await answer.json()) as { errors: { pointer: string }[] }).errors[0]?.pointer, '/phone');
  });

  it('cannot be guessed cheaply for a known phone, and its holder is never locked out', async () => {
    const { phone, ticket } = await booked('2026-12-09');
    for (let tries = 0; tries < 5; tries++) assert.deepEqual(await refusal(await find(`B${tries}00`, phone)), notFound);
    const asked = await find(ticket.number, phone);
    assert.equal(asked.status, 428);
    const { challenge } = (await asked.json()) as { challenge: Challenge };
    const proven = await find(ticket.number, phone, ward, { [proofHeader]: solved(challenge) });
    assert.equal(proven.status, 200);
    assert.equal((await find('A001', freshPhone())).status, 404, 'other phones are left alone');

    const hundred = Array.from({ length: 100 }, (_, tries) => proofSeconds(tries, 5)).reduce((sum, each) => sum + each);
    assert.ok(hundred > 45 * 60, `${hundred} s of a core for a hundred numbers`);
  });
});
