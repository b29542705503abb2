import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import type { Appointment, Slot } from '../../../src/contract/index.ts';
import type { OfficeCounter, OfficeFile } from '../../../src/server/office/office-file.ts';
import {
  applyOffice,
  type ApplyOptions,
  exportOffice,
  officeTexts,
  reportApply,
} from '../../../src/server/office/index.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { book, bookingBody, dayOfSlots, freshPhone, hold, service } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { officeText } from '../../support/office.ts';

/** A file with something changed in it. */
function edited(text: string, change: (file: OfficeFile, counters: OfficeCounter[]) => void): string {
  const file = parse(text) as OfficeFile;
  change(
    file,
    file.agencies.flatMap(({ places = [] }) => places.flatMap(({ counters = [] }) => counters)),
  );
  return stringify(file);
}
const removeFrom = <T>(list: T[] | undefined, isGone: (item: T) => boolean) => {
  const nth = list?.findIndex(isGone) ?? -1;
  if (nth >= 0) list!.splice(nth, 1);
};

describe('An office as a file', () => {
  let server: Backend;
  let original: string;

  const apply = (text: string, more: Partial<ApplyOptions> = {}) =>
    applyOffice(server.database.db, text, { officer: 'motcua', now: monday, ...more });
  const statusOf = async ({ secret }: Appointment) =>
    ((await (await server.post('/api/appointments/read', { agency: ward, secret })).json()) as Appointment).status;
  const wordsOf = async (like: string) =>
    (await server.database.db.selectFrom('outbox').select('words').where('words', 'like', `%${like}%`).execute()).map(
      ({ words }) => words,
    );

  before(async () => {
    server = await backend(await testDatabase({ connections: 60 }));
    original = await exportOffice(server.database.db);
  });
  after(() => server.database.close());

  it('is exported and applied again without a change', async () => {
    const { state, changes } = await apply(original);
    assert.deepEqual([state, changes], ['nothing', []]);
    const one = await exportOffice(server.database.db, ward);
    assert.ok(one.includes('Phường Vũng Tàu') && !one.includes('"26526"'));
    assert.match(one, / +- days: \[1, 2, 3, 4, 5\]\n +from: "?13:00"?\n +to: "?17:00"?\n/);
    assert.equal((await apply(one)).state, 'nothing');
    await assert.rejects(exportOffice(server.database.db, 'khong-co'), /agency-not-found/);
  });

  it('makes an office from nothing, which citizens can book at, and leaves the others as they are', async () => {
    const { state, changes } = await apply(officeText);
    assert.equal(state, 'done');
    assert.deepEqual([...new Set(changes.map(({ action }) => action))], ['made']);
    const { days } = (await (
      await server.get('/api/agencies/80001/calendar?from=2026-12-01&to=2026-12-31')
    ).json()) as {
      days: object[];
    };
    assert.deepEqual(days, [
      { date: '2026-12-05', type: 'swapWork', name: { vi: 'Làm bù' }, hours: [{ from: '07:30', to: '11:30' }] },
    ]);
    const url = '/api/services/thu-nghiem/slots?agency=80001&place=80001.1&date=2026-12-05';
    const { slots } = (await (await server.get(url)).json()) as { slots: Slot[] };
    assert.equal(slots.length, 11, 'the worked Saturday has the times of a Friday');
    const phone = freshPhone();
    const asked = { agency: '80001', service: 'thu-nghiem', slot: slots[0]!.id, phone };
    const { token } = (await (await server.send('/holds', asked)).json()) as { token: string };
    const booked = await server.send('/appointments', { ...bookingBody(token, phone), agency: '80001' });
    assert.equal(booked.status, 201);
    assert.equal((await apply(officeText)).state, 'nothing', 'twice it changes nothing');
    assert.equal((await apply(original)).state, 'nothing', 'the others are as they were');
  });

  it('tells what it would change, and changes nothing in a dry run', async () => {
    const text = officeText
      .replace('name: Quầy một', 'name: Quầy 1')
      .replace('capacity: 2', 'capacity: 3')
      .replace(
        '      - id: nop-giay',
        '      - id: nop-them\n        name: Nộp thêm\n        field: Khác\n      - id: nop-giay',
      );
    const planned = await apply(text, { dryRun: true });
    assert.equal(
      reportApply(officeTexts.vi, planned),
      ['thêm dịch vụ nop-them', 'sửa quầy 80001.A: name, times', 'Chạy thử: chưa có gì thay đổi.'].join('\n'),
    );
    assert.equal((await apply(officeText)).state, 'nothing');
  });

  it('with a day off declared later is refused until the number of those who booked is named; then all are told', async () => {
    const [slot, other] = (await dayOfSlots(server, '2026-12-14')) as [Slot, Slot];
    const booked = [await book(server, slot.id), await book(server, slot.id), await book(server, other.id)];
    const kept = await book(server, (await dayOfSlots(server, '2026-12-15'))[0]!.id);
    const text = original.replace(
      /^( +)calendar:$/m,
      '$1calendar:\n$1  - date: 2026-12-14\n$1    type: holiday\n$1    name:\n$1      vi: Nghỉ bão',
    );
    const planned = await apply(text);
    assert.deepEqual([planned.state, planned.touched.cancelled], ['unconfirmed', 3]);
    assert.match(reportApply(officeTexts.vi, planned), /3 lịch hẹn đã đặt bị hủy.*\n.*--confirm 3 --reason/);
    assert.equal((await apply(text, { confirm: 2, reason: 'Bão' })).state, 'unconfirmed', 'another number');
    assert.equal((await apply(text, { confirm: 3 })).state, 'unconfirmed', 'no reason');
    assert.deepEqual(await Promise.all(booked.map(statusOf)), ['booked', 'booked', 'booked']);
    assert.deepEqual(await wordsOf('Nghỉ vì bão số 9'), []);

    assert.equal((await apply(text, { confirm: 3, reason: 'Nghỉ vì bão số 9' })).state, 'done');
    assert.deepEqual(await Promise.all(booked.map(statusOf)), ['cancelled', 'cancelled', 'cancelled']);
    assert.equal(await statusOf(kept), 'booked');
    assert.equal((await wordsOf('Nghỉ vì bão số 9')).length, 3);
    assert.deepEqual(await dayOfSlots(server, '2026-12-14'), []);
    const log = await server.database.db
      .selectFrom('audit')
      .select(['action', 'detail'])
      .where('action', '=', 'office.change')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    assert.deepEqual(log.detail, {
      changes: [
        {
          ...{ kind: 'calendar', id: '79 2026-12-14', action: 'made' },
          after: { agency: '79', date: '2026-12-14', type: 'holiday', name: { vi: 'Nghỉ bão' }, hours: null },
        },
      ],
    });
    await apply(original);
  });

  it('without a counter or a service any more cancels what was booked there, and only that', async () => {
    const [slot] = (await dayOfSlots(server, '2026-12-16')) as [Slot];
    const copies = await book(server, slot.id);
    const signature = await book(server, slot.id, freshPhone(), 'chung-thuc-chu-ky');
    const withoutService = edited(original, ({ agencies }, counters) => {
      for (const { services } of agencies) removeFrom(services, ({ id }) => id === 'chung-thuc-chu-ky');
      for (const { services } of counters) removeFrom(services, id => id === 'chung-thuc-chu-ky');
    });
    const { touched } = await apply(withoutService, { dryRun: true });
    const moved = { confirm: touched.cancelled, reason: 'Chuyển về phường khác' };
    assert.equal((await apply(withoutService, moved)).state, 'done');
    assert.deepEqual([await statusOf(copies), await statusOf(signature)], ['booked', 'cancelled']);
    assert.equal(
      (await refusal(await server.get(`/api/services/chung-thuc-chu-ky?agency=${ward}`))).slug,
      'service-not-found',
    );

    const withoutCounter = edited(original, ({ agencies }) => {
      for (const { places = [] } of agencies)
        for (const { counters } of places) removeFrom(counters, ({ id }) => id === '26506.A');
    });
    const planned = await apply(withoutCounter, { dryRun: true });
    const closed = { confirm: planned.touched.cancelled, reason: 'Sửa phòng' };
    assert.equal((await apply(withoutCounter, closed)).state, 'done');
    assert.equal(await statusOf(copies), 'cancelled');
    assert.equal((await apply(original)).state, 'done', 'and both come back');
    assert.equal((await apply(original)).state, 'nothing');
    assert.ok((await dayOfSlots(server, '2026-12-16')).length);
  });

  it('changes under fifty citizens who book: none is lost, none doubled, none booked where nobody serves', async () => {
    const date = '2026-12-17';
    const slots = await dayOfSlots(server, date);
    const afternoon = edited(original, (_, counters) => {
      const counter = counters.find(({ id }) => id === '26506.A')!;
      counter.times = [{ days: [1, 2, 3, 4, 5], from: '13:00', to: '16:20', every: 20, capacity: 2 }];
    });
    const visits = Array.from({ length: 50 }, async (_, nth) => {
      const phone = freshPhone();
      const held = await hold(server, slots[nth % slots.length]!.id, phone, service);
      return held.token ? server.send('/appointments', bookingBody(held.token, phone)) : undefined;
    });
    const change = (async () => {
      for (let tries = 0; tries < 20; tries++) {
        const planned = await apply(afternoon, { dryRun: true });
        const lost = planned.touched.cancelled + planned.touched.waiting;
        const result = await apply(afternoon, { confirm: lost, reason: 'Chỉ làm buổi chiều' });
        if (result.state === 'done') return result;
      }
      return undefined;
    })();
    const answers = await Promise.all(visits);
    const result = await change;
    assert.equal(result?.state, 'done');
    const confirmed = answers.filter(answer => answer?.ok).length;
    const rows = await server.database.db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select(['state', 'starts_at', 'capacity', 'taken', 'slot.id'])
      .where('counter', '=', '26506.A')
      .where('starts_at', '>', new Date(`${date}T00:00:00+07:00`))
      .where('starts_at', '<', new Date(`${date}T23:59:00+07:00`))
      .execute();
    const booked = rows.filter(({ state }) => state === 'booked');
    const cancelled = rows.filter(({ state }) => state === 'cancelled');
    assert.equal(booked.length + cancelled.length, confirmed, 'each that was confirmed is there');
    assert.equal(cancelled.length, result.touched.cancelled);
    for (const { starts_at, taken, capacity } of booked) {
      assert.ok(starts_at >= new Date(`${date}T13:00:00+07:00`), 'nobody comes in the morning');
      assert.ok(taken <= capacity);
    }
    for (const { id } of rows) {
      const here = booked.filter(row => row.id === id).length;
      assert.ok(here <= 2, 'none doubled');
    }
    await apply(original);
  });

  it('drops the waitlist of a service that ends, and offers nobody its places', async () => {
    const evening = `26506.N:${Date.parse('2026-12-10T17:00:00+07:00') / 60_000}`;
    const take = async (units: number) => {
      const phone = freshPhone();
      const asked = { service: 'chung-thuc-chu-ky', slot: evening, units, phone };
      const { token } = (await (await server.send('/holds', asked)).json()) as { token: string };
      return (await (await server.send('/appointments', bookingBody(token, phone))).json()) as Appointment;
    };
    const booked = [await take(20), await take(20), await take(20)];
    const phone = freshPhone();
    const waits = await server.send('/waiting', {
      ...{ service: 'chung-thuc-chu-ky', slot: evening, units: 1, contact: { name: 'Người chờ', phone } },
      consents: [{ purpose: 'appointment', version: '2026-01' }],
    });
    assert.ok(waits.ok, await waits.clone().text());
    const text = edited(original, (_, counters) =>
      removeFrom(counters.find(({ id }) => id === '26506.N')?.services, id => id === 'chung-thuc-chu-ky'),
    );
    assert.notEqual(text, original);
    const planned = await apply(text, { dryRun: true });
    assert.deepEqual([planned.touched.cancelled, planned.touched.waiting], [3, 1]);
    assert.equal((await apply(text, { confirm: 4, reason: 'Chuyển quầy' })).state, 'done');
    assert.deepEqual(await Promise.all(booked.map(statusOf)), ['cancelled', 'cancelled', 'cancelled']);
    const { state } = await server.database.db
      .selectFrom('waiting')
      .select('state')
      .where('contact_name', '=', 'Người chờ')
      .executeTakeFirstOrThrow();
    assert.equal(state, 'over');
    await apply(original);
  });

  it('moved below another agency has that one’s days off, and tells those who booked on them', async () => {
    const booked = await book(server, (await dayOfSlots(server, '2026-12-18'))[0]!.id);
    const between = `motcua: 1
agencies:
  - id: "79.KV"
    name: Khu vực
    kind: area
    parent: "79"
    calendar:
      - { date: 2026-12-18, type: holiday, name: { vi: Nghỉ } }
`;
    assert.equal((await apply(between)).state, 'done');
    const moved = (await exportOffice(server.database.db, ward)).replace('parent: "79"', 'parent: 79.KV');
    const planned = await apply(moved, { dryRun: true });
    assert.ok(planned.touched.cancelled >= 1);
    const confirmed = { confirm: planned.touched.cancelled, reason: 'Nghỉ' };
    assert.equal((await apply(moved, confirmed)).state, 'done');
    assert.equal(await statusOf(booked), 'cancelled');
    await apply(original);
  });

  it('that changes while citizens book and cancel blocks nobody', async () => {
    const slots = await dayOfSlots(server, '2026-12-21');
    const answers: number[] = [];
    let isChanging = true;
    const citizens = Array.from({ length: 12 }, async (_, nth) => {
      while (isChanging) {
        const phone = freshPhone();
        const held = await server.send('/holds', { service, slot: slots[nth % slots.length]!.id, phone });
        answers.push(held.status);
        if (!held.ok) continue;
        const { token } = (await held.json()) as { token: string };
        const booked = await server.send('/appointments', bookingBody(token, phone));
        answers.push(booked.status);
        if (!booked.ok) continue;
        const { secret } = (await booked.json()) as Appointment;
        answers.push((await server.send('/appointments/cancel', { secret })).status);
      }
    });
    const states: string[] = [];
    for (let nth = 0; nth < 8; nth++) {
      const text = original
        .replace('phone: 0254 385 0000', `phone: 0254 385 00${10 + nth}`)
        .replace('name: Quầy chứng thực', `name: Quầy ${nth}`);
      states.push((await apply(text)).state);
    }
    isChanging = false;
    await Promise.all(citizens);
    assert.deepEqual(states, Array<string>(8).fill('done'));
    assert.ok(answers.length > 12);
    assert.deepEqual(
      answers.filter(status => status >= 500),
      [],
    );
    await apply(original);
  });

  const time = fc
    .integer({ min: 0, max: 47 })
    .map(half => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
  const span = fc.uniqueArray(time, { minLength: 2, maxLength: 2 }).map(both => {
    const [from = '', to = ''] = [...both].sort();
    return { from, to };
  });
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
  const date = fc
    .integer({ min: 0, max: 700 })
    .map(count => new Date(Date.UTC(2026, 11, 1 + count)).toISOString().slice(0, 10));
  const offices = fc.record({
    name: text,
    address: text,
    formerNames: fc.array(text, { maxLength: 3 }),
    hours: fc.tuple(days, span),
    times: fc.option(
      fc.record({ days, span, every: fc.integer({ min: 1, max: 30 }), capacity: fc.integer({ min: 1, max: 9 }) }),
    ),
    session: fc.option(
      fc.record({
        since: date,
        span,
        capacity: fc.integer({ min: 5, max: 50 }),
        minutes: fc.constantFrom(0.5, 1, 2.5, 10),
      }),
    ),
    calendar: fc.uniqueArray(fc.record({ date, name: text, hours: fc.option(span) }), {
      selector: each => each.date,
      maxLength: 4,
    }),
    synonyms: fc.array(text, { maxLength: 3 }),
    position: fc.option(
      fc.record({ latitude: fc.integer({ min: -90, max: 90 }), longitude: fc.integer({ min: -180, max: 180 }) }),
    ),
    desk: fc.boolean(),
  });

  it('of whatever kind is the same after an export (property)', async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        offices,
        async ({
          name,
          address,
          formerNames,
          hours: [on, hours],
          times,
          session,
          calendar,
          synonyms,
          position,
          desk,
        }) => {
          const id = `p${++number}`;
          const file = {
            motcua: 1,
            agencies: [
              {
                ...{ id, name, kind: 'commune', formerNames, ...(position && { position }) },
                calendar: calendar.map(({ hours: own, ...day }) => ({
                  ...day,
                  name: { vi: day.name },
                  type: 'swapOff',
                  ...(own && { hours: [own] }),
                })),
                services: [{ id: `${id}.s`, name, field: address, synonyms }],
                places: [
                  {
                    ...{ id: `${id}.1`, name, address, desk, hours: [{ days: on, ...hours }] },
                    counters: [
                      {
                        ...{ id: `${id}.A`, name, letter: 'A', services: [`${id}.s`] },
                        ...(times && {
                          times: [{ days: times.days, ...times.span, every: times.every, capacity: times.capacity }],
                        }),
                      },
                      {
                        ...{ id: `${id}.B`, name, letter: 'B', way: 'session', services: [`${id}.s`] },
                        ...(session && {
                          sessions: [
                            {
                              ...{ rule: 'FREQ=WEEKLY;BYDAY=MO', since: session.since, ...session.span },
                              ...{ capacity: session.capacity, minutes: session.minutes },
                            },
                          ],
                        }),
                      },
                    ],
                  },
                ],
              },
            ],
          };
          assert.equal((await apply(stringify(file))).state, 'done');
          const exported = await exportOffice(server.database.db, id);
          assert.deepEqual((await apply(exported)).changes, []);
          assert.deepEqual((await apply(stringify(file))).changes, []);
          assert.equal(await exportOffice(server.database.db, id), exported);
        },
      ),
      { numRuns: 25 },
    );
  });
});
