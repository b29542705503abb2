import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Appointment, Hold, Problem, Session } from '../../../src/contract/index.ts';
import { formatFor } from '../../../src/core/format.ts';
import { backend, type Backend, newKey, ward } from '../../support/backend.ts';
import { bookingBody, dayOfSlots, freshPhone, hold, service } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';

const slotAt = (counter: string, when: string) => `${counter}:${Date.parse(when) / 60_000}`;

describe('At the edges', () => {
  let server: Backend;
  const wants = (slot: string, more: object = {}) =>
    server.send('/holds', { service, slot, phone: freshPhone(), ...more });
  const others = async (answer: Response) => {
    const problem = (await answer.json()) as Problem & { alternatives?: { start: string }[] };
    return [problem.type.split('#')[1], (problem.alternatives ?? []).length > 0];
  };
  const read = async ({ secret }: Appointment) =>
    (await (await server.post('/api/appointments/read', { agency: ward, secret })).json()) as Appointment;

  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  it('a time that is past is refused, with others to choose', async () => {
    assert.deepEqual(await others(await wants(slotAt('26506.A', '2026-11-23T08:30:00+07:00'))), ['slot-closed', true]);
    assert.deepEqual(await others(await wants(slotAt('26506.N', '2026-11-19T17:00:00+07:00'))), ['slot-closed', true]);
  });

  it('a session on a holiday is refused, and other sessions are named', async () => {
    // 24/11/2026 is a holiday; a rule has an evening on it nevertheless.
    await server.database.db
      .insertInto('session_rule')
      .values({
        counter: '26506.N',
        rrule: 'FREQ=WEEKLY;BYDAY=TU',
        since: '2026-01-01',
        opens: '17:00',
        closes: '19:00',
        capacity: 60,
        unit: 'pages',
        most: 20,
        minutes: 2,
        cutoff: 300,
      })
      .execute();
    const answer = await wants(slotAt('26506.N', '2026-11-24T17:00:00+07:00'));
    const { alternatives = [] } = (await answer.json()) as { alternatives?: { start: string }[] };
    assert.equal(alternatives[0]?.start, '2026-11-26T17:00:00+07:00');
    await server.database.db.deleteFrom('session_rule').where('rrule', '=', 'FREQ=WEEKLY;BYDAY=TU').execute();
  });

  it('200 pages are refused at their field, and whoever brings twenty is welcome', async () => {
    const evening = slotAt('26506.N', '2026-11-26T17:00:00+07:00');
    const answer = await wants(evening, { units: 200 });
    assert.equal(answer.status, 422);
    assert.deepEqual(((await answer.json()) as Problem).errors, [{ pointer: '/units', code: 'most' }]);
    assert.equal((await wants(evening, { units: 20 })).status, 201);
  });

  it('a session is booked by nobody after its booking has ended, and a hold of before is still good', async () => {
    const evening = slotAt('26506.N', '2026-12-03T17:00:00+07:00');
    server.at(new Date('2026-12-03T11:58:00+07:00'));
    const phone = freshPhone();
    const early = (await (await wants(evening, { phone })).json()) as Hold;
    server.at(new Date('2026-12-03T12:01:00+07:00'));
    assert.deepEqual(await others(await wants(evening)), ['slot-closed', true]);
    assert.equal((await server.send('/appointments', bookingBody(early.token, phone))).status, 201);
    const { sessions } = (await (await server.get(`/api/services/${service}/sessions?agency=${ward}`)).json()) as {
      sessions: Session[];
    };
    assert.equal(sessions.find(({ date }) => date === '2026-12-03')?.state, 'over');
    server.at(new Date('2026-11-23T09:00:00+07:00'));
  });

  it('what is asked again with its key is answered as before, and nothing is booked twice', async () => {
    const [slot] = await dayOfSlots(server, '2026-12-10');
    const phone = freshPhone();
    const { token } = await hold(server, slot!.id, phone);
    const key = newKey();
    const body = bookingBody(token, phone);
    const lost = (await (await server.send('/appointments', body, key)).json()) as Appointment;
    const again = (await (await server.send('/appointments', body, key)).json()) as Appointment;
    assert.deepEqual([again.number, again.secret], [lost.number, lost.secret]);
    const { rows } = await sql`select 1 from appointment where contact_phone = ${`+84${phone.slice(1)}`}`.execute(
      server.database.db,
    );
    assert.equal(rows.length, 1);
  });

  it('PostgreSQL that is restarted between holding and booking loses nothing', async t => {
    const { database } = server;
    if (database.kind !== 'postgres') return t.skip('no PostgreSQL here');
    const [slot] = await dayOfSlots(server, '2026-12-11');
    const phone = freshPhone();
    const { token } = await hold(server, slot!.id, phone);
    // As in a restart: every connection ends.
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(database.db);
    const key = newKey();
    let answer = await server.send('/appointments', bookingBody(token, phone), key);
    for (let tries = 0; answer.status === 503 && tries < 10; tries++)
      answer = await server.send('/appointments', bookingBody(token, phone), key);
    assert.equal(answer.status, 201);
    assert.equal((await read((await answer.json()) as Appointment)).status, 'booked');
  });

  it('a Saturday worked in exchange is booked at a Friday’s hours, and the day off for it is not', async () => {
    const days = [
      { agency: '79', date: '2026-12-12', type: 'swapWork', name: '{"vi":"Làm bù"}' },
      { agency: '79', date: '2026-12-14', type: 'swapOff', name: '{"vi":"Nghỉ hoán đổi"}' },
    ];
    await server.database.db.insertInto('calendar_day').values(days).execute();
    const saturday = await dayOfSlots(server, '2026-12-12');
    const friday = await dayOfSlots(server, '2026-12-11');
    const hours = (slots: typeof friday) => slots.map(({ start }) => start.slice(11, 16)).join();
    assert.equal(hours(saturday), hours(friday));
    assert.equal((await wants(saturday.at(-1)!.id)).status, 201);
    assert.deepEqual(await others(await wants(slotAt('26506.A', '2026-12-14T08:10:00+07:00'))), ['slot-closed', true]);
  });

  it('a session is at 17:00 for whoever looks from New York, before and after the clocks there change', () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    try {
      const format = formatFor('vi');
      for (const day of ['2026-10-29', '2026-11-05', '2027-03-11', '2027-03-18'])
        assert.equal(format.time(`${day}T17:00:00+07:00`), '17:00', day);
      assert.equal(format.moment('2027-03-18T17:00:00+07:00'), '17:00 Thứ Năm, 18/03/2027');
      // The same instant in another notation.
      assert.equal(format.moment('2027-03-18T10:00:00Z'), '17:00 Thứ Năm, 18/03/2027');
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});
