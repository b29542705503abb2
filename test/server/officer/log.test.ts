import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { backend, type Backend } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { type DeskOfficer, signedIn } from '../../support/desk.ts';

describe('The log that a lead reads', () => {
  let server: Backend;
  let lead: DeskOfficer;
  let thu: DeskOfficer;
  let code = '';

  before(async () => {
    server = await backend(await testDatabase());
    lead = await signedIn(server, 'minh', { role: 'lead', name: 'Trần Văn Minh' });
    thu = await signedIn(server, 'thu', { name: 'Lê Thị Thu' });
    const dossier = await server.database.db
      .selectFrom('dossier')
      .select(['id', 'code'])
      .where('agency', '=', '26506')
      .where('status', '=', 'processing')
      .executeTakeFirstOrThrow();
    code = dossier.code;
    await thu.open(`/desk/dossiers/${dossier.id}`);
    await thu.send('/desk/dossiers/assign', { dossier: dossier.id, to: 'minh' });
    await thu.send('/desk/appointments/close', { counter: '26506.A', date: '2026-12-03', reason: 'Mất điện' });
    const stranger = await signedIn(server, 'binh', { agency: '26526', name: 'Hồ Thị Bình' });
    await stranger.open('/desk/dossiers');
    await stranger.send('/desk/search', { q: 'Lan' });
  });
  after(() => server.database.close());

  const rows = (page: string) =>
    [...page.matchAll(/<tr>\s*<td class="number">([^]*?)<\/tr>/g)].map(([, row]) =>
      row!
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );

  it('says in words who did what, and nothing of other agencies', async () => {
    const page = await lead.open('/desk/log');
    const shown = rows(page).map(row => row.replace(/^\S+ \S+ /, ''));
    for (const entry of [
      `Lê Thị Thu giao hồ sơ → Trần Văn Minh ${code}`,
      `Lê Thị Thu xem hồ sơ ${code}`,
      'Lê Thị Thu đóng quầy 26506.A 2026-12-03',
    ])
      assert.ok(shown.includes(entry), shown.join('\n'));
    assert.ok(!page.includes('Hồ Thị Bình'));
  });

  it('is read by officer, by matter, by day, and by dossier, whose code stays out of the address', async () => {
    assert.equal(rows(await lead.open('/desk/log?officer=minh&matter=dossier')).length, 0);
    const closed = rows(await lead.open('/desk/log?officer=thu&matter=day'));
    assert.equal(closed.length, 1);
    assert.match(closed[0] ?? '', /đóng quầy/);
    assert.equal(rows(await lead.open('/desk/log?day=2020-01-01')).length, 0);
    // An officer of others is nobody here.
    assert.equal(rows(await lead.open('/desk/log?officer=binh')).length, 0);
    const found = rows((await lead.send('/desk/log/find', { subject: code })).page);
    assert.deepEqual(
      found.map(row => /giao|xem/.exec(row)?.[0]),
      ['giao', 'xem'],
    );
  });

  it('is whole, and says so; a changed entry is found', async () => {
    const { page } = await lead.send('/desk/log/verify', {});
    assert.match(page, /Nhật ký nguyên vẹn[^]*26506:\s*\d+ dòng\s*<small class="words">[0-9a-f]{64}/);
    assert.ok(!page.includes('26526:'));
    const { db } = server.database;
    await sql`alter table audit disable trigger user`.execute(db);
    await sql`update audit set subject = 'x' where action = 'day.close'`.execute(db);
    await sql`alter table audit enable trigger user`.execute(db);
    const broken = await lead.send('/desk/log/verify', {});
    assert.match(broken.page, /Nhật ký đã bị sửa[^]*sai từ dòng \d+/);
  });

  it('stays with the agency in which something was done, wherever its officer works now', async () => {
    const { db } = server.database;
    await db.updateTable('officer').set({ agency: '26526' }).where('id', '=', 'thu').execute();
    assert.ok((await lead.open('/desk/log')).includes(code));
    const other = await signedIn(server, 'hai', { agency: '26526', role: 'lead' });
    assert.ok(!(await other.open('/desk/log')).includes(code));
    await db.updateTable('officer').set({ agency: '26506' }).where('id', '=', 'thu').execute();
  });

  it('is closed to officers, its check too', async () => {
    for (const path of ['/desk/log/verify', '/desk/log/find']) assert.equal((await thu.send(path, {})).status, 403);
  });
});
