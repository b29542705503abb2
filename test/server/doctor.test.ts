import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { operations } from '../../src/contract/index.ts';
import { MappedApi } from '../../src/mapping/index.ts';
import { examine } from '../../src/server/gateway/doctor.ts';
import { addOfficer } from '../../src/server/officer.ts';
import { backend, refusal } from '../support/backend.ts';
import { testDatabase } from '../support/database.ts';
import { homeMade, type HomeMade } from '../support/home-made.ts';
import { walkThrough } from '../support/walk-through.ts';

const root = join(import.meta.dirname, '../..');
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
    (map.operations['dossier.read'] as { answer: Record<string, unknown> }).answer['agency'] = { id: 'x' };
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

  it('has a page for leads, who try an operation and are written down', async () => {
    const database = await testDatabase();
    const map = new MappedApi(withExamples(php.url, { 'dossier.read': { input: lookUp } }));
    const { app } = await backend(database, { maps: [map] });
    const sign = async (id: string, role: 'lead' | 'officer') => ({
      Authorization: `Basic ${Buffer.from(`${id}:${await addOfficer(database.db, { id, name: id, agency: '26506', role })}`).toString('base64')}`,
    });
    const lead = await sign('thu', 'lead');
    assert.deepEqual(await refusal(await app.request('/desk/doctor', { headers: await sign('binh', 'officer') })), {
      slug: 'not-allowed',
      status: 403,
    });
    const page = await (await app.request('/desk/doctor', { headers: lead })).text();
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const send = (input: string) =>
      app.request('/desk/doctor', {
        method: 'POST',
        headers: { ...lead, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ token, map: '0', operation: 'dossier.read', input, origin: '' }),
      });
    const tried = await (await send(JSON.stringify(lookUp))).text();
    assert.match(tried, /dossier\.read: trả lời được/);
    assert.match(tried, /NGUYỄN \*\*\* BÌNH/);
    const wrong = await send('{ma: 1}');
    assert.equal(wrong.status, 422);
    assert.match(await wrong.text(), /\{ma: 1\}/);
    const log = await database.db.selectFrom('audit').select(['officer', 'action', 'subject']).execute();
    assert.deepEqual(log[0], { officer: 'thu', action: 'map.try', subject: 'UBND xã Bình Minh: dossier.read' });
    await database.close();
  });
});
