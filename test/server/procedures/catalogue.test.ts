import assert from 'node:assert/strict';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { importCatalogue, importHere, publishedAfter } from '../../../src/server/procedures/index.ts';
import type { Procedure } from '../../../src/contract/index.ts';
import { backend, type Backend, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';
import { nationalRecords } from '../../support/national-records.ts';

const national = join(import.meta.dirname, '../../../../shared/data/procedures-national.jsonl');

describe('The catalogue of procedures', () => {
  let server: Backend;
  before(async () => (server = await backend(await testDatabase())));
  after(() => server.database.close());

  async function* bytes(text: string) {
    yield new TextEncoder().encode(text);
  }
  const load = (text: string) =>
    importCatalogue(
      bytes(text),
      importHere(server.database, 'motcua', () => monday),
    );
  const exported = async () => {
    const found = new Map<string, unknown>();
    for (let after: string | undefined = ''; after !== undefined;) {
      const { rows, last } = await publishedAfter(server.database.db, after);
      for (const row of rows) found.set((row as { code: string }).code, row);
      after = last;
    }
    return found;
  };
  const read = async (code: string) =>
    (await (await server.get(`/api/procedures/${code}?agency=${ward}`)).json()) as Procedure;
  const lines = (records: readonly unknown[]) => records.map(each => JSON.stringify(each)).join('\n');

  it('is imported as published, exported the same, and not changed by the same file', async () => {
    const records = nationalRecords(60);
    const first = await load(lines(records));
    assert.deepEqual({ ...first }, { added: 60, changed: 0, unchanged: 0, mistakes: [], more: 0 });
    const again = await load(JSON.stringify(records));
    assert.deepEqual({ ...again }, { added: 0, changed: 0, unchanged: 60, mistakes: [], more: 0 });
    const found = await exported();
    for (const each of records) assert.deepEqual(found.get(each.code), each);
  });

  it('has papers, processing time and fees for widgets and desks', async () => {
    await load(
      lines([
        {
          code: '1.000001',
          name: 'Thủ tục cấp lại giấy khai sinh',
          category: { code: 'TP07', name: 'Hộ tịch' },
          channels: [
            { method: 'ONLINE', fees: [], processing: { qty: 1, unit: 'WORKING_DAY' } },
            {
              method: 'DIRECT',
              fees: [
                { type: 'SERVICE_FEE', value_vnd: 8000, text: '' },
                { type: 'FEE', value_vnd: 0, text: 'Theo quy định của Hội đồng nhân dân cấp tỉnh' },
              ],
              processing: { qty: 3, unit: 'WORKING_DAY' },
            },
          ],
          checklist_raw: [{ group: '', items: [{ name: 'Tờ khai', original_qty: 1, copy_qty: 2 }] }],
        },
      ]),
    );
    const { shortName, field, components, term, fees, onlineMode } = await read('1.000001');
    assert.deepEqual([shortName, field, onlineMode], ['Cấp lại giấy khai sinh', 'Hộ tịch', 'partial']);
    assert.deepEqual(components, [{ name: 'Tờ khai', originals: 1, copies: 2 }]);
    assert.deepEqual(term, { value: 3, unit: 'workday' });
    assert.deepEqual(fees, [
      { kind: 'lePhi', amount: 8000, confirmed: false },
      { kind: 'phi', amount: null, note: 'Theo quy định của Hội đồng nhân dân cấp tỉnh' },
    ]);
  });

  it('keeps what an admin has changed over a new import, and takes what was published anew', async () => {
    const record = { code: '1.000002', name: 'Thủ tục thử', results: ['Giấy'], channels: [] };
    await load(lines([record]));
    const { facts } = await server.database.db
      .selectFrom('procedure')
      .select('facts')
      .where('code', '=', '1.000002')
      .executeTakeFirstOrThrow();
    const own = { ...facts, synonyms: ['giấy thử'], presence: 'Người nộp', confirmed: true };
    await server.database.db
      .updateTable('procedure')
      .set({ short_name: 'Thử nhanh', facts: JSON.stringify(own) })
      .where('code', '=', '1.000002')
      .execute();
    const next = { ...record, name: 'Thủ tục thử, sửa đổi', category: { code: 'X', name: 'Lĩnh vực thử' } };
    assert.equal((await load(lines([next]))).changed, 1);
    const { name, shortName, field, synonyms, presence, confirmed } = await read('1.000002');
    assert.deepEqual([name, shortName, field], ['Thủ tục thử, sửa đổi', 'Thử nhanh', 'Lĩnh vực thử']);
    assert.deepEqual([synonyms, presence, confirmed], [['giấy thử'], 'Người nộp', true]);
  });

  it('tells what is wrong with its line, and imports the rest', async () => {
    const report = await load(
      [
        JSON.stringify({ code: '1.000003', name: 'Một' }),
        '{"code": "1.000004", "name": ',
        JSON.stringify({ code: 'không phải mã', name: 'Hai' }),
        JSON.stringify({ code: '1.000003', name: 'Một lần nữa' }),
        JSON.stringify({ code: '1.000005', name: 'Ba', channels: 'x' }),
        JSON.stringify({ code: '1.000006', name: 'Bốn' }),
        '{"code": "1.000009", "name": "\\u0000"}',
        '{"code": "1.000010", "name": "\\ud800"}',
        '{"code": "1.000011", "name": "Năm", "processing_cases": [{"case_code": "", "qty": 1e999, "unit": "DAY"}]}',
      ].join('\n'),
    );
    assert.equal(report.added, 2);
    assert.deepEqual(report.mistakes.map(({ line, path, code }) => `${line} ${path} ${code}`).sort(), [
      '2  json',
      '3 code invalid',
      '4 code duplicate',
      '5 channels invalid',
      '7 name invalid',
      '8 name invalid',
      '9 processing_cases.0.qty invalid',
    ]);
  });

  it('is read from a table', async () => {
    const table = [
      'Mã thủ tục;Tên thủ tục;Lĩnh vực;Thời hạn;Lệ phí;Giấy tờ;Cách thức;Thay bằng',
      '1.000007;Thủ tục bảng;Thử;3;8.000 đ;"Tờ khai (bản chính: 1, bản sao: 2)|Ảnh";Trực tiếp, trực tuyến;1.000001',
      '1.000008;;Thử;;;;;',
    ].join('\r\n');
    const report = await load(table);
    assert.deepEqual([report.added, report.mistakes.map(({ line, path }) => [line, path])], [1, [[3, 'name']]]);
    const { components, term, fees, onlineMode, replacedBy } = await read('1.000007');
    assert.deepEqual(components, [
      { name: 'Tờ khai', originals: 1, copies: 2 },
      { name: 'Ảnh', originals: 1, copies: 0 },
    ]);
    assert.deepEqual([term, onlineMode, replacedBy], [{ value: 3, unit: 'workday' }, 'partial', '1.000001']);
    assert.deepEqual(fees, [{ kind: 'lePhi', amount: 8000, confirmed: false }]);
  });

  it('leads from a replaced code to the one in its place', async () => {
    const old = { code: '9.000986', name: 'Thủ tục thử nối tiếp cũ', replaced_by: '9.000987' };
    const next = { code: '9.000987', name: 'Thủ tục thử nối tiếp sau đó', replaced_by: '9.000722' };
    const now = { code: '9.000722', name: 'Thủ tục khai sinh, thường trú, bảo hiểm y tế' };
    await load(lines([old, next, now, { code: '9.000990', name: 'Thủ tục thử nối tiếp lẻ', replaced_by: '9.999999' }]));
    const find = async (q: string) => {
      const answer = await server.get(`/api/procedures?agency=${ward}&q=${encodeURIComponent(q)}`);
      return ((await answer.json()) as { procedures: { code: string }[] }).procedures.map(({ code }) => code);
    };
    assert.deepEqual((await find('thu noi tiep')).sort(), ['9.000722', '9.000990']);
    assert.deepEqual(await find('9.000986'), ['9.000722']);
    assert.equal((await read('9.000986')).replacedBy, '9.000987');
  });

  it('takes the whole of the national catalogue, each record the same again', async t => {
    if (!existsSync(national)) return t.skip('the national records are not here');
    const report = await importCatalogue(
      createReadStream(national),
      importHere(server.database, 'motcua', () => monday),
    );
    const records = readFileSync(national, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as { code: string });
    assert.deepEqual([report.mistakes, report.added + report.changed], [[], records.length]);
    const found = await exported();
    for (const each of records) assert.deepEqual(found.get(each.code), each);
  });
});
