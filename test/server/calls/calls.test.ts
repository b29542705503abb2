import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, TicketCall } from '../../../src/contract/index.ts';
import { backend, type Backend, newKey, openWard, refusal, ward } from '../../support/backend.ts';
import { book, dayOfSlots, mainPlace } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

const counter = '26506.A';

describe('A number that is called', () => {
  let server: Backend;
  let officer: DeskOfficer;
  let elsewhere: DeskOfficer;
  let visitors: Appointment[];

  const idOf = ({ secret }: Appointment) => secret.split('.')[0]!;
  const read = async ({ secret }: Appointment) =>
    (await (await server.post('/api/appointments/read', { agency: ward, secret })).json()) as Appointment;
  const arrive = (visitor: Appointment) =>
    officer.send('/desk/appointments/find', { ticket: visitor.number, place: mainPlace, date: '2026-12-01' });
  const call = (action: string, fields: Record<string, string> = {}, as = officer) =>
    as.send(`/desk/appointments/call/${action}`, { counter, ...fields });
  const calls = () =>
    server.database.db.selectFrom('ticket_call').select(['number', 'counter_name']).orderBy('id').execute();

  before(async () => {
    server = await backend(await testDatabase(), { dist: 'dist' });
    officer = await signedIn(server, 'thu', { role: 'lead' });
    await server.database.db.updateTable('officer').set({ counter, desk: '3' }).where('id', '=', 'thu').execute();
    elsewhere = await signedIn(server, 'binh', { agency: openWard, role: 'lead' });
    const slots = (await dayOfSlots(server, '2026-12-01')).filter(({ left }) => left);
    visitors = [];
    for (const slot of slots.slice(0, 4)) visitors.push(await book(server, slot.id));
    server.at(new Date('2026-12-01T07:20:00+07:00'));
  });
  after(() => server.database.close());

  it('is asked for by an officer while nobody has arrived: the page says so', async () => {
    const { status, page } = await call('next');
    assert.equal(status, 409);
    assert.ok(page.includes('Chưa có ai đã đến mà chưa được gọi ở quầy này.'));
    assert.equal((await read(visitors[0]!)).queue, undefined, 'nobody is called here yet');
  });

  it('goes by time and number among those who have arrived, and the citizen is told', async () => {
    const [first, second, third] = visitors as [Appointment, Appointment, Appointment];
    await arrive(third);
    await arrive(second);
    assert.match((await call('next')).to ?? '', new RegExp(`row=${idOf(second)}`));
    assert.equal((await read(second)).queue?.calling?.counter, '3');
    // The first is late but still in time, so it comes before the third.
    assert.deepEqual((await read(third)).queue, { before: 1, calling: null });
    assert.deepEqual((await read(first)).queue, { before: 0, calling: null });
    await call('next');
    assert.ok((await read(third)).queue?.calling);
    assert.ok((await read(second)).queue?.calling, 'two desks of a counter call two people');
    server.at(new Date('2026-12-01T07:24:00+07:00'));
    assert.equal((await read(second)).queue, undefined, 'was served');
    server.at(new Date('2026-12-01T07:20:00+07:00'));
    assert.equal((await call('next')).status, 409);
  });

  it('is called again, and by choice, and with any number of another system', async () => {
    const before = (await calls()).length;
    server.at(new Date('2026-12-01T07:21:00+07:00'));
    await call('again');
    await call('number', { row: idOf(visitors[0]!) });
    await call('number', { number: 'x007' });
    const numbers = (await calls()).slice(before).map(({ number }) => number);
    assert.deepEqual(numbers, [visitors[2]!.number, visitors[0]!.number, 'X007']);
    const page = await officer.open(`/desk/appointments?place=${mainPlace}&date=2026-12-01`);
    assert.ok(page.includes('Đã gọi X007 lúc 07:21'));
    assert.match(page, /slot call[^>]*>.*đã gọi 07:20/s);
  });

  it('is called again by the desk that has called it, whatever another desk of the counter has called since', async () => {
    const other = await signedIn(server, 'lan', { role: 'officer' });
    await server.database.db.updateTable('officer').set({ counter, desk: '4' }).where('id', '=', 'lan').execute();
    await call('number', { number: 'D100' });
    await call('number', { number: 'D200' }, other);
    await call('again');
    const [last] = (await calls()).reverse();
    assert.deepEqual(last, { number: 'D100', counter_name: '3' });
  });

  it('is called anew at its new time when its appointment is moved', async () => {
    const [first] = visitors as [Appointment];
    assert.ok((await read(first)).queue?.calling);
    const slots = (await dayOfSlots(server, '2026-12-02')).filter(({ left }) => left);
    await officer.send(`/desk/appointments/${idOf(first)}/move`, { slot: slots[0]!.id });
    assert.equal((await read(first)).queue, undefined);
    assert.equal((await call('number', { row: idOf(first) })).status, 403, 'it is not of today');
  });

  it('is linked to the appointment of today that has it, when it is typed', async () => {
    const [last] = visitors.slice(3) as [Appointment];
    const { to } = await call('number', { number: last.number.toLowerCase() });
    assert.match(to ?? '', new RegExp(`row=${idOf(last)}`));
    assert.ok((await read(last)).queue?.calling);
    await server.database.db.deleteFrom('ticket_call').where('appointment', '=', idOf(last)).execute();
  });

  it('is no number: refused, and nothing is called', async () => {
    const before = await calls();
    for (const number of ['', '<script>', 'A'.repeat(40), '  ', '!!'])
      assert.equal((await call('number', { number })).status, 409, number);
    assert.equal((await call('number', { number: 'A1' }, elsewhere)).status, 403);
    assert.equal((await call('next', { counter: 'khong-co' })).status, 403);
    assert.deepEqual(await calls(), before);
  });

  it('is called once, of several desks that press at the same moment', async () => {
    const [last] = visitors.slice(3) as [Appointment];
    await arrive(last);
    const before = (await calls()).length;
    const answers = await Promise.all([call('next'), call('next'), call('next')]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409]);
    assert.equal((await calls()).length, before + 1);
  });

  it('of a queue machine is called with its key, once for each key of the request, until the key is revoked', async () => {
    const made = await officer.send('/desk/screens/machines', { name: 'Máy lấy số', place: mainPlace });
    const key = /<code>([\w-]{32})<\/code>/.exec(made.page)![1]!;
    assert.ok(!(await officer.open('/desk/screens')).includes(key), 'shown once');
    const input = { key, number: 'C031', counter: 'Quầy 5' };
    const once = newKey();
    const answer = await server.send('/calls', input, once);
    assert.equal(answer.status, 201);
    const { number, counter } = (await answer.json()) as TicketCall;
    assert.deepEqual([number, counter], ['C031', 'Quầy 5']);
    assert.equal((await server.send('/calls', input, once)).status, 200);
    assert.equal((await calls()).filter(({ number }) => number === 'C031').length, 1);

    assert.equal((await refusal(await server.send('/calls', { ...input, key: 'x' }))).slug, 'not-allowed');
    assert.equal((await refusal(await server.send('/calls', { ...input, agency: openWard }))).slug, 'not-allowed');
    for (const number of ['A'.repeat(13), ' ', '\u202eA1', 'A\n1', '<b>'])
      assert.equal((await refusal(await server.send('/calls', { ...input, number }))).status, 422, number);
    const page = await officer.open('/desk/screens');
    const machine = /machines\/([\w-]{36})\/revoke/.exec(page)![1]!;
    assert.equal((await elsewhere.send(`/desk/screens/machines/${machine}/revoke`, {})).status, 404);
    await officer.send(`/desk/screens/machines/${machine}/revoke`, {});
    assert.equal((await refusal(await server.send('/calls', input))).slug, 'not-allowed');
  });

  it('is forgotten after two days, as is who was called', async () => {
    server.at(monday);
    const { applyRetention } = await import('../../../src/server/background/retention.ts');
    await applyRetention(server.database.db, new Date('2026-12-03T07:00:00+07:00'));
    assert.ok((await calls()).length > 0);
    await applyRetention(server.database.db, new Date('2026-12-03T07:30:00+07:00'));
    assert.deepEqual(await calls(), []);
  });
});
