import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Dossier } from '../../../src/contract/index.ts';
import { importDossiers, intakeHere } from '../../../src/server/dossiers/index.ts';
import type { TableMapping } from '../../../src/server/dossiers/intake/dossier-file.ts';
import { Secrets } from '../../../src/server/platform/secrets.ts';
import { backend, type Backend, openWard, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

describe('Dossiers from a file', () => {
  let server: Backend;
  before(async () => (server = await backend(await testDatabase())));
  after(() => server.database.close());

  async function load(text: string | Uint8Array, mapping: TableMapping = {}, agency = ward) {
    const { db } = server.database;
    const around = { db, secrets: await Secrets.read(db), jobs: undefined, clock: () => monday };
    async function* bytes() {
      yield typeof text === 'string' ? new TextEncoder().encode(text) : text;
    }
    return importDossiers(bytes(), mapping, await intakeHere(around, { by: 'motcua', agency }));
  }
  const told = async (text: string | Uint8Array, mapping: TableMapping = {}) => {
    const { added, mistakes } = await load(text, mapping);
    return [added, ...mistakes.map(({ line, path, code }) => `${line} ${path} ${code}`)];
  };
  const lookUp = async (code: string, value: string) => {
    const factor = { kind: 'phoneLast4', value };
    return (await (await server.post('/api/dossiers/read', { agency: ward, code, factor })).json()) as Dossier;
  };

  const table = [
    'Mã hồ sơ;Mã thủ tục;Tên thủ tục;Trạng thái;Ngày tiếp nhận;Ngày hẹn trả;Chủ hồ sơ;Số điện thoại;Ngày cập nhật',
    'H29.132-261101-0001;1.004873;;Đang xử lý;20/11/2026 08:30;27/11/2026;Nguyễn Văn An;0912345678;21/11/2026 09:00',
    'H29.132-261101-0002;;Thủ tục của tỉnh;10;02/11/2026;05/11/2026;Trần Thị Bê;0912000111;05/11/2026 15:00',
    'H29.132-261101-0003;1.004873;;Chờ sếp ký;20/11/2026;;;;',
    'H29.132-261101-0004;1.004873;;4;31/02/2026;;=1+2;12;',
  ].join('\r\n');

  it('are looked up as those that the desk has received, and what is wrong is told with its line', async () => {
    const report = await load(table);
    assert.deepEqual([report.added, report.changed, report.unchanged], [2, 0, 0]);
    assert.deepEqual(
      report.mistakes.map(({ line, path, code, detail }) => [line, path, code, ...(detail ? [detail] : [])].join(' ')),
      ['4 status status "Chờ sếp ký"', '5 receivedAt date', '5 applicant.name formula', '5 applicant.phone phone'],
    );
    const first = await lookUp('H29.132-261101-0001', '5678');
    assert.deepEqual([first.status, first.dueAt], ['processing', '2026-11-27T17:00:00+07:00']);
    assert.deepEqual(
      first.timeline.map(({ status, at }) => [status, at]),
      [
        ['accepted', '2026-11-20T08:30:00+07:00'],
        ['processing', '2026-11-21T09:00:00+07:00'],
      ],
    );
    const second = await lookUp('H29.132-261101-0002', '0111');
    assert.deepEqual([second.status, second.procedure?.name], ['returned', 'Thủ tục của tỉnh']);
    const again = await load(table);
    assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 2]);
  });

  it('have the columns, states and dates that a map names', async () => {
    const own = 'MA_HS,TT,TEN,NGAY\nH29.132-261102-0001,Chờ sếp ký,Cấp biển số nhà,2026-20-11\n';
    const mapping = {
      columns: { code: 'MA_HS', status: 'TT', procedureName: 'TEN', receivedAt: 'NGAY' },
      ...{ states: { 'chờ sếp ký': 'processing' }, dates: 'yyyy-dd-MM' },
    };
    assert.deepEqual(await told(own, mapping), [1]);
    assert.deepEqual(await told(own), [0, '1  columns']);
    const { status, received_at } = await server.database.db
      .selectFrom('dossier')
      .select(['status', 'received_at'])
      .where('code', '=', 'H29.132-261102-0001')
      .executeTakeFirstOrThrow();
    assert.deepEqual([status, received_at?.toISOString()], ['processing', '2026-11-19T17:00:00.000Z']);
  });

  it('are JSON lines or a list as well, and those of other agencies are not taken', async () => {
    const line = { code: 'H29.132-261103-0001', status: 'accepted', procedure: '1.004873' };
    assert.deepEqual(await told(`${JSON.stringify(line)}\n{"code": 1\n`), [1, '2  json']);
    assert.deepEqual(await told(JSON.stringify([{ ...line, code: 'H29.132-261103-0002', agency: openWard }])), [
      ...[0, '1 agency unknown'],
    ]);
    await assert.rejects(load('x', {}, '00000'), { slug: 'invalid-input' });
  });

  it('of hostile files are not taken, and the reason is told', async () => {
    const head = 'Mã hồ sơ,Trạng thái,Tên thủ tục';
    const row = 'H29.132-261104-0001,4,Thủ tục';
    assert.deepEqual(await told(new Uint8Array(Buffer.from(`${head}\n${row}`, 'utf16le'))), [0, '1  encoding']);
    assert.deepEqual(await told(`${head}\n${row}\0`), [0, '1  encoding']);
    assert.deepEqual(await told(`${head},Trạng thái\n${row},5`), [0, '1  column-twice']);
    assert.deepEqual(await told(`${head}\n${row}${',x'.repeat(1000)}`), [0, '2  columns']);
    assert.deepEqual(await told(`${head}${',x'.repeat(1000)}\n${row}`), [0, '1  columns']);
    for (const formula of ['=1+1', '+cmd', '@SUM(A1)', '-2+3'])
      assert.deepEqual(await told(`${head}\nH29.132-261104-0001,4,${formula}`), [0, '2 procedureName formula']);
    assert.deepEqual(await told(`${head}\n"${'a'.repeat(2_000_000)}`), [0, '2  long']);
    assert.deepEqual(await told(`${head}\n${row},"abc`), [0, '2  table']);
    assert.deepEqual(await told('{"code": "H29.132-261104-0001", "code": "H29.132-261104-0002", "status": "4"}'), [
      ...[0, '1 status status'],
    ]);
  });
});
