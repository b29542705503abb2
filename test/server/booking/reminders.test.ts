import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { instantAt } from '../../../src/domain/calendar.ts';
import { remindForTomorrow } from '../../../src/server/booking/reminders.ts';
import type { Session } from '../../../src/contract/index.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { book, bookingBody, dayOfSlots, freshPhone, hold } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';

const [wednesday, thursday] = ['2026-11-25', '2026-11-26'];
const afternoon = (day: string) => instantAt(day, 16 * 60);

describe('The reminder of an appointment', () => {
  let server: Backend;
  before(async () => void (server = await backend(await testDatabase())));
  after(() => server.database.close());

  const bookOn = async (day: string, phone: string) => {
    const free = (await dayOfSlots(server, day)).find(({ left }) => left)!;
    return book(server, free.id, phone);
  };
  const remind = (day: string) => remindForTomorrow(server.database.db, undefined, afternoon(day));
  const reminders = async (phone: string) =>
    server.database.db
      .selectFrom('outbox')
      .select(['words', 'state'])
      .where('recipient', '=', `+84${phone.slice(1)}`)
      .where('matter', 'like', 'reminder:%')
      .execute();

  it('is sent the afternoon before, once, with day, hour and place', async () => {
    server.at(monday);
    const phone = freshPhone();
    const { number } = await bookOn(thursday, phone);
    await remind('2026-11-24');
    assert.deepEqual(await reminders(phone), [], 'two days before is too early');
    await remind(wednesday);
    await remind(wednesday);
    const [message, ...more] = await reminders(phone);
    assert.deepEqual(more, []);
    assert.match(
      message!.words,
      new RegExp(`nhắc Ông/Bà: lịch hẹn, số thứ tự ${number}, lúc \\d\\d:\\d\\d ngày mai, 26/11/2026, tại `),
    );
    assert.doesNotMatch(message!.words, /http|Nguyễn/);
  });

  it('of a visit at home says between which hours the officer comes, not to whom or where', async () => {
    server.at(monday);
    const phone = freshPhone();
    const of = 'trich-luc';
    const list = await server.get(`/api/services/${of}/sessions?agency=${ward}&way=home`);
    const { sessions } = (await list.json()) as { sessions: Session[] };
    const free = sessions.find(({ start, state }) => state === 'open' && start.startsWith(thursday))!;
    const { token } = await hold(server, free.id, phone, of);
    const elder = { name: 'Nguyễn Thị Tám', birthYear: 1941 };
    const home = { elder, hamlet: 'Khu phố 2', line: '12 Lê Lai', relation: 'con gái', returns: 'home' };
    assert.equal((await server.send('/appointments', { ...bookingBody(token, phone, 'Trần Út'), home })).status, 201);
    await remind(wednesday);
    const [message] = await reminders(phone);
    assert.match(message!.words, /cán bộ đến nhà ngày mai, 26\/11\/2026, từ \d\d:\d\d đến \d\d:\d\d/);
    assert.doesNotMatch(message!.words, /Tám|Lê Lai|http/);
    await remind(wednesday);
    assert.equal((await reminders(phone)).length, 1);
  });

  it('is not sent to whoever booked that day: they have just been told', async () => {
    server.at(instantAt(wednesday, 9 * 60));
    const phone = freshPhone();
    await bookOn(thursday, phone);
    await remind(wednesday);
    assert.deepEqual(await reminders(phone), []);
  });

  it('is withdrawn when the appointment is cancelled before it has gone out, and not sent afterwards', async () => {
    server.at(monday);
    const [early, late] = [freshPhone(), freshPhone()];
    const first = await bookOn('2026-12-03', early);
    const second = await bookOn('2026-12-03', late);
    const cancel = ({ secret }: { secret: string }) => server.send('/appointments/cancel', { secret });
    server.at(afternoon('2026-12-01'));
    await cancel(second);
    await remind('2026-12-02');
    assert.equal((await reminders(early))[0]?.state, 'waiting');
    server.at(afternoon('2026-12-02'));
    await cancel(first);
    assert.deepEqual(
      (await reminders(early)).map(({ state }) => state),
      ['replaced'],
    );
    assert.deepEqual(await reminders(late), []);
  });

  it('follows an appointment that is moved to another day', async () => {
    server.at(monday);
    const phone = freshPhone();
    const { secret } = await bookOn('2026-12-09', phone);
    await remind('2026-12-08');
    assert.equal((await reminders(phone)).length, 1);
    server.at(instantAt('2026-12-08', 17 * 60));
    const other = (await dayOfSlots(server, '2026-12-10')).find(({ left }) => left)!;
    const answer = await server.send('/appointments/move', { secret, slot: other.id });
    assert.equal(answer.status, 201);
    await remind('2026-12-09');
    const [old, next] = await reminders(phone);
    assert.equal(old?.state, 'replaced');
    assert.match(next!.words, /ngày mai, 10\/12\/2026/);
  });
});
