import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

describe('An officer who calls whom no message reached', () => {
  let server: Backend;
  let thu: DeskOfficer;
  const ids: string[] = [];

  const stateOf = async (id: string) =>
    (await server.database.db.selectFrom('outbox').select('state').where('id', '=', id).executeTakeFirstOrThrow())
      .state;

  before(async () => {
    server = await backend(await testDatabase());
    thu = await signedIn(server);
    for (const [subject, state] of [
      ['dossier:H29.132-261118-0042', 'not-sent'],
      ['appointment:A012', 'not-sent'],
      ['opinion:PA-7KQ2M-9XD4E', 'sent'],
    ] as const) {
      const row = await server.database.db
        .insertInto('outbox')
        .values({
          ...{ created_at: monday, agency: ward, subject, state, recipient: '+84912345678', words: 'Xin chào.' },
          ...{ last_error: state === 'sent' ? null : 'no-gateway', sent_at: null },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      ids.push(row.id);
    }
  });
  after(() => server.database.close());

  it('sees them first, with numbers masked, and their count on every page', async () => {
    const page = await thu.open('/desk/outbox');
    assert.ok(page.includes('H29.132-261118-0042') && page.includes('A012') && !page.includes('PA-7KQ2M'));
    assert.ok(page.includes('091****678') && !page.includes('912345678'));
    assert.match(await thu.open('/desk/dossiers'), /Cần gọi điện<\/span><b class="count">2<\/b>/);
    assert.match(await thu.open('/desk/outbox?tab=all'), /PA-7KQ2M/);
  });

  it('takes a call, which shows the number, is logged and stays out of the address', async () => {
    const taken = await thu.send(`/desk/outbox/${ids[0]}/claim`, {});
    assert.deepEqual([taken.status, taken.to], [303, '/desk/outbox']);
    assert.match(await thu.open('/desk/outbox'), /href="tel:\+84912345678"/);
    const log = await server.database.db.selectFrom('audit').select(['officer', 'action', 'subject']).execute();
    assert.deepEqual(log, [{ officer: 'thu', action: 'outbox.claim', subject: 'dossier:H29.132-261118-0042' }]);
  });

  it('who comes second sees who has it, and no number', async () => {
    const other = await signedIn(server, 'minh');
    const lost = await other.send(`/desk/outbox/${ids[0]}/claim`, {});
    assert.equal(lost.status, 409);
    assert.match(lost.page, /Cán bộ thu đã nhận cuộc gọi này trước/);
    assert.ok(!lost.page.includes('912345678'));
    assert.equal((await other.send(`/desk/outbox/${ids[0]}/again`, {})).status, 404);
    const record = { attempt: randomUUID(), outcome: 'reached' };
    assert.equal((await other.send(`/desk/outbox/${ids[0]}/record`, record)).status, 409);
  });

  it('records the call, with what was typed kept after a mistake, or has the message sent again', async () => {
    const record = { attempt: randomUUID(), outcome: 'call-back', note: 'Đang họp' };
    const wrong = await thu.send(`/desk/outbox/${ids[0]}/record`, record);
    assert.equal(wrong.status, 422);
    assert.match(wrong.page, /Xin ghi giờ gọi lại[^]*Đang họp/);
    const right = { ...record, callAt: '2026-11-23T15:30' };
    assert.equal((await thu.send(`/desk/outbox/${ids[0]}/record`, right)).status, 303);
    assert.match(await thu.open('/desk/outbox?tab=later'), /gọi lại 15:30 23\/11\/2026/);
    assert.equal((await thu.send(`/desk/outbox/${ids[0]}/claim`, {})).status, 303);
    const done = { attempt: randomUUID(), outcome: 'reached' };
    assert.equal((await thu.send(`/desk/outbox/${ids[0]}/record`, done)).status, 303);
    assert.equal((await thu.send(`/desk/outbox/${ids[1]}/again`, {})).status, 303);
    assert.deepEqual([await stateOf(ids[0]!), await stateOf(ids[1]!)], ['called', 'waiting']);
    assert.match(await thu.open('/desk/outbox'), /Không còn ai cần gọi/);
    assert.match(await thu.open('/desk/outbox/report'), /Đã gặp[^]*1/);
  });

  it('keeps what was noted when the claim has run out, and colleagues read it afterwards', async () => {
    const { db } = server.database;
    const id = ids[0]!;
    await db.updateTable('outbox').set({ state: 'not-sent', call_at: null }).where('id', '=', id).execute();
    await db
      .updateTable('notice_call')
      .set({ at: new Date(monday.getTime() - 3600_000) })
      .execute();
    await thu.send(`/desk/outbox/${id}/claim`, {});
    await db
      .updateTable('outbox')
      .set({ claimed_until: new Date(monday.getTime() - 1000) })
      .execute();
    const typed = { attempt: randomUUID(), outcome: 'no-answer', note: 'Con trai nghe máy' };
    const late = await thu.send(`/desk/outbox/${id}/record`, typed);
    assert.equal(late.status, 409);
    assert.match(late.page, /quá 10 phút[^]*Chưa ghi: Hồ sơ[^]*Con trai nghe máy[^]*Nhận lại để ghi/);
    const again = await thu.send(`/desk/outbox/${id}/claim`, typed);
    assert.match(again.page, new RegExp(`value="no-answer"[^>]*checked[^]*Con trai nghe máy`));
    assert.equal((await thu.send(`/desk/outbox/${id}/record`, typed)).status, 303);
    assert.equal((await thu.send(`/desk/outbox/${id}/record`, typed)).status, 303, 'the same press once more');
    const changed = await thu.send(`/desk/outbox/${id}/record`, { ...typed, outcome: 'reached' });
    assert.equal(changed.status, 409, 'something else is not taken for recorded');
    assert.match(await thu.open('/desk/outbox?tab=later'), /Ghi chú: Con trai nghe máy/);
    await db.updateTable('outbox').set({ state: 'called' }).where('id', '=', id).execute();
  });

  it('finds calls, and has a code for another page', async () => {
    const found = await thu.send('/desk/outbox/find', { search: '0042', tab: 'done' });
    assert.match(found.page, /Kết quả tìm: 0042[^]*H29\.132-261118-0042/);
    const none = await thu.send('/desk/outbox/find', { search: 'không có', tab: 'open' });
    assert.match(none.page, /Không tìm thấy cuộc gọi nào/);
    const code = await thu.send('/desk/outbox/code', {});
    assert.match(code.page, /\d{4} \d{4}/);
  });
});
