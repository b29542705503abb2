import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Dossier } from '../../../src/contract/index.ts';
import { backend, type Backend, question, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { formTokenIn, officerHeaders } from '../../support/desk.ts';

describe('The officers’ desk', () => {
  let server: Backend;
  let thu: Record<string, string>;
  let elsewhere: Record<string, string>;

  const open = async (path: string, headers = thu) => server.app.request(path, { headers });
  const idOf = async (number: number) =>
    (
      await server.database.db
        .selectFrom('dossier')
        .select('id')
        .where('code', '=', await server.code(number))
        .executeTakeFirstOrThrow()
    ).id;
  const versionIn = (page: string) => /name="version" value="(\d+)"/.exec(page)?.[1] ?? '';
  const send = async (path: string, page: string, fields: Record<string, string>) =>
    server.app.request(path, {
      method: 'POST',
      headers: { ...thu, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: formTokenIn(page), version: versionIn(page), confirmed: '1', ...fields }),
    });
  const found = async (number: number) =>
    (await (await server.post('/api/dossiers/read', question(await server.code(number), number))).json()) as Dossier;

  before(async () => {
    server = await backend(await testDatabase());
    thu = await officerHeaders(server.database.db, 'thu', { role: 'lead' });
    elsewhere = await officerHeaders(server.database.db, 'binh', { agency: '26575' });
  });
  after(() => server.database.close());

  it('shows an officer only the dossiers of the own agency', async () => {
    const page = await (await open('/desk/dossiers', elsewhere)).text();
    assert.ok(!page.includes('H29.132'));
    const other = await open(`/desk/dossiers/${await idOf(42)}`, elsewhere);
    assert.equal(other.status, 404);
    assert.match(await other.text(), /không thuộc cơ quan của Ông\/Bà/);
  });

  it('shows the log to leads only', async () => {
    const refused = await open('/desk/log', elsewhere);
    assert.equal(refused.status, 403);
    assert.match(await refused.text(), /Tài khoản này không được làm việc đó/);
    const page = await (await open('/desk/log')).text();
    assert.ok(!page.includes('other-officer'));
  });

  it('moves a dossier, restarts its clock, tells its holder and writes it down', async () => {
    const path = `/desk/dossiers/${await idOf(42)}`;
    const page = await (await open(path)).text();
    const done = await send(`${path}/move`, page, { to: 'processing', note: 'Đã nhận đủ giấy tờ.' });

    assert.equal(done.status, 303);
    const dossier = await found(42);
    assert.equal(dossier.status, 'processing');
    assert.equal(dossier.task, null);
    assert.equal(dossier.deadline, 'onTrack');
    assert.equal(dossier.dueAt, '2026-11-27T17:00:00+07:00');
    assert.equal(dossier.timeline.at(-1)?.note, 'Đã nhận đủ giấy tờ.');
    const log = await server.database.db.selectFrom('audit').selectAll().execute();
    assert.deepEqual(
      log.map(({ officer, action }) => [officer, action]),
      [
        ['thu', 'dossier.read'],
        ['thu', 'dossier.move'],
      ],
    );
  });

  it('keeps what was typed when something is missing', async () => {
    const path = `/desk/dossiers/${await idOf(43)}`;
    const page = await (await open(path)).text();
    const again = await send(`${path}/move`, page, { to: 'supplement', note: 'Thiếu <b>giấy</b>' });

    assert.equal(again.status, 422);
    const text = await again.text();
    assert.match(text, /Cần ghi ít nhất một giấy tờ còn thiếu/);
    assert.match(text, /Thiếu &lt;b&gt;giấy&lt;\/b&gt;/);
    assert.equal((await found(43)).status, 'processing');
  });

  it('does not let one officer overwrite what another has just done', async () => {
    const path = `/desk/dossiers/${await idOf(44)}`;
    const page = await (await open(path)).text();
    assert.equal((await send(`${path}/move`, page, { to: 'resolved' })).status, 303);
    const late = await send(`${path}/move`, page, { to: 'supplement', papers: 'Giấy khai sinh' });
    // The status that the late officer saw has changed, or the version is old: nothing is lost either way.
    assert.ok([409, 422].includes(late.status));
    assert.equal((await found(44)).status, 'resolved');

    const reading = await (await open(path)).text();
    await send(`${path}/move`, reading, { to: 'posting' });
    await server.database.db
      .updateTable('dossier')
      .set({ status: 'resolved' })
      .where('code', '=', await server.code(44))
      .execute();
    const stale = await send(`${path}/move`, reading, { to: 'returned' });
    assert.equal(stale.status, 409);
    assert.match(await stale.text(), /Có người vừa thay đổi/);
  });

  it('extends once, with a reason, and only to a later day', async () => {
    const path = `/desk/dossiers/${await idOf(45)}`;
    const page = await (await open(path)).text();
    assert.equal((await send(`${path}/extend`, page, { to: '2026-11-01', reason: 'x' })).status, 422);
    assert.equal((await send(`${path}/extend`, page, { to: '2026-12-01', reason: '' })).status, 422);
    assert.equal(
      (await send(`${path}/extend`, page, { to: '2026-12-01', reason: 'Chờ xác minh.', letter: '18/XL' })).status,
      303,
    );

    const { extension, dueAt } = await found(45);
    assert.equal(dueAt, '2026-12-01T17:00:00+07:00');
    assert.deepEqual([extension?.reason, extension?.letter], ['Chờ xác minh.', '18/XL']);
    const second = await (await open(path)).text();
    assert.ok(!second.includes('/extend"'));
  });

  it('starts the clock of one that was asked for papers before it was accepted', async () => {
    const path = `/desk/dossiers/${await idOf(48)}`;
    await send(`${path}/move`, await (await open(`${path}?to=supplement`)).text(), {
      to: 'supplement',
      papers: 'Tờ khai',
    });
    await send(`${path}/move`, await (await open(`${path}?to=processing`)).text(), { to: 'processing' });
    const { receivedAt, deadline } = await found(48);
    assert.equal(receivedAt, '2026-11-23T09:00:00+07:00');
    assert.notEqual(deadline, 'none');
  });

  it('does not make one punctual that was late when its clock stopped', async () => {
    const late = '2026-11-18T17:00:00+07:00';
    await server.database.db
      .updateTable('dossier')
      .set({ due_at: late })
      .where('code', '=', await server.code(49))
      .execute();
    const path = `/desk/dossiers/${await idOf(49)}`;
    await send(`${path}/move`, await (await open(path)).text(), { to: 'suspended', note: 'Chờ' });
    await send(`${path}/move`, await (await open(path)).text(), { to: 'processing' });
    const { dueAt, deadline } = await found(49);
    assert.deepEqual([dueAt, deadline], [late, 'overdue']);
  });

  it('answers an opinion once, and the sender who left a phone is told', async () => {
    await server.write({
      kind: 'opinion',
      agency: ward,
      text: 'Đèn đường hỏng',
      contact: { phone: '0912345678' },
      consents: [{ purpose: 'call-back', version: '2026-01' }],
    });
    const { id, code } = await server.database.db
      .selectFrom('opinion')
      .select(['id', 'code'])
      .where('text', '=', 'Đèn đường hỏng')
      .executeTakeFirstOrThrow();
    const path = `/desk/opinions/${id}`;
    const page = await (await open(path)).text();

    assert.equal((await send(`${path}/answer`, page, { answer: '' })).status, 422);
    assert.equal((await send(`${path}/answer`, page, { answer: 'Đã thay đèn.' })).status, 303);
    assert.equal((await send(`${path}/answer`, page, { answer: 'Lần hai' })).status, 409);

    const read = (await (await server.post('/api/feedback/read', { agency: ward, code })).json()) as {
      answer: { text: string };
    };
    assert.equal(read.answer.text, 'Đã thay đèn.');
    const outbox = await (await open('/desk/outbox?tab=all')).text();
    assert.match(outbox, new RegExp(code));
    assert.match(outbox, /091\*\*\*\*678/);
    assert.ok(!outbox.includes('912345678'));
  });

  it('does not take a form from another page', async () => {
    const path = `/desk/dossiers/${await idOf(47)}`;
    const forged = await send(`${path}/move`, '', { to: 'processing' });
    assert.equal(forged.status, 403);
  });

  it('keeps a log that nobody can change', async () => {
    const { db } = server.database;
    for (const statement of [sql`update audit set officer = 'x'`, sql`delete from audit`, sql`truncate audit`]) {
      await assert.rejects(async () => statement.execute(db), /append-only/);
    }
  });
});
