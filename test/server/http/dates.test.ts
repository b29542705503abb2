import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Dossier, Output, slotList } from '../../../src/contract/index.ts';
import { instantAt } from '../../../src/domain/calendar.ts';
import { MappedApi } from '../../../src/mapping/index.ts';
import { backend, type Backend, question, refusal, ward } from '../../support/backend.ts';
import { service } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';
import { foreign, type Foreign, lookupMap } from '../../support/foreign.ts';

const place = `${ward}.1`;

describe('A date from outside', () => {
  let server: Backend;
  let desk: DeskOfficer;
  let other: Foreign;

  before(async () => {
    const database = await testDatabase();
    other = await foreign(() => ({ code: 'A-1', phone: '0912345678', name: 'Trần Văn An', due: '9999-12-31' }));
    server = await backend(database, { maps: [new MappedApi(lookupMap(other.url))] });
    desk = await signedIn(server, 'thu', { role: 'lead' });
  });
  after(async () => {
    other.close();
    await server.database.close();
  });

  const slots = (date: string) =>
    server.get(`/api/services/${service}/slots?agency=${ward}&place=${place}&date=${encodeURIComponent(date)}`);

  it('that nobody books is refused or has no time, and the server answers on', async () => {
    for (const date of ['9999-12-31', '9999-12-30', '0000-01-01', '0001-01-01', '1899-12-31', '2200-01-01', '2026'])
      assert.deepEqual(await refusal(await slots(date)), { slug: 'invalid-input', status: 422 }, date);
    for (const date of ['1900-01-01', '2199-12-31', '2199-12-30', '2060-01-04']) {
      const answer = await slots(date);
      assert.equal(answer.status, 200, date);
      const { slots: free } = (await answer.json()) as Output<typeof slotList>;
      assert.equal(free.filter(({ left }) => left).length, 0, date);
    }
    assert.equal((await server.get('/health')).status, 200);
  });

  it('at either end of the calendar is taken wherever a date is', async () => {
    const query = `agency=${ward}&place=${place}`;
    for (const path of [
      `/services/${service}/days?${query}&from=2199-12-01&to=2199-12-31`,
      `/services/${service}/days?${query}&from=1900-01-01&to=1900-01-31`,
      `/agencies/${ward}/calendar?from=1900-01-01&to=2199-12-31`,
    ])
      assert.equal((await server.get(`/api${path}`)).status, 200, path);
    for (const [path, slug] of [
      [`/agencies/${ward}/calendar?from=0000-01-01&to=9999-12-31`, 'invalid-input'],
      [`/agencies/${ward}/duties?from=2199-12-31`, 'invalid-input'],
      [`/agencies/${ward}/duties?from=2026-11-23&to=9999-12-31`, 'invalid-input'],
      [`/services/${service}/days?${query}&from=2026-11-23&to=2199-12-31`, 'invalid-input'],
    ] as const)
      assert.deepEqual(await refusal(await server.get(`/api${path}`)), { slug, status: 422 }, path);
  });

  it('in the identifier of a time is a time that cannot be booked', async () => {
    for (const minutes of [0, 999_999_999, instantAt('2199-12-31', 480).getTime() / 60_000]) {
      const answer = await server.send('/holds', { service, slot: `26506.A:${minutes}`, phone: '0912345678' });
      assert.deepEqual(await refusal(answer), { slug: 'slot-closed', status: 409 }, String(minutes));
    }
  });

  it('in the address of a page of the desk shows today, or a form that says so', async () => {
    for (const path of ['/desk/appointments?date=', '/desk/visits?date=', '/desk/duties?week='])
      for (const date of ['9999-12-31', '2199-12-31', '1900-01-01', '0000-00-00', 'x'])
        assert.match(await desk.open(path + date), /11\/2026/, path + date);
    for (const path of ['/desk/appointments/close', '/desk/appointments/open'])
      assert.equal((await desk.send(path, { counter: '26506.A', date: '9999-12-31', reason: 'x' })).status, 403);
    const plan = { place, from: '2026-12-01', until: '9999-12-31', opens: '08:00', closes: '10:00', team: 'doan' };
    assert.equal((await desk.send('/desk/duties', plan)).status, 422);
  });

  it('that an officer sets a dossier back to is a day that somebody can wait for', async () => {
    const row = await server.database.db
      .selectFrom('dossier')
      .select(['id', 'version', 'code'])
      .where('code', '=', await server.code(43))
      .executeTakeFirstOrThrow();
    for (const to of ['9999-12-31', '2199-12-31', '0000-01-01']) {
      const form = { version: String(row.version), to, reason: 'Chờ xác minh' };
      const { status, page } = await desk.send(`/desk/dossiers/${row.id}/extend`, form);
      assert.equal(status, 422, to);
      assert.match(page, /Trạng thái hoặc ngày chọn không hợp lệ/);
      assert.match(page, /Chờ xác minh/, 'what was typed is still there');
    }
    assert.equal((await server.post('/api/dossiers/read', question(row.code, 43))).status, 200);
  });

  it('that is “never” in the database is no due date', async () => {
    const code = await server.code(44);
    await server.database.db
      .updateTable('dossier')
      .set({ due_at: '9999-12-31T23:59:59Z', finished_at: null, status: 'processing', paused_at: null })
      .where('code', '=', code)
      .execute();
    const answer = await server.post('/api/dossiers/read', question(code, 44));
    const { dueAt, deadline, workdaysLeft } = (await answer.json()) as Dossier;
    assert.deepEqual([answer.status, dueAt, deadline, workdaysLeft], [200, null, 'none', null]);
  });

  it('that is “never” in another system is no due date', async () => {
    const factor = { kind: 'phoneLast4', value: '5678' };
    const answer = await server.post('/api/dossiers/read', { agency: 'xa', code: 'A-1', factor });
    const { dueAt, deadline, workdaysLeft } = (await answer.json()) as Dossier;
    assert.deepEqual([answer.status, dueAt, deadline, workdaysLeft], [200, null, 'none', null]);
  });

  it('of a session stops nobody: neither a rule that was stored nor one that is written now', async () => {
    const { db } = server.database;
    const rule = { counter: '26506.N', opens: '17:00', closes: '19:00', capacity: 5, minutes: 10 };
    for (const [rrule, since] of [
      ['FREQ=DAILY;INTERVAL=100000000', '2026-01-01'],
      ['FREQ=DAILY', '2199-12-31'],
      ['FREQ=WEEKLY;BYDAY=', '2026-01-01'],
    ] as const)
      await db
        .insertInto('session_rule')
        .values({ ...rule, rrule, since })
        .execute();
    const read = await server.get(`/api/services/${service}/sessions?agency=${ward}`);
    const { sessions } = (await read.json()) as { sessions: unknown[] };
    assert.equal(read.status, 200);
    assert.ok(sessions.length > 0, 'the others of the counter are there');
    assert.equal((await server.get(`/api/agencies/${ward}/duties`)).status, 200);
    const form = { counter: '26506.N', opens: '17:00', closes: '19:00', capacity: '5' };
    const rules: Record<string, string>[] = [
      { rrule: 'FREQ=DAILY;INTERVAL=100000000' },
      { rrule: 'FREQ=DAILY;COUNT=100000000' },
      { weekdays: 'T5', since: '2199-12-31' },
      { weekdays: 'T5', since: '9999-12-31' },
    ];
    for (const more of rules)
      assert.equal((await desk.send('/desk/sessions', { ...form, ...more })).status, 422, JSON.stringify(more));
    await db.deleteFrom('session_rule').where('since', '<>', '2026-01-01').where('rrule', '=', 'FREQ=DAILY').execute();
  });

  it('in the settings of an agency is cut to what can be reckoned', async () => {
    const { db } = server.database;
    const { settings } = await db
      .selectFrom('agency')
      .select('settings')
      .where('id', '=', ward)
      .executeTakeFirstOrThrow();
    const { settings: above } = await db
      .selectFrom('agency')
      .select('settings')
      .where('parent', 'is', null)
      .executeTakeFirstOrThrow();
    const booking = { ...(above['booking'] as object), ...(settings['booking'] as object) };
    const far = { ...booking, horizonDays: 1e9, leadMinutes: 0, holdMinutes: 1e15 };
    await db
      .updateTable('agency')
      .set({ settings: JSON.stringify({ ...settings, booking: far }) })
      .where('id', '=', ward)
      .execute();
    const answer = await server.get(
      `/api/services/${service}/days?agency=${ward}&place=${place}&from=2026-11-23&to=2026-11-30`,
    );
    assert.equal(answer.status, 200);
    assert.equal(((await answer.json()) as { until: string }).until, '2027-12-28');
    await db
      .updateTable('agency')
      .set({ settings: JSON.stringify(settings) })
      .where('id', '=', ward)
      .execute();
    server.at(monday);
  });
});
