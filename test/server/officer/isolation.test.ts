import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { addOfficer } from '../../../src/server/platform/officers.ts';
import { backend, type Backend, openWard, ward } from '../../support/backend.ts';
import { book, bookingBody, dayOfSlots, freshPhone } from '../../support/booking.ts';
import { testDatabase } from '../../support/database.ts';
import { formTokenIn, officerHeaders } from '../../support/desk.ts';

/** Rows of the ward, by the path of the section that shows them. */
type Rows = Record<string, string>;

const notRows = ['/desk/outbox/code', '/desk/doctor'];

/** Values that pass the validation of each form, so that only whose row it is can refuse it. */
const fields: Record<string, string> = {
  version: '1',
  rulesVersion: '1',
  to: 'processing',
  note: 'Ghi chú',
  text: 'Ghi chú',
  confirmed: '1',
  reason: 'Lý do',
  answer: 'Trả lời',
  papers: 'Tờ khai',
  date: '2026-11-25',
  from: '2026-11-25',
  until: '2026-11-25',
  opens: '08:00',
  closes: '10:00',
  title: 'Hướng dẫn',
  chapters: '0:00 Một',
  team: 'doan',
  helpers: 'Minh',
  week: '2026-11-23',
};

describe('An officer of another ward', () => {
  let server: Backend;
  let headers: Record<string, string>;
  let token: string;
  let rows: Rows;

  const ask = async (method: string, path: string, more: Record<string, string> = {}) => {
    const body = new URLSearchParams({ ...fields, ...more, token });
    const answer = await server.app.request(path, { method, headers, ...(method === 'POST' && { body }) });
    const values = Object.values(more).concat(path.split('/'));
    let page = (await answer.text()).replace(/Mã yêu cầu: \d+/g, '');
    for (const value of values.filter(value => value.length > 5)) page = page.replaceAll(value, '…');
    return { status: answer.status, page, to: (answer.headers.get('Location') ?? '').replace(/[0-9a-f-]{36}/, '…') };
  };
  /** Everything that is stored, but what requests of officers themselves leave. */
  const stored = async () => {
    const { db } = server.database;
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
      db,
    );
    const own = ['officer_session', 'audit', 'audit_head', 'kysely_migration', 'kysely_migration_lock'];
    const state: Record<string, unknown> = {};
    for (const { name } of tables.filter(({ name }) => !own.includes(name)))
      state[name] = (
        await sql<{
          hash: string;
        }>`select md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql.table(name)} t`.execute(db)
      ).rows[0]?.hash;
    return state;
  };

  before(async () => {
    server = await backend(await testDatabase());
    const { db } = server.database;
    headers = await officerHeaders(db, 'xa', { agency: openWard, role: 'admin' });
    await addOfficer(db, { id: 'cua-phuong-nay', name: 'Người của phường', agency: ward, role: 'officer' });
    token = formTokenIn(await (await server.app.request('/desk/account', { headers })).text());
    await server.write({ kind: 'opinion', agency: ward, text: 'Đèn đường hỏng', consents: [] });
    const [slot] = (await dayOfSlots(server, '2026-11-25')).filter(({ left }) => left);
    const { secret } = await book(server, slot!.id);
    const appointment = secret.split('.')[0]!;
    const id = async (table: 'dossier' | 'opinion' | 'guide') =>
      String((await db.selectFrom(table).select('id').where('agency', '=', ward).executeTakeFirstOrThrow()).id);
    const now = new Date('2026-11-23T02:00:00Z');
    await db
      .insertInto('guide')
      .values({
        ...{ id: 'cua-phuong', agency: ward, procedure: null, folded: 'x', seconds: 10, state: 'draft' as const },
        ...{ valid_to: null, reviewed_at: '2026-11-01', created_at: now },
        title: JSON.stringify({ vi: 'Của phường' }),
        chapters: '[]',
        paper_times: '{}',
      })
      .execute();
    await db
      .insertInto('outbox')
      .values({
        created_at: now,
        agency: ward,
        subject: 'x',
        recipient: '+84912000111',
        words: 'x',
        state: 'not-sent',
        last_error: null,
        sent_at: null,
      })
      .execute();
    const waiting = await db
      .insertInto('waiting')
      .values({
        ...{ slot: Number(slot!.id.split('.')[0]) || 1, service: 'chung-thuc-ban-sao', agency: ward, units: 1 },
        ...{
          state: 'waiting',
          offer: null,
          phone_key: Buffer.alloc(4),
          contact_name: 'Lan',
          contact_phone: '+84912000111',
        },
        ...{ consents: '[]', reason: null, created_at: now },
        slot: (
          await db.selectFrom('appointment').select('slot').where('id', '=', appointment).executeTakeFirstOrThrow()
        ).slot,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const visit = (await dayOfSlots(server, '2026-11-25')).filter(({ left }) => left)[1]!;
    const visited = (await book(server, visit.id)).secret.split('.')[0]!;
    await db
      .insertInto('home_visit')
      .values({
        ...{ appointment: visited, elder_key: Buffer.alloc(4), elder_name: 'Ba', elder_birth_year: 1940 },
        ...{
          eligible_by: 'age',
          hamlet: 'Khu phố 1',
          line: '1',
          relation: null,
          note: null,
          returns: 'home',
          door_code: '1234',
        },
      })
      .execute();
    const [playlist, machine] = [randomUUID(), randomUUID()];
    const own = { agency: ward, name: 'Của phường' };
    await db
      .insertInto('playlist')
      .values({ id: playlist, ...own, blocks: '[]' })
      .execute();
    const device = { token_key: Buffer.alloc(32), place: '26506.1' };
    await db
      .insertInto('call_key')
      .values({ id: machine, ...own, ...device, created_at: now })
      .execute();
    await db
      .insertInto('screen')
      .values({ id: '0123456789', ...own, ...device, paired_at: now })
      .execute();
    await db
      .insertInto('ingest_source')
      .values({ id: 'phan-mem', ...own, created_at: now, used_at: null })
      .execute();
    rows = {
      '/desk/dossiers/intake/sources/:id': 'phan-mem',
      '/desk/dossiers/:id': await id('dossier'),
      '/desk/opinions/:id': await id('opinion'),
      '/desk/guides/:id': 'cua-phuong',
      '/desk/outbox/templates/:name': 'dossier.resolved',
      '/desk/outbox/:id': (await db.selectFrom('outbox').select('id').executeTakeFirstOrThrow()).id,
      '/desk/appointments/waiting/:id': waiting.id,
      '/desk/appointments/:id': appointment,
      '/desk/visits/:id': visited,
      '/desk/officers/:id': 'cua-phuong-nay',
      '/desk/screens/playlists/:id': playlist,
      '/desk/screens/machines/:id': machine,
      '/desk/screens/:id': '0123456789',
      '/desk/office/of/:agency': ward,
    };
  });
  after(() => server.database.close());

  const routes = () => {
    const all = server.app.routes.filter(({ path, method }) => path.startsWith('/desk/') && method !== 'ALL');
    return [...new Set(all.map(({ method, path }) => `${method} ${path}`))].map(
      line => line.split(' ') as [string, string],
    );
  };

  it('is refused every page and form of a row, as if the row did not exist', async () => {
    const before = await stored();
    const withRow = routes().filter(([, path]) => path.includes(':'));
    assert.ok(withRow.length > 15);
    for (const [method, path] of withRow) {
      const found = Object.keys(rows).find(prefix => path === prefix || path.startsWith(`${prefix}/`));
      assert.ok(found, `no row is known for ${path}: add one`);
      const own = rows[found]!;
      const none = found.includes('guides')
        ? 'khong-co-gi'
        : found === '/desk/screens/:id'
          ? '9876543210'
          : randomUUID();
      const to = (id: string) =>
        path.includes(':agency')
          ? path.replace(':agency', id).replace(':kind', 'place').replace(':id', '26506.1')
          : path.replace(':id', id).replace(':file', 'film.mp4');
      const [real, missing] = [await ask(method, to(own)), await ask(method, to(none))];
      assert.ok(real.status >= 400, `${method} ${path}: ${real.status}`);
      assert.deepEqual(real, missing, `${method} ${path} tells whether the row exists`);
    }
    assert.deepEqual(await stored(), before);
  });

  it('can name no counter, place, duty or dossier of it in a form', async () => {
    const before = await stored();
    const { db } = server.database;
    const duty = await db
      .selectFrom('duty')
      .select(['id', 'version'])
      .where('place', '=', '26506.1')
      .executeTakeFirstOrThrow();
    const named: Record<string, [string, string]> = {
      counter: ['26506.N', '99999.N'],
      place: ['26506.1', '99999.1'],
      duty: [`${duty.id}:${duty.version}`, `${randomUUID()}:${duty.version}`],
      one: [`${duty.id}:${duty.version}`, `${randomUUID()}:${duty.version}`],
      other: [`${duty.id}:${duty.version}`, `${randomUUID()}:${duty.version}`],
      dossier: [rows['/desk/dossiers/:id']!, randomUUID()],
      ticket: [rows['/desk/appointments/:id']!, randomUUID()],
      rule: ['1', '999999'],
      replaces: ['0123456789', '9876543210'],
      playlist: [rows['/desk/screens/playlists/:id']!, randomUUID()],
      row: [rows['/desk/appointments/:id']!, randomUUID()],
      appointment: [rows['/desk/appointments/:id']!, randomUUID()],
    };
    const foreign = Object.fromEntries(Object.entries(named).map(([name, [own]]) => [name, own]));
    const missing = Object.fromEntries(Object.entries(named).map(([name, [, none]]) => [name, none]));
    const forms = routes().filter(
      ([method, path]) => method === 'POST' && !path.includes(':') && !notRows.includes(path),
    );
    for (const [method, path] of forms.filter(([, path]) => !/account|sign-|import/.test(path))) {
      const [real, none] = [await ask(method, path, foreign), await ask(method, path, missing)];
      assert.deepEqual([real.status, real.to], [none.status, none.to], `${method} ${path}`);
    }
    assert.equal((await ask('POST', '/desk/account/counter', { counter: '26506.N' })).status, 422);
    assert.deepEqual(await stored(), before);
  });

  it('finds no name, number or code of it on any page', async () => {
    const { db } = server.database;
    const code = await server.code(42);
    const phone = freshPhone();
    const held = (await dayOfSlots(server, '2026-11-25')).filter(({ left }) => left)[2]!;
    const { token: hold } = (await (
      await server.send('/holds', { service: 'chung-thuc-ban-sao', slot: held.id, phone })
    ).json()) as { token: string };
    await server.send('/appointments', bookingBody(hold, phone, 'Phan Thị Kín'));
    for (const [method, path] of routes().filter(([method, path]) => method === 'GET' && !path.includes(':')))
      for (const query of ['', '?date=2026-11-25&counter=26506.A&place=26506.1&week=2026-11-23&tab=done']) {
        const { page } = await ask(method, path + query);
        for (const secret of [code, 'Phan Thị Kín', phone, 'Nguyễn Thị Lan', 'Đèn đường hỏng'])
          assert.ok(!page.includes(secret), `${path}${query} shows ${secret}`);
      }
    assert.ok(
      await db.selectFrom('appointment').select('id').where('contact_name', '=', 'Phan Thị Kín').executeTakeFirst(),
    );
  });
});
