import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BookingDay } from '../../../src/contract/index.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { book, dayOfSlots, service } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';

/** A Thursday without bookings. */
const date = '2026-12-17';

describe('The days that a citizen can book', () => {
  let server: Backend;
  let other: Backend;
  before(async () => {
    const database = await testDatabase();
    server = await backend(database);
    other = await backend(database);
  });
  after(() => server.database.close());

  const query = `agency=${ward}&place=26506.1&from=2026-12-01&to=2026-12-31`;
  const day = async (from: Backend = server): Promise<BookingDay> => {
    const answer = (await (await from.get(`/api/services/${service}/days?${query}`)).json()) as { days: BookingDay[] };
    return answer.days.find(each => each.date === date)!;
  };
  const change = (text: string) => sql.raw(text).execute(server.database.db);

  it('show at once what another process has booked', async () => {
    const { left } = await day();
    const [slot] = await dayOfSlots(other, date);
    await book(other, slot!.id);
    assert.equal((await day()).left, left! - 1);
    assert.equal((await dayOfSlots(server, date))[0]!.left, slot!.left - 1);
  });

  for (const [what, there, back, seen] of [
    [
      'a new capacity',
      `update slot_rule set capacity = capacity + 3 where counter = '26506.A'`,
      `update slot_rule set capacity = capacity - 3 where counter = '26506.A'`,
      (before: BookingDay, now: BookingDay) => now.left! > before.left!,
    ],
    [
      'a closing',
      `insert into closure (counter, date, reason) select id, '${date}', 'Mất điện' from counter where place = '26506.1'`,
      `delete from closure where date = '${date}'`,
      (_: BookingDay, now: BookingDay) => now.state === 'closed' && now.name?.vi === 'Mất điện',
    ],
    [
      'a holiday of the city',
      `insert into calendar_day (agency, date, type, name) values ('79', '${date}', 'holiday', '{"vi":"Lễ"}')`,
      `delete from calendar_day where agency = '79' and date = '${date}'`,
      (_: BookingDay, now: BookingDay) => now.state === 'closed' && now.name?.vi === 'Lễ',
    ],
    [
      'a shorter time ahead',
      `update agency set settings = jsonb_set(settings, '{booking,horizonDays}', '7') where settings->'booking' is not null`,
      `update agency set settings = jsonb_set(settings, '{booking,horizonDays}', '60') where settings->'booking' is not null`,
      (_: BookingDay, now: BookingDay) => now.state === 'later',
    ],
  ] as const)
    it(`show ${what} at once, and when it is taken back`, async () => {
      const before = await day();
      assert.deepEqual(await day(other), before);
      await change(there);
      const now = await day();
      assert.ok(seen(before, now), JSON.stringify(now));
      assert.deepEqual(await day(other), now, 'in every process');
      await change(back);
      assert.equal((await day()).state, before.state);
    });

  it('are no more offered when the service is not', async () => {
    await change(`update service set active = false where id = '${service}'`);
    assert.equal((await server.get(`/api/services/${service}/days?${query}`)).status, 404);
    await change(`update service set active = true where id = '${service}'`);
    assert.equal((await day()).state, 'open');
  });

  it('are not changed by what is rolled back', async () => {
    const before = await day();
    await server.database.db
      .transaction()
      .execute(async tx => {
        await sql`update slot_rule set capacity = 50 where counter = '26506.A'`.execute(tx);
        throw new Error('rolled back');
      })
      .catch(() => {});
    assert.deepEqual(await day(), before);
  });
});
