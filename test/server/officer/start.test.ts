import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { backend, type Backend } from '../../support/backend.ts';
import { bookingBody, dayOfSlots } from '../../support/booking.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { type DeskOfficer, formTokenIn, signedIn } from '../../support/desk.ts';

describe('An officer who begins the day', () => {
  let server: Backend;
  let thu: DeskOfficer;

  before(async () => {
    server = await backend(await testDatabase());
    thu = await signedIn(server, 'thu', { name: 'Lê Thị Thu' });
    const [slot] = (await dayOfSlots(server, '2026-11-25')).filter(({ left }) => left);
    const phone = '0912345678';
    const held = await server.send('/holds', { service: 'chung-thuc-ban-sao', slot: slot!.id, phone });
    const { token } = (await held.json()) as { token: string };
    await server.send('/appointments', bookingBody(token, phone, 'Đỗ Thị Quý'));
  });
  after(() => server.database.close());

  it('sees how much is late, due and waiting, and what to do first', async () => {
    const page = await thu.open('/desk/today');
    const tile = (label: string) => Number(new RegExp(`${label}<svg.*?<b>(\\d+)</b>`, 's').exec(page)?.[1]);
    for (const [label, tab] of [
      ['Trễ hẹn', 'overdue'],
      ['Đến hạn hôm nay', 'today'],
      ['Chờ người dân', 'waiting'],
    ] as const) {
      const queue = await thu.open(`/desk/dossiers?tab=${tab}`);
      assert.equal(tile(label), [...queue.matchAll(/name="dossier"/g)].length, label);
    }
    assert.ok(tile('Trễ hẹn') > 0);
    const due = [...page.matchAll(/<td class="number[^"]*">([^<]*)<small>/g)].map(([, words]) => words);
    assert.match(due[0] ?? '', /trễ \d+ ngày/);
    assert.match(page, /Chào Thu/);
    assert.match(page, /Thứ Hai, 23\/11\/2026/);
  });

  it('sees who comes next, at the own counter where there is one', async () => {
    server.at(new Date('2026-11-25T00:00:00Z'));
    assert.match(await thu.open('/desk/today'), /Đỗ Thị Quý/);
    await thu.send('/desk/account/counter', { counter: '26506.B' });
    assert.doesNotMatch(await thu.open('/desk/today'), /Đỗ Thị Quý/);
    await thu.send('/desk/account/counter', { counter: '' });
    server.at(monday);
  });

  it('finds one dossier by code, its last digits or phone, and is led to it', async () => {
    const code = await server.code(42);
    const row = await server.database.db
      .selectFrom('dossier')
      .selectAll()
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    await server.database.db
      .updateTable('dossier')
      .set({ applicant_phone: '+84987654321' })
      .where('id', '=', row.id)
      .execute();
    for (const q of [
      code,
      code.toLowerCase().replaceAll('-', ' '),
      '0987 654 321',
      '+84 987654321',
      '4321',
      'nguyen thi lan',
    ])
      assert.equal((await thu.send('/desk/search', { q })).to, `/desk/dossiers/${row.id}`, q);
  });

  it('finds several by name or procedure without diacritics, appointments by name and number', async () => {
    const several = await thu.send('/desk/search', { q: 'thuong tru' });
    assert.equal(several.status, 200);
    assert.match(several.page, /Tìm thấy \d+ mục/);
    assert.match(several.page, /value="thuong tru"/, 'what was typed stays in the field');
    assert.match((await thu.send('/desk/search', { q: 'do thi quy' })).to ?? '', /^\/desk\/appointments\?counter=/);
    const { number } = await server.database.db
      .selectFrom('appointment')
      .select('number')
      .where('contact_name', '=', 'Đỗ Thị Quý')
      .executeTakeFirstOrThrow();
    // A number comes again on other days.
    const { page } = await thu.send('/desk/search', { q: number!.toLowerCase() });
    assert.match(page, new RegExp(`${number} Đỗ Thị Quý`));
    for (const q of ['%', '_', "'; drop table dossier; --", 'x'.repeat(5000), '....', '(((', '🙂'])
      assert.equal((await thu.send('/desk/search', { q })).status, 200, q);
    assert.match((await thu.send('/desk/search', { q: 'khong co gi ca' })).page, /Không tìm thấy/);
  });

  it('leaves neither name nor number in an address or the log', async () => {
    await thu.send('/desk/search', { q: 'Đỗ Thị Quý' });
    const log = await server.database.db.selectFrom('audit').selectAll().execute();
    assert.ok(log.some(({ action }) => action === 'search'));
    assert.ok(!JSON.stringify(log).includes('Quý'));
    const page = await thu.open('/desk/dossiers');
    assert.match(page, /<form class="find" method="post" action="\/desk\/search"/);
    assert.ok(formTokenIn(page));
  });
});
