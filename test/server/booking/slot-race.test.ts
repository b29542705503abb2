import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Hold, Problem, Slot } from '../../../src/contract/index.ts';
import { closeDay } from '../../../src/server/booking/closures.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { book, bookingBody, dayOfSlots, freshPhone, hold, service } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';

const tries = 50;
const branch = '26506.2';

/** One after the other on PGlite, through fifty connections on PostgreSQL. */
describe('Many for one place', () => {
  let server: Backend;

  const slugOf = async (response: Response) =>
    response.ok ? 'done' : ((await response.clone().json()) as Problem).type.split('#')[1];
  const takenOf = async (slot: string) => {
    const [counter, minutes] = slot.split(':') as [string, string];
    return server.database.db
      .selectFrom('slot')
      .select(['taken', 'capacity'])
      .where('counter', '=', counter)
      .where('starts_at', '=', new Date(Number(minutes) * 60_000))
      .executeTakeFirstOrThrow();
  };
  const rowsOf = async (slot: string) => {
    const [counter, minutes] = slot.split(':') as [string, string];
    return server.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select('appointment.state')
      .where('slot.counter', '=', counter)
      .where('slot.starts_at', '=', new Date(Number(minutes) * 60_000))
      .where('state', '<>', 'cancelled')
      .execute();
  };

  before(async () => {
    server = await backend(await testDatabase({ connections: tries }));
  });
  after(() => server.database.close());

  it('gives it to one, and tells the other 49 of times that are truly free', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-01', { place: branch })) as [Slot];
    assert.equal(slot.left, 1);
    const answers = await Promise.all(
      Array.from({ length: tries }, () => server.send('/holds', { service, slot: slot.id, phone: freshPhone() })),
    );
    const slugs = await Promise.all(answers.map(slugOf));
    assert.equal(slugs.filter(slug => slug === 'done').length, 1);
    assert.equal(slugs.filter(slug => slug === 'slot-taken').length, tries - 1);
    assert.deepEqual([await takenOf(slot.id), (await rowsOf(slot.id)).length], [{ taken: 1, capacity: 1 }, 1]);

    for (const answer of answers.filter(({ ok }) => !ok)) {
      const { alternatives } = (await answer.json()) as { alternatives: Slot[] };
      assert.equal(alternatives.length, 5);
      for (const { left } of alternatives) assert.ok(left > 0);
    }
    const { alternatives } = (await (
      await server.send('/holds', { service, slot: slot.id, phone: freshPhone() })
    ).json()) as { alternatives: Slot[] };
    for (const free of alternatives) assert.ok((await hold(server, free.id)).token, free.id);
  });

  it('is sold once by the database itself, whatever a program asks of it, and keeps who was there before', async () => {
    const [, slot] = (await dayOfSlots(server, '2026-12-01', { place: branch })) as [Slot, Slot];
    await book(server, slot.id);
    const [counter, minutes] = slot.id.split(':') as [string, string];
    const change = (values: { taken: number } | { capacity: number }) =>
      server.database.db
        .updateTable('slot')
        .set(values)
        .where('counter', '=', counter)
        .where('starts_at', '=', new Date(Number(minutes) * 60_000))
        .execute();
    await assert.rejects(change({ taken: 2 }), /2 of 1 places taken/);
    await change({ capacity: 3 });
    await change({ taken: 3 });
    await change({ capacity: 1 });
    await change({ taken: 2 });
    await assert.rejects(change({ taken: 3 }), /3 of 1 places taken/);
    await change({ taken: 1 });
  });

  it('gives one phone no more than its share, however many requests come at once', async () => {
    const slots = await dayOfSlots(server, '2026-12-02');
    const phone = freshPhone();
    const answers = await Promise.all(
      slots.slice(0, 12).map(({ id }) => server.send('/holds', { service, slot: id, phone })),
    );
    const slugs = await Promise.all(answers.map(slugOf));
    assert.equal(slugs.filter(slug => slug === 'done').length, 3);
    assert.equal(slugs.filter(slug => slug === 'too-many-appointments').length, 9);
  });

  it('moves people past each other without a deadlock, a lost place or a double one', async () => {
    const slots = (await dayOfSlots(server, '2026-12-03')).slice(0, 6);
    const secrets = await Promise.all(slots.map(async ({ id }) => (await book(server, id)).secret));
    for (let round = 1; round <= 4; round++) {
      const answers = await Promise.all(
        secrets.map((secret, i) =>
          server.send('/appointments/move', { secret, slot: slots[(i + round * (i % 2 ? 1 : 5)) % 6]?.id }),
        ),
      );
      for (const answer of answers) assert.ok(['done', 'slot-taken'].includes((await slugOf(answer)) ?? ''));
    }
    let people = 0;
    for (const { id } of slots) {
      const rows = await rowsOf(id);
      assert.ok(rows.length <= 2);
      assert.equal((await takenOf(id)).taken, rows.length);
      people += rows.length;
    }
    assert.equal(people, 6);
  });

  it('lets nobody slip into a day that is being closed', async () => {
    const slots = await dayOfSlots(server, '2026-12-04');
    const phones = slots.map(() => freshPhone());
    const holds = (await Promise.all(slots.map(({ id }, i) => hold(server, id, phones[i])))) as Hold[];
    const officer = { id: 'thu', name: 'Thu', agency: ward, role: 'officer' } as const;
    const closing = server.database.db
      .transaction()
      .execute(tx =>
        closeDay(
          { tx, officer, jobs: undefined, now: monday },
          { counter: '26506.A', date: '2026-12-04', reason: 'Mất điện' },
        ),
      );
    const answers = await Promise.all([
      ...holds.map(({ token }, i) => server.send('/appointments', bookingBody(token, phones[i] as string))),
      ...slots.map(({ id }) => server.send('/holds', { service, slot: id, phone: freshPhone() })),
    ]);
    await closing;
    for (const answer of answers) {
      const slug = (await slugOf(answer)) ?? '';
      assert.ok(['done', 'hold-expired', 'slot-closed', 'slot-taken'].includes(slug), slug);
    }
    const { count } = await server.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('slot.counter', '=', '26506.A')
      .where('slot.starts_at', '>=', new Date('2026-12-04T00:00:00+07:00'))
      .where('slot.starts_at', '<', new Date('2026-12-05T00:00:00+07:00'))
      .where('state', '=', 'booked')
      .executeTakeFirstOrThrow();
    assert.equal(Number(count), 0);
  });
});
