import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

const seconds = (count: number) => new Date(monday.getTime() + count * 1000);

describe('An officer who works on dossiers', () => {
  let server: Backend;
  let thu: DeskOfficer;
  let ha: DeskOfficer;

  const dossier = async (number: number) =>
    server.database.db
      .selectFrom('dossier')
      .selectAll()
      .where('code', '=', await server.code(number))
      .executeTakeFirstOrThrow();
  const pathOf = async (number: number) => `/desk/dossiers/${(await dossier(number)).id}`;
  const rowsOf = (page: string) =>
    [...page.matchAll(/aria-label="Chọn hồ sơ [^"]*-(\d{4})"/g)].map(([, code]) => Number(code));
  const move = async (who: DeskOfficer, number: number, fields: Record<string, string>, version?: number) => {
    const row = await dossier(number);
    return who.send(`/desk/dossiers/${row.id}/move`, {
      version: String(version ?? row.version),
      confirmed: '1',
      ...fields,
    });
  };
  const waiting = () =>
    server.database.db
      .selectFrom('outbox')
      .select(['subject', 'state', 'due_at'])
      .where('state', '=', 'waiting')
      .execute();

  before(async () => {
    server = await backend(await testDatabase());
    thu = await signedIn(server, 'thu', { name: 'Lê Thị Thu' });
    ha = await signedIn(server, 'ha', { name: 'Ngô Thị Hà' });
  });
  beforeEach(() => server.at(monday));
  after(() => server.database.close());

  it('sees queues whose numbers are their lengths', async () => {
    const page = await thu.open('/desk/dossiers');
    const counts = Object.fromEntries(
      [...page.matchAll(/href="\/desk\/dossiers(?:\?tab=(\w+))?"[^>]*>[^<]*<b>(\d+)<\/b>/g)].map(
        ([, tab = 'open', count]) => [tab, Number(count)],
      ),
    );
    assert.deepEqual(Object.keys(counts), ['open', 'mine', 'overdue', 'today', 'waiting', 'unassigned']);
    for (const [tab, count] of Object.entries(counts))
      assert.equal(rowsOf(await thu.open(`/desk/dossiers?tab=${tab}`)).length, count, tab);
    assert.ok(counts['overdue']! > 0 && counts['waiting']! > 0);
    assert.match(page, new RegExp(`<b class="count late">${counts['open']}</b>`), 'and in the navigation');
    const done = rowsOf(await thu.open('/desk/dossiers?tab=done'));
    assert.ok(done.length && !done.some(number => rowsOf(page).includes(number)));
  });

  it('sorts and filters them in the address, and a wrong one shows the usual queue', async () => {
    const names = async (query: string) =>
      [...(await thu.open(`/desk/dossiers?${query}`)).matchAll(/<td class="number[^"]*">[^<]*<small>([^<]*)/g)].map(
        ([, day]) => day!.split('/').reverse().join('-'),
      );
    const due = (await names('')).filter(Boolean);
    assert.deepEqual(due, [...due].sort());
    const latest = (await names('desc=1')).filter(Boolean);
    assert.deepEqual(latest, [...latest].sort().reverse());
    const birth = await thu.open('/desk/dossiers?procedure=1.001193');
    assert.ok(rowsOf(birth).length && !birth.includes('>Đăng ký thường trú</a>'));
    for (const query of ['tab=x&sort=y&page=-1', 'page=99999', 'page=1e9', 'assignee=%27'])
      assert.match(await thu.open(`/desk/dossiers?${query}`), /Đang giải quyết/, query);
  });

  it('gives chosen ones to a colleague, whose queue they are in', async () => {
    const ids = [(await dossier(43)).id, (await dossier(44)).id];
    const token = /name="token" value="([^"]+)"/.exec(await thu.open('/desk/account'))?.[1] ?? '';
    const body = new URLSearchParams({ token, to: 'ha', back: '/desk/dossiers?tab=unassigned' });
    for (const id of ids) body.append('dossier', id);
    const answer = await server.app.request('/desk/dossiers/assign', { method: 'POST', headers: thu.headers, body });
    assert.deepEqual([answer.status, answer.headers.get('Location')], [303, '/desk/dossiers?tab=unassigned']);
    assert.deepEqual(rowsOf(await ha.open('/desk/dossiers?tab=mine')).sort(), [43, 44]);
    const page = await ha.open(await pathOf(43));
    assert.match(page, /Lê Thị Thu giao cho Ngô Thị Hà/);
    assert.equal((await thu.send('/desk/dossiers/assign', { to: 'ha' })).status, 422, 'none is chosen');
    assert.equal((await thu.send('/desk/dossiers/assign', { dossier: ids[0]!, to: 'nobody' })).status, 422);
    assert.equal((await dossier(43)).assignee, 'ha');
  });

  it('sees only the fields of the chosen step, and is asked before it is done, with what the citizen will see', async () => {
    const path = await pathOf(43);
    const chosen = await thu.open(`${path}?to=supplement`);
    assert.ok(chosen.includes('name="papers"') && !chosen.includes('name="amount"'));
    assert.ok(!(await thu.open(`${path}?to=resolved`)).includes('name="papers"'));
    const fields = {
      version: String((await dossier(43)).version),
      to: 'supplement',
      papers: 'Tờ khai\nẢnh 3x4',
      before: '2026-11-27',
    };
    const asked = await thu.send(`${path}/move`, fields);
    assert.equal(asked.status, 200);
    for (const words of [
      /Chuyển sang “Yêu cầu bổ sung”\?/,
      /Ông\/Bà cần làm/,
      /Nộp thêm 2 giấy tờ/,
      /trước 17:00 27\/11\/2026/,
      /Ảnh 3x4/,
    ])
      assert.match(asked.page, words);
    assert.equal((await dossier(43)).status, 'processing', 'nothing is done yet');
    const edited = await thu.send(`${path}/edit`, fields);
    assert.match(edited.page, /Tờ khai\nẢnh 3x4<\/textarea>/);
    assert.equal(
      (await thu.send(`${path}/move`, { ...fields, papers: '' })).status,
      422,
      'missing fields are told first',
    );
  });

  it('undoes a move within ten seconds: state, clock, step and message', async () => {
    const before = await dossier(46);
    assert.equal((await move(thu, 46, { to: 'payment', amount: '100.000' })).status, 303);
    assert.equal((await waiting()).length, 1);
    assert.ok((await waiting())[0]!.due_at! > seconds(10), 'the message waits for the undo');
    server.at(seconds(5));
    const path = await pathOf(46);
    await ha.send('/desk/dossiers/assign', { dossier: before.id, to: 'ha' });
    assert.match(await thu.open(path), /Đã chuyển sang “Chờ nộp phí, lệ phí”/);
    assert.ok(!(await ha.open(path)).includes('/undo"'), 'only who moved it');
    assert.equal((await ha.send(`${path}/undo`, { version: '2' })).status, 409);
    const undone = await thu.send(`${path}/undo`, { version: String((await dossier(46)).version) });
    assert.deepEqual([undone.status, undone.to], [303, `${path}?undone`]);
    const after = await dossier(46);
    for (const name of ['status', 'due_at', 'paused_at', 'task', 'label', 'received_at', 'finished_at'] as const)
      assert.deepEqual(after[name], before[name], name);
    assert.equal(after.assignee, 'ha', 'what a colleague assigned meanwhile stays');
    assert.equal((await waiting()).length, 0);
    const steps = await server.database.db
      .selectFrom('dossier_step')
      .select('status')
      .where('dossier', '=', after.id)
      .execute();
    assert.ok(!steps.some(({ status }) => status === 'payment'));
  });

  it('cannot undo later, nor what a colleague has changed since', async () => {
    const path = await pathOf(46);
    await move(thu, 46, { to: 'suspended', note: 'Chờ xác minh' });
    server.at(seconds(11));
    assert.ok(!(await thu.open(path)).includes('/undo"'));
    assert.equal((await thu.send(`${path}/undo`, { version: String((await dossier(46)).version) })).status, 409);
    assert.equal((await dossier(46)).status, 'suspended');
    await move(thu, 46, { to: 'processing' });
    await move(ha, 46, { to: 'resolved' });
    assert.equal((await thu.send(`${path}/undo`, { version: String((await dossier(46)).version) })).status, 409);
    assert.equal((await dossier(46)).status, 'resolved');
  });

  it('sees what a colleague did meanwhile, and overwrites nothing', async () => {
    const { version } = await dossier(49);
    assert.equal((await move(ha, 49, { to: 'processing' })).status, 303);
    const late = await move(thu, 49, { to: 'supplement', papers: 'Sổ hộ khẩu' }, version);
    assert.equal(late.status, 409);
    assert.match(late.page, /Có người vừa thay đổi mục này/);
    assert.match(late.page, /Ngô Thị Hà chuyển sang “Đang giải quyết”/);
    assert.match(late.page, /Sổ hộ khẩu/, 'what was typed is kept');
    assert.equal((await dossier(49)).status, 'processing');
  });

  it('leaves notes that the citizen does not see', async () => {
    const path = await pathOf(44);
    assert.equal((await thu.send(`${path}/note`, { text: '' })).status, 422);
    const saved = await thu.send(`${path}/note`, { text: 'Đã gọi <bệnh viện>.' });
    assert.equal(saved.to, `${path}#notes`);
    assert.match(await ha.open(path), /Đã gọi &lt;bệnh viện&gt;\./);
    const read = await server.post('/api/dossiers/read', {
      agency: ward,
      code: await server.code(44),
      factor: { kind: 'phoneLast4', value: '0044' },
    });
    assert.ok(!(await read.text()).includes('bệnh viện'));
  });

  it('is written down when reading, once for a while', async () => {
    const path = await pathOf(42);
    const code = await server.code(42);
    for (let i = 0; i < 3; i++) await thu.open(path);
    const reads = () =>
      server.database.db
        .selectFrom('audit')
        .select('officer')
        .where('subject', '=', code)
        .where('action', '=', 'dossier.read')
        .execute();
    assert.deepEqual(await reads(), [{ officer: 'thu' }]);
    server.at(seconds(11 * 60));
    await thu.open(path);
    assert.equal((await reads()).length, 2);
  });
});
