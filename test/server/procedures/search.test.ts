import { sql } from 'kysely';
import assert from 'node:assert/strict';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { importCatalogue, importHere } from '../../../src/server/procedures/index.ts';
import type { ProcedureSummary } from '../../../src/contract/index.ts';
import { withoutTelex } from '../../../src/server/procedures/search/telex.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { phrasings } from '../../support/phrasings.ts';
import { plain } from '../../support/plain-words.ts';

const national = join(import.meta.dirname, '../../../../shared/data/procedures-national.jsonl');

describe('Searching procedures', () => {
  let server: Backend;
  before(async () => (server = await backend(await testDatabase())));
  after(() => server.database.close());

  const find = async (q: string, from = server) => {
    const answer = await from.get(`/api/procedures?agency=${ward}&q=${encodeURIComponent(q)}`);
    assert.equal(answer.status, 200);
    return ((await answer.json()) as { procedures: ProcedureSummary[] }).procedures.map(({ code }) => code);
  };
  const first = async (q: string, from = server) => (await find(q, from))[0];

  it('finds what citizens mean, without diacritics, in everyday words, with acronyms', async () => {
    assert.equal(await first('Thủ tục đăng ký khai sinh'), '1.001193');
    assert.equal(await first('lam giay khai sinh cho con thi can gi'), '1.001193');
    assert.equal(await first('giấy độc thân'), '1.004873');
    assert.equal(await first('đăng kí kết hôn'), '1.000894');
    assert.equal(await first('cưới vợ thì đăng ký ở đâu'), '1.000894');
    assert.equal(await first('photo công chứng'), '2.000815');
    assert.equal(await first('KT3'), '1.004194');
    assert.equal(await first('2.000815'), '2.000815');
    assert.equal(await first('birth registration'), '1.001193');
  });

  it('takes what is typed with marks as it is meant, not for a word that looks alike without them', async () => {
    assert.equal(plain('cuối tuần'), 'cuoi tuan');
    assert.equal(plain('cuoi vo'), 'lay chong');
    assert.equal(plain('người đại diện theo pháp luật'), 'nguoi dai dien theo phap luat');
    assert.equal(plain('kết hôn Đài Loan'), 'ket hon nguoi nuoc ngoai');
    assert.equal(plain('chứng chỉ hành nghề dược'), 'chung chi hanh nghe duoc');
    assert.equal(plain('đăng kí hộ khẩu ở đâu'), 'dang ki ho khau');
    assert.equal(plain('hoà giải'), plain('hòa giải'));
  });

  it('finds it with typing mistakes, without an input method, and while it is typed', async () => {
    assert.equal(await first('dang ky ket hom'), '1.000894');
    assert.equal(await first('khai sinhh'), '1.001193');
    assert.equal(await first('khaisinh'), '1.001193');
    assert.equal(await first('ddawng kys keets hoon'), '1.000894');
    assert.equal(await first('chung thuc chu k'), '2.000884');
  });

  it('finds part of a code, all procedures for nothing typed, and nothing for what does not exist', async () => {
    assert.deepEqual(await find('00081'), ['2.000815']);
    assert.ok((await find('')).length > 10);
    assert.deepEqual(await find('zzzz qqqq'), []);
    for (const odd of ['%', '\\', "'", '   ', '…', '_'.repeat(100), 'a '.repeat(50), '\u0301']) await find(odd);
  });

  it('finds services to book and guides by what procedures are called in everyday life', async () => {
    const services = await server.get(`/api/services?agency=${ward}&q=${encodeURIComponent('lam giay doc than')}`);
    const names = ((await services.json()) as { services: { name: string }[] }).services.map(({ name }) => name);
    assert.match(names[0] ?? '', /tình trạng hôn nhân/);
    const guides = await server.get(`/api/guides?agency=${ward}&q=${encodeURIComponent('con moi sanh lam khai sanh')}`);
    const titles = ((await guides.json()) as { guides: { title: { vi: string } }[] }).guides.map(
      ({ title }) => title.vi,
    );
    assert.match(titles[0] ?? '', /khai sinh/i);
  });

  it('finds what an admin has named otherwise, as soon as it is saved, and no more what is gone', async () => {
    const { db } = server.database;
    const folded = '9.000001 | thu tuc xac nhan chan nuoi | giay nuoi heo';
    const rest = {
      words: null,
      facts: JSON.stringify({}),
      name: 'Xác nhận chăn nuôi',
      short_name: 'Chăn nuôi',
      field: '',
    };
    await db
      .insertInto('procedure')
      .values({ code: '9.000001', folded, ...rest })
      .execute();
    assert.equal(await first('nuôi heo'), '9.000001');
    await db
      .updateTable('procedure')
      .set({ folded: '9.000001 | xac nhan chan nuoi' })
      .where('code', '=', '9.000001')
      .execute();
    assert.deepEqual(await find('heo'), []);
    await db.deleteFrom('procedure').where('code', '=', '9.000001').execute();
    assert.deepEqual(await find('chan nuoi'), []);
    const { rows } = await sql`
      select word from search_word join procedure_word using (word)
      group by word, procedures having count(*) <> procedures`.execute(db);
    assert.deepEqual(rows, []);
  });

  it('finds typing mistakes also where the database may have no trigrams', async () => {
    const plain = await backend(await testDatabase());
    await sql`drop extension pg_trgm cascade`.execute(plain.database.db);
    assert.equal(await first('dang ky ket hom', plain), '1.000894');
    assert.equal(await first('chung thuc ban sap', plain), '2.000815');
    await plain.database.close();
  });

  it('reads what was typed without an input method', () => {
    const typed = ['ddaats', 'thuowngf', 'tru1', 'thu7o7ng2', 'nhaanj', 'ky', 'hoa', 'con'];
    assert.deepEqual(typed.map(withoutTelex), ['dat', 'thuong', 'tru', 'thuong', 'nhan', 'ky', 'hoa', 'con']);
  });

  it('finds in the national catalogue what people say', async t => {
    if (!existsSync(national)) return t.skip('the national records are not here');
    const whole = await backend(await testDatabase());
    const { db } = whole.database;
    // Without the synonyms of the sample.
    await sql`update procedure set facts = facts || '{"synonyms": []}', folded = code, words = null`.execute(db);
    await importCatalogue(
      createReadStream(national),
      importHere(whole.database, 'motcua', () => monday),
    );
    const names = new Map(
      (await db.selectFrom('procedure').select(['code', 'name']).execute()).map(row => [row.code, row.name]),
    );
    const places: number[] = [];
    for (const [typed, meant] of phrasings) {
      const found = await find(typed, whole);
      const place = found.findIndex(code => meant.test(`${code} ${names.get(code)}`));
      if (place !== 0) t.diagnostic(`${typed}: ${place < 0 ? 'not found' : `place ${place + 1}`}`);
      places.push(place);
    }
    const share = (count: number) => places.filter(place => place >= 0 && place < count).length / places.length;
    t.diagnostic(
      `first ${(share(1) * 100).toFixed(0)} %, among three ${(share(3) * 100).toFixed(0)} % of ${places.length}`,
    );
    assert.ok(share(1) >= 0.85 && share(3) >= 0.97, `${share(1)}, ${share(3)}`);
    await whole.database.close();
  });
});
