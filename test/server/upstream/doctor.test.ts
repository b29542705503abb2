import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { operations } from '../../../src/contract/index.ts';
import { MappedApi } from '../../../src/mapping/index.ts';
import { officerHeaders } from '../../support/desk.ts';
import { examine } from '../../../src/server/upstream/doctor.ts';
import { backend } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { foreign, lookupMap } from '../../support/foreign.ts';
import { homeMade, type HomeMade } from '../../support/home-made.ts';
import { walkThrough } from '../../support/walk-through.ts';

const root = join(import.meta.dirname, '../../..');
const lookUp = { agency: 'x', code: '000.17.26.H29-261120-0007', factor: { kind: 'phoneLast4', value: '5678' } };

describe('The doctor', () => {
  let php: HomeMade;
  let open: HomeMade;
  let folder: string;

  before(async () => {
    php = await homeMade({ cors: false });
    open = await homeMade({ cors: true });
    folder = await mkdtemp(join(tmpdir(), 'motcua-doctor-'));
  });
  after(() => {
    php.close();
    open.close();
  });

  const operation = (name: string) => operations.find(each => each.name === name)!;
  const withExamples = (url: string, examples: object) => ({ ...walkThrough(url), examples });
  const command = async (map: object | string, ...args: string[]) => {
    const file = join(folder, 'map.json');
    await writeFile(file, typeof map === 'string' ? map : JSON.stringify(map, null, 2));
    return new Promise<{ code: number; output: string }>(resolve =>
      execFile(
        process.execPath,
        ['src/server/main.ts', 'doctor', file, ...args],
        { cwd: root },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
      ),
    );
  };

  it('shows what was asked, the raw answer and the mapped one', async () => {
    const { code, output } = await command(withExamples(php.url, { 'dossier.read': { input: lookUp } }));
    assert.equal(code, 0, output);
    assert.match(output, /== dossier\.read: answered/);
    assert.match(output, /> POST http.*\/tra_cuu\.php\n\s+ma_ho_so=000/);
    assert.match(output, /< 200 .*"Mã hồ sơ"/);
    assert.match(output, /"applicant": "NGUYỄN \*\*\* BÌNH"/);
    assert.match(output, /! Left empty: .*extension/);
    assert.match(output, /! The answer holds what looks like phone or identity numbers/);
  });

  it('writes to no real system unless it is told to', async () => {
    const example = { 'feedback.create': { input: { kind: 'opinion', agency: 'x', text: 'Thử', consents: [] } } };
    const careful = await command(withExamples(php.url, example), 'feedback.create');
    assert.match(careful.output, /feedback\.create: not tried\n.*This operation writes/);
    assert.equal(php.opinions.length, 0);
    await command(withExamples(php.url, example), 'feedback.create', '--writes');
    assert.equal(php.opinions.length, 1);
  });

  it('tries recorded answers without the other system', async () => {
    const map = withExamples('http://127.0.0.1:9', {
      'dossier.read': { input: lookUp, recorded: [{ body: { ket_qua: 'LOI', thong_bao: 'Không tìm thấy' } }] },
    });
    const { output } = await command(map, 'dossier.read');
    assert.match(output, /dossier\.read: refused \(dossier-not-found\)/);
    assert.match(output, /recorded answers/);
  });

  it('tells every mistake of a map with its line', async () => {
    const { code, output } = await command('{\n  "motcua": "1",\n  "nam": "x",\n  "operations": {}\n}');
    assert.equal(code, 1);
    assert.match(output, /line 3: nam: no such key \(did you mean name\?\)/);
    assert.match(output, /name: should be/);
  });

  it('says where an answer does not fit, and fails', async () => {
    const map = withExamples(php.url, { 'dossier.read': { input: lookUp } });
    (map.operations['dossier.read'] as { answer: Record<string, unknown> }).answer['agency'] = "={ 'id': 'x' }";
    const { code, output } = await command(map, 'dossier.read');
    assert.equal(code, 1);
    assert.match(output, /failed \(operations\."dossier\.read"\.answer: .*\/agency\/name is missing\)/);
  });

  it('sees what a browser would: CORS, preflights, mixed content, the line for a policy', async () => {
    const kinds = async (
      url: string,
      origin: string,
      change: (map: ReturnType<typeof walkThrough>) => void = () => {},
    ) => {
      const map = walkThrough(url);
      change(map);
      const { findings } = await examine(new MappedApi(map), operation('dossier.read'), { input: lookUp, origin });
      return findings.map(({ kind }) => kind).filter(kind => !/personal|empty/.test(kind));
    };
    assert.deepEqual(await kinds(php.url, 'http://xa.example'), ['csp', 'cors-missing']);
    assert.deepEqual(await kinds(open.url, 'http://xa.example'), ['csp']);
    assert.deepEqual(await kinds(open.url, 'https://xa.example'), ['csp', 'mixed-content']);
    assert.deepEqual(
      await kinds(open.url, 'http://xa.example', map => {
        map['headers'] = { 'X-Api-Key': 'x' };
      }),
      ['csp', 'cors-preflight'],
    );
    assert.deepEqual(await kinds(open.url, open.url), []);
  });

  it('asks for no variable of the machine but those of maps, and shows none of their values', async () => {
    process.env['MAP_DOCTOR_KEY'] = 'mật khẩu+/1';
    process.env['OTHER_KEY'] = 'khác';
    const echo = await foreign(({ url, body, headers }) => ({ url, body, key: headers['x-key'] }));
    const map = (name: string) =>
      new MappedApi({
        motcua: '1',
        name: 'x',
        base: echo.url,
        operations: {
          'procedure.list': {
            request: {
              path: '/a',
              query: { key: `=$env('${name}')` },
              headers: { 'X-Key': `=$encodeUrlComponent($env('${name}'))` },
              json: { password: `=$env('${name}')`, again: `=$base64encode($env('${name}'))` },
            },
            answer: { procedures: [{ code: '1', name: `=$env('${name}')`, shortName: '=body', field: '=key' }] },
          },
        },
      });
    const input = { agency: 'x' };
    const shown = await examine(map('MAP_DOCTOR_KEY'), operation('procedure.list'), { input });
    assert.equal(shown.result, 'answered', shown.why);
    const { secrets: _, ...said } = shown;
    const text = JSON.stringify(said);
    for (const spelling of [
      'mật khẩu',
      encodeURIComponent('mật khẩu+/1'),
      Buffer.from('mật khẩu+/1').toString('base64'),
    ])
      assert.ok(!text.includes(spelling), `${spelling} in ${text}`);
    const other = await examine(map('OTHER_KEY'), operation('procedure.list'), { input });
    assert.deepEqual([other.result, other.exchanges.length], ['failed', 0]);
    assert.match(other.why ?? '', /the environment has no OTHER_KEY/);
    echo.close();
  });

  it('warns of a rule that refuses nobody when a field is missing', async () => {
    const map = walkThrough(php.url);
    (map as { errorWhen?: unknown })['errorWhen'] = [{ when: "=ket_qua != 'OK'", problem: 'internal' }];
    const { findings } = await examine(new MappedApi(map), operation('dossier.read'), { input: lookUp });
    assert.ok(findings.some(finding => finding.kind === 'missable' && finding.detail === 'errorWhen[0].when'));
  });

  it('has a page for leads, who see what a citizen sees, of their own agencies, and are written down', async () => {
    const database = await testDatabase();
    const other = await foreign(({ url }) =>
      url.includes('A-1')
        ? {
            code: 'A-1',
            phone: '0912345678',
            name: 'NGUYỄN THỊ BÌNH',
            cccd: '079182000123',
            api_key: 'khóa-bí-mật',
            due: '2026-11-30',
          }
        : {},
    );
    const ofWard = lookupMap(other.url, { name: 'Của phường', agencies: ['26506'] });
    const ofOthers = lookupMap(other.url, { name: 'Của nơi khác', agencies: ['26526'] });
    const maps = [new MappedApi(ofWard), new MappedApi(ofOthers)];
    const { app } = await backend(database, { maps });
    const sign = (id: string, role: 'lead' | 'officer') => officerHeaders(database.db, id, { role });
    const lead = await sign('thu', 'lead');
    assert.equal((await app.request('/desk/doctor', { headers: await sign('binh', 'officer') })).status, 403);
    const page = await (await app.request('/desk/doctor', { headers: lead })).text();
    assert.match(page, /Của phường/);
    assert.ok(!page.includes('Của nơi khác'), 'the maps of other agencies are not there');
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const send = (input: object | string, fields: Record<string, string> = {}) =>
      app.request('/desk/doctor', {
        method: 'POST',
        headers: { ...lead, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          token,
          map: '0',
          operation: 'dossier.read',
          input: typeof input === 'string' ? input : JSON.stringify(input),
          origin: '',
          ...fields,
        }),
      });
    const own = { agency: '26506', code: 'A-1', factor: { kind: 'phoneLast4', value: '5678' } };
    const secrets = ['NGUYỄN THỊ BÌNH', '0912345678', '079182000123', 'khóa-bí-mật'];

    const right = await (await send(own)).text();
    assert.match(right, /dossier\.read: trả lời được/);
    assert.match(right, /NGUYỄN \*\*\* BÌNH/);
    assert.match(right, /&quot;cccd&quot;: &quot;… \(12\)&quot;/, 'which fields there are');
    for (const secret of secrets) assert.ok(!right.includes(secret), secret);

    const noFactor = await (await send({ agency: '26506', code: 'A-1' })).text();
    assert.match(noFactor, /bị từ chối \(invalid-input\)/);
    const wrong = await (await send({ ...own, factor: { kind: 'phoneLast4', value: '0000' } })).text();
    const missing = await (await send({ ...own, code: 'A-2' })).text();
    const plain = (text: string) => text.replace(/name="input"[^]*?<\/textarea>/g, '').replace(/A-\d|\d{4}/g, '');
    assert.match(wrong, /bị từ chối \(dossier-not-found\)/);
    assert.equal(plain(wrong), plain(missing), 'a wrong factor looks as a code that is none');
    for (let i = 0; i < 20; i++) await send({ ...own, factor: { kind: 'phoneLast4', value: String(1000 + i) } });
    assert.match(await (await send(own)).text(), /bị từ chối \(proof-needed\)/, 'a lead may not guess either');

    for (const [input, fields] of [
      [{ ...own, agency: '26526' }, {}],
      [{ ...own, agency: '79' }, {}],
      [{ code: 'A-1', factor: own.factor }, {}],
      [{ ...own, agency: ['26506'] }, {}],
    ] as const)
      assert.equal((await send(input, fields)).status, 403);
    assert.equal((await send(own, { map: '1' })).status, 404);

    const broken = await send('{ma: 1}');
    assert.equal(broken.status, 422);
    assert.match(await broken.text(), /\{ma: 1\}/);
    const log = await database.db.selectFrom('audit').selectAll().orderBy('id').execute();
    assert.deepEqual(
      [log[0]!.officer, log[0]!.action, log[0]!.subject],
      ['thu', 'map.try', 'Của phường: dossier.read'],
    );
    assert.match(String(log[0]!.detail['dossier']), /^[0-9a-f]{16}$/, 'whose dossier, by an HMAC');
    assert.ok(!JSON.stringify(log).includes('A-1'));
    other.close();
    await database.close();
  });

  it('writes nothing from the desk', async () => {
    const database = await testDatabase();
    const map = walkThrough(php.url);
    const { app } = await backend(database, { maps: [new MappedApi({ ...map, agencies: ['26506'] })] });
    const headers = await officerHeaders(database.db, 'thu', { role: 'admin' });
    const page = await (await app.request('/desk/doctor', { headers })).text();
    const before = php.opinions.length;
    const input = { kind: 'opinion', agency: '26506', text: 'Thử', consents: [] };
    const tried = await app.request('/desk/doctor', {
      method: 'POST',
      headers,
      body: new URLSearchParams({
        token: /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '',
        map: '0',
        operation: 'feedback.create',
        input: JSON.stringify(input),
      }),
    });
    assert.match(await tried.text(), /feedback\.create: chưa thử/);
    assert.equal(php.opinions.length, before);
    await database.close();
  });
});
