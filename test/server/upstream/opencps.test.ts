import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type {
  Appointment,
  Capabilities,
  dayList,
  Dossier,
  Hold,
  Output,
  slotList,
} from '../../../src/contract/index.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { readMap } from '../../../src/server/upstream/read-map.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { openCps, type OpenCps, openCpsMap } from '../../support/opencps.ts';

describe('OpenCPS behind the gateway, by the preset', () => {
  let database: Database;
  let cps: OpenCps;
  let server: Backend;
  const log: Record<string, unknown>[] = [];

  before(async () => {
    database = await testDatabase();
    cps = await openCps(monday.getTime());
    const map = await readMap(JSON.stringify(openCpsMap(cps.url)));
    server = await backend(database, { maps: [map], log: line => log.push(line) });
  });
  beforeEach(() => {
    cps.asked.length = 0;
    cps.faults.clear();
  });
  after(async () => {
    cps.close();
    await database.close();
  });

  const lookUp = (code: string, kind = 'phoneLast4', value = '5678') =>
    server.post('/api/dossiers/read', { agency: ward, code, factor: { kind, value } });
  const going = '000.00.26.H29-261118-0001';
  const personal = [
    'NGUYỄN THỊ BÌNH',
    'TRẦN VĂN NAM',
    '079182000123',
    '0912345678',
    'binh@example.vn',
    'Số 12 Lê Lợi',
    'Cường',
    'Minh Khôi',
  ];

  it('shows where a dossier stands, by phone, identity number or look-up code, and nothing else of the person', async () => {
    for (const [kind, value] of [
      ['phoneLast4', '5678'],
      ['idLast4', '0123'],
      ['secretCode', 'K7Q2'],
    ]) {
      const answer = await lookUp(going, kind, value);
      const text = await answer.text();
      assert.equal(answer.status, 200, JSON.stringify(log.at(-1)));
      const dossier = JSON.parse(text) as Dossier;
      assert.deepEqual(
        [dossier.status, dossier.deadline, dossier.receivedAt, dossier.dueAt, dossier.workdaysLeft, dossier.applicant],
        [
          'processing',
          'onTrack',
          '2026-11-18T09:00:00+07:00',
          '2026-11-26T09:00:00+07:00',
          2,
          'NGUYỄN *** BÌNH; TRẦN *** NAM',
        ],
      );
      assert.deepEqual(
        dossier.timeline.map(({ at, label, by }) => [at, label, by]),
        [
          ['2026-11-18T09:00:00+07:00', 'Tiếp nhận hồ sơ', 'Cán bộ tiếp nhận'],
          ['2026-11-19T15:00:00+07:00', 'Thẩm định', 'Chuyên viên'],
        ],
      );
      for (const secret of personal) assert.ok(!text.includes(secret), `${kind}: ${secret}`);
    }
  });

  it('says the same for a wrong code, phone, number and look-up code', async () => {
    for (const [code, kind, value] of [
      ['000.00.26.H29-261118-9999', 'phoneLast4', '5678'],
      [going, 'phoneLast4', '0000'],
      [going, 'idLast4', '0000'],
      [going, 'secretCode', 'AAAA'],
    ] as const)
      assert.deepEqual(await refusal(await lookUp(code, kind, value)), { slug: 'dossier-not-found', status: 404 });
  });

  it('shows a pause, a later date and why; a dossier without timeline where that is missing', async () => {
    const waiting = (await (await lookUp('000.00.26.H29-261119-0003')).json()) as Dossier;
    assert.deepEqual(
      [waiting.status, waiting.deadline, waiting.reason, waiting.task?.kind, waiting.extension?.to],
      ['supplement', 'paused', 'Bổ sung giấy khai sinh', 'supplement', '2026-11-27T09:00:00+07:00'],
    );
    cps.faults.set('GET /dossiers/1001/sequences', [500]);
    const bare = (await (await lookUp(going)).json()) as Dossier;
    assert.deepEqual([bare.status, bare.timeline], ['processing', []]);
  });

  it('has holidays and what can be booked', async () => {
    const calendar = await server.get(`/api/agencies/${ward}/calendar?from=2026-11-01&to=2026-12-31`);
    assert.deepEqual(await calendar.json(), {
      days: [
        { date: '2026-11-26', type: 'holiday', name: { vi: 'Ngày Văn hóa Việt Nam' } },
        { date: '2026-11-28', type: 'swapWork', name: { vi: 'Làm bù' } },
      ],
    });
    const services = (await (await server.get(`/api/services?agency=${ward}&q=khai`)).json()) as { services: object[] };
    assert.deepEqual(services.services, [
      { id: '1.001193', name: 'Đăng ký khai sinh', field: 'Hộ tịch', procedure: '1.001193' },
    ]);
    const month = (await (
      await server.get(`/api/services/1.001193/days?agency=${ward}&place=mot-cua&from=2026-11-01&to=2026-11-30`)
    ).json()) as Output<typeof dayList>;
    assert.deepEqual(
      month.days.filter(({ date }) => date >= '2026-11-23').map(({ date, state }) => `${date.slice(8)} ${state}`),
      ['23 past', '24 open', '25 open', '26 closed', '27 open', '28 open', '29 off', '30 open'],
    );
    const asked = cps.asked
      .filter(({ path }) => path === '/bookings/counter')
      .map(({ query }) => query.get('bookingDate'));
    assert.deepEqual(asked, ['24/11/2026', '25/11/2026', '27/11/2026', '28/11/2026', '30/11/2026']);
  });

  const hold = async (date: string) => {
    const { slots } = (await (
      await server.get(`/api/services/1.001193/slots?agency=${ward}&place=mot-cua&date=${date}`)
    ).json()) as Output<typeof slotList>;
    return (await (
      await server.send('/holds', { service: '1.001193', slot: slots[0]?.id, phone: '0912345678' })
    ).json()) as Hold;
  };
  const book = async (date: string) =>
    (await (
      await server.send('/appointments', {
        hold: (await hold(date)).token,
        contact: { name: 'Nguyễn Thị Bình', phone: '0912 345 678' },
        consents: [{ purpose: 'booking', version: '1' }],
      })
    ).json()) as Appointment;

  it('books a day, tells the time that the office gives, moves and cancels', async () => {
    const booked = await book('2026-11-24');
    assert.deepEqual(
      [booked.slot.start, booked.contact, booked.service.name, cps.bookings.length],
      ['2026-11-24T07:30:00+07:00', { name: 'Nguyễn *** Bình', phone: '091****678' }, 'Đăng ký khai sinh', 1],
    );
    assert.equal(cps.bookings[0]?.['className'], 'EFORM');
    const read = (await (await server.send('/appointments/read', { secret: booked.secret })).json()) as Appointment;
    assert.equal(read.number, booked.number);

    const moved = (await (
      await server.send('/appointments/move', { secret: booked.secret, slot: '2026-11-27' })
    ).json()) as Appointment;
    assert.deepEqual(
      [moved.slot.start.slice(0, 10), moved.stillBooked, cps.bookings.length],
      ['2026-11-27', undefined, 1],
    );
    const cancelled = (await (
      await server.send('/appointments/cancel', { secret: moved.secret })
    ).json()) as Appointment;
    assert.deepEqual([cancelled.status, cps.bookings.length], ['cancelled', 0]);
  });

  it('tells that the earlier appointment stands when it could not be cancelled', async () => {
    const booked = await book('2026-11-25');
    cps.faults.set(`DELETE /bookings/${cps.bookings[0]?.['bookingId']}`, [403]);
    const moved = (await (
      await server.send('/appointments/move', { secret: booked.secret, slot: '2026-11-30' })
    ).json()) as Appointment;
    assert.deepEqual([moved.stillBooked, cps.bookings.length], [booked.number, 2]);
  });

  it('rates a returned dossier: one request for each question, once', async () => {
    const dossier = (await (await lookUp('000.00.26.H29-261110-0002')).json()) as Dossier;
    assert.equal(dossier.deadline, 'early');
    const offered = (await (await server.get(`/api/capabilities?agency=${ward}`)).json()) as Capabilities;
    const scores = offered.rating!.criteria.map(({ id }, i) => ({ criterion: id, value: 5 - 3 * i }));
    const rating = { kind: 'rating', agency: ward, ticket: dossier.ratingTicket, scores, reasons: [], comment: 'Tốt' };
    assert.equal((await server.write(rating)).status, 201);
    assert.deepEqual(
      cps.votes.map(({ votingId, selected, classPk, comment }) => [votingId, selected, classPk, comment]),
      [
        ['11', '1', '1002', 'Tốt'],
        ['12', '3', '1002', 'Tốt'],
      ],
    );
    assert.deepEqual(await refusal(await server.write({ ...rating, ticket: 'x.y' })), {
      slug: 'ticket-not-valid',
      status: 409,
    });
  });

  it('writes nothing personal into its log', () => {
    // Request numbers are random, and may end like a phone number.
    const text = JSON.stringify(log, (name, value: unknown) => (/^(?:requestId|time|ms)$/.test(name) ? '' : value));
    for (const secret of [...personal, going, '5678']) assert.ok(!text.includes(secret), secret);
  });
});
