import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Appointment, dayList, Dossier, Hold, Output, Slot, slotList } from '../../../src/contract/index.ts';
import { MappedApi } from '../../../src/mapping/index.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { SealedWrite } from '../../../src/server/platform/sealed-write.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { backend, type Backend, newKey, refusal } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { homeMade, type HomeMade } from '../../support/home-made.ts';
import { walkThrough } from '../../support/walk-through.ts';

const agency = 'binh-minh';
const code = '000.17.26.H29-261120-0007';

describe('A home-made system behind the gateway', () => {
  let database: Database;
  let php: HomeMade;
  let server: Backend;
  let log: Record<string, unknown>[];

  before(async () => {
    database = await testDatabase();
    php = await homeMade({ cors: false, now: monday.getTime() / 1000 });
  });
  beforeEach(async () => {
    log = [];
    php.faults.clear();
    php.asked.length = 0;
    server = await backend(database, { maps: [new MappedApi(walkThrough(php.url))], log: line => log.push(line) });
  });
  after(async () => {
    php.close();
    await database.close();
  });

  const ask = (factor?: object) => server.post('/api/dossiers/read', { agency, code, ...(factor && { factor }) });
  const right = { kind: 'phoneLast4', value: '5678' };
  const opinion = (text: string) => ({ kind: 'opinion', agency, text, consents: [] });
  const send = (path: string, body: object, key?: string) => server.send(path, { agency, ...body }, key);

  it('shows a dossier, and nothing of the person but what is masked', async () => {
    const answer = await ask(right);
    const text = await answer.text();
    assert.equal(answer.status, 200);
    const dossier = JSON.parse(text) as Dossier;
    assert.deepEqual(
      [dossier.status, dossier.applicant, dossier.task?.papers.length, dossier.timeline.length],
      ['supplement', 'NGUYỄN *** BÌNH', 2, 2],
    );
    for (const secret of ['NGUYỄN THỊ BÌNH', '079182000123', '345 678', '0912345678'])
      assert.ok(!text.includes(secret), secret);
  });

  it('shows nothing without the second factor, and the same nothing for a wrong one and a wrong code', async () => {
    assert.deepEqual(await refusal(await ask()), { slug: 'invalid-input', status: 422 });
    assert.deepEqual(await refusal(await ask({ ...right, value: '5679' })), { slug: 'dossier-not-found', status: 404 });
    const other = { agency, code: '000.17.26.H29-261120-9999', factor: right };
    assert.deepEqual(await refusal(await server.post('/api/dossiers/read', other)), {
      slug: 'dossier-not-found',
      status: 404,
    });
  });

  it('lets nobody guess', async () => {
    await database.db.deleteFrom('wrong_try').execute();
    const tries: string[] = [];
    for (let i = 0; i < 22; i++) tries.push((await refusal(await ask({ ...right, value: String(1000 + i) }))).slug);
    assert.deepEqual([...new Set(tries)], ['dossier-not-found', 'proof-needed']);
    assert.equal(tries.filter(slug => slug === 'dossier-not-found').length, 20);
    await database.db.deleteFrom('wrong_try').execute();
  });

  it('masks what a map forgot to mask, and shows the stage alone to a code without its factor', async () => {
    const map = walkThrough(php.url);
    const lookup = map.operations['dossier.read'] as unknown as { request: object; answer: Record<string, unknown> };
    lookup.answer['applicant'] = '=`Chủ hồ sơ`';
    lookup.answer['reason'] = "='Gọi ' & `Điện thoại` & ', CCCD ' & CCCD & ', hẹn 2026-11-25 08:30'";
    lookup.answer['timeline'] = [{ at: '=$now()', status: 'x', note: '=`Điện thoại`', label: 'x' }];
    map.operations['capabilities.read']!.answer['lookup'] = { privacy: 'open', factors: ['phoneLast4'] };
    Object.assign(lookup, { request: { path: '/tra_cuu.php', form: { ma_ho_so: '=code', bon_so_cuoi: '5678' } } });
    const open = await backend(database, { maps: [new MappedApi(map)] });
    const full = (await (await open.post('/api/dossiers/read', { agency, code, factor: right })).json()) as Dossier;
    assert.deepEqual(
      [full.applicant, full.reason, full.timeline[0]?.note],
      ['NGUYỄN *** BÌNH', 'Gọi ****678, CCCD ****123, hẹn 2026-11-25 08:30', '****678'],
    );
    const stage = (await (await open.post('/api/dossiers/read', { agency, code })).json()) as Dossier;
    assert.deepEqual(
      [stage.detail, stage.status, stage.procedure, stage.applicant, stage.reason, stage.timeline, stage.task?.papers],
      ['stage', 'supplement', null, null, null, [], []],
    );
  });

  it('writes once for a key, however often and however fast it is asked', async () => {
    const key = newKey();
    const before = php.opinions.length;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => server.post('/api/feedback', opinion('Một lần'), { 'Idempotency-Key': key })),
    );
    const again = await server.write(opinion('Một lần'), key);
    assert.equal(again.status, 200);
    assert.equal(php.opinions.length, before + 1);
    for (const answer of answers)
      if (answer.status >= 400)
        assert.deepEqual(await refusal(answer), { slug: 'idempotency-in-progress', status: 409 });
    assert.deepEqual(await refusal(await server.write(opinion('Khác'), key)), {
      slug: 'idempotency-key-reused',
      status: 422,
    });
  });

  it('does not ask again when an answer was lost, and says that nobody knows', async () => {
    const key = newKey();
    const before = php.opinions.length;
    php.faults.set('/gop_y.php', ['cut-after']);
    for (let i = 0; i < 3; i++)
      assert.deepEqual(await refusal(await server.write(opinion('Mất trả lời'), key)), {
        slug: 'outcome-unknown',
        status: 409,
      });
    assert.equal(php.opinions.length, before + 1);
  });

  it('takes a server that broke over a write for one that may have done it', async () => {
    php.faults.set('/gop_y.php', [500]);
    assert.deepEqual(await refusal(await server.write(opinion('Lỗi 500'))), { slug: 'outcome-unknown', status: 409 });
  });

  it('lets a key be used again when the other system refused, or was not there', async () => {
    const key = newKey();
    assert.deepEqual(await refusal(await server.write(opinion('spam'), key)), { slug: 'invalid-input', status: 422 });
    assert.equal((await server.write(opinion('Nghiêm túc'), key)).status, 201);

    const gone = await homeMade({ cors: false });
    gone.close();
    const away = await backend(database, { maps: [new MappedApi(walkThrough(gone.url))] });
    const other = newKey();
    assert.deepEqual(await refusal(await away.write(opinion('Máy tắt'), other)), { slug: 'unavailable', status: 503 });
    assert.equal((await server.write(opinion('Máy tắt'), other)).status, 201);
  });

  it('never asks again for one whose process died while it asked', async () => {
    const key = newKey();
    const body = opinion('Chết giữa chừng');
    const claimed = new SealedWrite(await Secrets.read(database.db), 'feedback.create', key);
    await database.db
      .insertInto('idempotency')
      .values({
        ...{ scope: 'feedback.create', key: claimed.row, body_hash: claimed.hashBody(JSON.stringify(body)) },
        ...{ state: 'claimed', claimed_at: monday, expires_at: new Date(monday.getTime() + 1e8) },
      })
      .execute();
    const asked = php.asked.length;
    assert.deepEqual(await refusal(await server.write(body, key)), { slug: 'idempotency-in-progress', status: 409 });
    server.at(new Date(monday.getTime() + 120_000));
    assert.deepEqual(await refusal(await server.write(body, key)), { slug: 'outcome-unknown', status: 409 });
    assert.equal(php.asked.length, asked);
    server.at(monday);
  });

  const days = async () =>
    (await (
      await server.get(`/api/services/ho-tich/days?agency=${agency}&place=mot-cua&from=2026-11-01&to=2026-11-30`)
    ).json()) as Output<typeof dayList>;
  const slots = async (date: string) =>
    (
      (await (
        await server.get(`/api/services/ho-tich/slots?agency=${agency}&place=mot-cua&date=${date}`)
      ).json()) as Output<typeof slotList>
    ).slots;
  const book = async (slot: Slot) => {
    const hold = (await (
      await send('/holds', { service: 'ho-tich', slot: slot.id, phone: '0912345678' })
    ).json()) as Hold;
    assert.equal(hold.firm, false);
    return send('/appointments', {
      hold: hold.token,
      contact: { name: 'Trần Văn Nam', phone: '0912 345 678' },
      consents: [{ purpose: 'booking', version: '1' }],
    });
  };

  it('has a month from a system that knows single days, and asks it once for all who look', async () => {
    const month = await days();
    assert.deepEqual(
      month.days.filter(({ state }) => state === 'open').map(({ date }) => date),
      ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'],
    );
    assert.equal(month.first?.start, '2026-11-24T08:00:00+07:00');
    const asked = php.asked.length;
    await Promise.all([days(), days()]);
    assert.equal(php.asked.length, asked);
  });

  it('books, moves and cancels; a number alone opens nothing', async () => {
    const [slot] = await slots('2026-11-25');
    const booked = (await (await book(slot!)).json()) as Appointment;
    assert.deepEqual([booked.contact, booked.status], [{ name: 'Trần *** Nam', phone: '091****678' }, 'booked']);
    assert.match(booked.ics, /DTSTART:20261125T010000Z/);
    const forged = Buffer.from('{"n":1}').toString('base64url');
    assert.deepEqual(await refusal(await send('/appointments/read', { secret: forged })), {
      slug: 'appointment-not-found',
      status: 404,
    });

    const [, other] = await slots('2026-11-26');
    const moved = (await (
      await send('/appointments/move', { secret: booked.secret, slot: other!.id })
    ).json()) as Appointment;
    assert.deepEqual([moved.slot.start, moved.stillBooked], [other!.start, undefined]);
    const states = [...php.appointments.values()].slice(-2).map(({ huy }) => huy);
    assert.deepEqual(states, [true, false]);
    const cancelled = (await (await send('/appointments/cancel', { secret: moved.secret })).json()) as Appointment;
    assert.equal(cancelled.status, 'cancelled');
  });

  it('says which appointment is still booked when the last call of a move fails', async () => {
    const [slot] = await slots('2026-11-27');
    const booked = (await (await book(slot!)).json()) as Appointment;
    php.faults.set('/huy_lich.php', [500]);
    const [, , other] = await slots('2026-11-27');
    const moved = (await (
      await send('/appointments/move', { secret: booked.secret, slot: other!.id })
    ).json()) as Appointment;
    assert.deepEqual([moved.slot.start, moved.stillBooked], [other!.start, booked.number]);
  });

  it('says that nobody knows when the booking of a move was lost, and leaves the old one', async () => {
    const [slot] = await slots('2026-11-30');
    const booked = (await (await book(slot!)).json()) as Appointment;
    php.faults.set('/dat_lich.php', ['cut-after']);
    const [, , other] = await slots('2026-11-30');
    const lost = await send('/appointments/move', { secret: booked.secret, slot: other!.id });
    assert.deepEqual(await refusal(lost), { slug: 'outcome-unknown', status: 409 });
    assert.equal(php.appointments.get(booked.number)?.huy, false);
  });

  it('gives no name and number away without consent', async () => {
    const withContact = { ...opinion('x'), contact: { phone: '0912345678' } };
    assert.deepEqual(await refusal(await server.write(withContact)), { slug: 'invalid-input', status: 422 });
    assert.ok(!php.asked.length);
  });

  it('tells a lost race', async () => {
    const [slot] = await slots('2026-11-24');
    await book(slot!);
    await book(slot!);
    assert.deepEqual(await refusal(await book(slot!)), { slug: 'slot-taken', status: 409 });
  });

  it('writes no code, name or number into its log', async () => {
    await ask(right);
    php.faults.set('/tra_cuu.php', [502]);
    await ask(right);
    const text = JSON.stringify(log);
    for (const secret of ['261120-0007', 'BÌNH', '5678', '079182']) assert.ok(!text.includes(secret), secret);
  });
});
