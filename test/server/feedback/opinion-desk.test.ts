import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { OpinionState } from '../../../src/contract/index.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

const other = '26526';

describe('Opinions and ratings at the desk', () => {
  let server: Backend;
  let thu: DeskOfficer;

  const write = async (text: string, contact = {}) => {
    await server.write({ kind: 'opinion', agency: ward, text, consents: [], ...contact });
    return server.database.db.selectFrom('opinion').selectAll().where('text', '=', text).executeTakeFirstOrThrow();
  };
  const now = (id: string) =>
    server.database.db.selectFrom('opinion').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const send = (id: string, action: string, fields: Record<string, string>, as = thu) =>
    as.send(`/desk/opinions/${id}/${action}`, { version: '1', ...fields });
  const read = async (code: string) =>
    (await (await server.post('/api/feedback/read', { agency: ward, code })).json()) as OpinionState;

  before(async () => {
    server = await backend(await testDatabase());
    thu = await signedIn(server, 'thu');
  });
  after(() => server.database.close());

  it('are assigned, and whoever has one finds it among theirs', async () => {
    const { id, code } = await write('Xin thêm ghế ở khu chờ');
    assert.equal((await send(id, 'assign', { to: 'nobody-here' })).status, 422);
    assert.equal((await send(id, 'assign', { to: 'thu' })).status, 303);
    assert.deepEqual([(await now(id)).assignee, (await now(id)).status], ['thu', 'assigned']);
    assert.equal((await read(code)).status, 'assigned');
    assert.ok((await thu.open('/desk/opinions?tab=mine')).includes(code));
    assert.ok(!(await thu.open('/desk/opinions?tab=unassigned')).includes(code));
    // Two officers on one opinion: the second sees what the first did, and nothing is overwritten.
    const an = await signedIn(server, 'an');
    const late = await send(id, 'answer', { answer: 'Sẽ có thêm ghế.' }, an);
    assert.equal(late.status, 409);
    assert.match(late.page, /Có người vừa thay đổi[^]*Sẽ có thêm ghế\./);
    assert.equal((await now(id)).answer, null);
    assert.equal((await send(id, 'assign', { to: '', version: '2' })).status, 303);
    assert.equal((await now(id)).status, 'received');
  });

  it('are forwarded to the body that answers, whose officers read why; the sender sees which body', async () => {
    const { id, code, answer_by } = await write('Đường trước trường học ngập');
    assert.equal((await send(id, 'forward', { to: other, note: '' })).status, 422);
    assert.equal((await send(id, 'forward', { to: ward, note: 'x' })).status, 422);
    assert.equal((await send(id, 'forward', { to: '01', note: 'x' })).status, 422);
    const sent = await send(id, 'forward', { to: 'phuong tam thang', note: 'Thuộc địa bàn phường bên' });
    assert.deepEqual([sent.status, sent.to], [303, '/desk/opinions?done']);
    assert.equal((await thu.open(`/desk/opinions/${id}`)).includes('ngập'), false);
    // Who was answering meanwhile keeps what was typed.
    const late = await send(id, 'answer', { answer: 'Phường sẽ nạo vét.', version: '1' });
    assert.equal(late.status, 404);
    assert.ok(late.page.includes('Phường sẽ nạo vét.'));
    const binh = await signedIn(server, 'binh', { agency: other });
    const page = await binh.open(`/desk/opinions/${id}`);
    assert.match(page, /Phường Vũng Tàu chuyển đến lúc[^]*Thuộc địa bàn phường bên/);
    const state = await read(code);
    assert.deepEqual([state.agency.id, state.status], [other, 'received']);
    assert.deepEqual((await now(id)).answer_by, answer_by);
    assert.equal((await send(id, 'answer', { answer: 'Đã nạo vét cống.', version: '2' }, binh)).status, 303);
    assert.equal((await read(code)).answer?.text, 'Đã nạo vét cống.');
  });

  it('are closed with a reason that the sender reads', async () => {
    const { id, code } = await write('Trùng');
    assert.equal((await send(id, 'close', { reason: '' })).status, 422);
    assert.equal((await send(id, 'close', { reason: 'Trùng với một góp ý đã trả lời.' })).status, 303);
    const state = await read(code);
    assert.deepEqual([state.status, state.answer?.text], ['closed', 'Trùng với một góp ý đã trả lời.']);
    assert.equal((await send(id, 'answer', { answer: 'x', version: '2' })).status, 409);
    assert.ok((await thu.open('/desk/opinions?tab=done')).includes(code));
  });

  it('that are overdue stand first, and the navigation counts them', async () => {
    const { id, code } = await write('Chờ lâu');
    await server.database.db
      .updateTable('opinion')
      .set({ answer_by: new Date(monday.getTime() - 3 * 24 * 3600_000) })
      .where('id', '=', id)
      .execute();
    const page = await thu.open('/desk/opinions?tab=overdue');
    assert.match(page, new RegExp(`trễ 3 ngày[^]*${code}`));
    assert.match(page, /Góp ý<\/span\s*><b class="count late">\d+<\/b>/);
  });

  it('and a phone number that is read is logged', async () => {
    const contact = { contact: { phone: '0912345678' }, consents: [{ purpose: 'call-back', version: '2026-01' }] };
    const { id, code } = await write('Xin gọi lại', contact);
    await thu.open(`/desk/opinions/${id}`);
    const log = await server.database.db
      .selectFrom('audit')
      .select('officer')
      .where('action', '=', 'opinion.read')
      .where('subject', '=', code)
      .execute();
    assert.deepEqual(log, [{ officer: 'thu' }]);
  });

  it('count ratings by value, reason and week, and give them as a file without formulas', async () => {
    await server.database.db.deleteFrom('rating').execute();
    const capabilities = (await (await server.get(`/api/capabilities?agency=${ward}`)).json()) as {
      rating: { criteria: { id: string }[]; reasons: { id: string; label: { vi: string } }[] };
    };
    const { criteria, reasons } = capabilities.rating;
    const rate = (value: number, more = {}) =>
      server.write({
        kind: 'rating',
        agency: ward,
        scores: criteria.map(({ id }) => ({ criterion: id, value })),
        reasons: [],
        ...more,
      });
    for (const value of [5, 5, 4]) await rate(value);
    await rate(1, { reasons: [reasons[0]!.id], comment: '=HYPERLINK("http://x")' });
    const page = await thu.open('/desk/opinions/ratings');
    for (const words of ['4 lượt đánh giá', '<b>75 %</b>', reasons[0]!.label.vi, '23/11/2026'])
      assert.ok(page.includes(words), words);
    const answer = await server.app.request('/desk/opinions/ratings/ratings.csv', { headers: thu.headers });
    const file = await answer.text();
    assert.equal(file.trim().split('\r\n').length, 5);
    assert.match(file, /;"'=HYPERLINK\(""http:\/\/x""\)"/);
    const stranger = await signedIn(server, 'xa', { agency: other });
    assert.match(await stranger.open('/desk/opinions/ratings'), /Chưa có đánh giá nào/);
    assert.match(await thu.open('/desk/opinions/ratings?from=2026-11-24&to=2026-11-30'), /Chưa có đánh giá nào/);
  });
});
