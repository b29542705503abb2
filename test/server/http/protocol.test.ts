import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Capabilities, operations } from '../../../src/contract/index.ts';
import { answers } from '../../support/answers.ts';
import { backend, type Backend, newKey, question, refusal, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';

describe('The backend', () => {
  let server: Backend;
  const lines: Record<string, unknown>[] = [];
  const refused = async (response: Response | Promise<Response>) => refusal(await response);

  before(async () => {
    server = await backend(await testDatabase(), { log: line => lines.push(line) });
  });
  after(() => server.database.close());

  it('names what it does not have', async () => {
    assert.deepEqual(await refused(server.get('/api/nothing')), { slug: 'no-such-operation', status: 404 });
    assert.deepEqual(await refused(server.get('/api/agencies/none')), { slug: 'agency-not-found', status: 404 });
    assert.deepEqual(await refused(server.get(`/api/procedures/9.999999?agency=${ward}`)), {
      slug: 'procedure-not-found',
      status: 404,
    });
    const response = await server.get('/api/dossiers/read');
    assert.equal(response.headers.get('Allow'), 'POST, OPTIONS');
    assert.deepEqual(await refused(response), { slug: 'method-not-allowed', status: 405 });
  });

  it('refuses what is not JSON, too large, too deep, or cannot be stored', async () => {
    assert.deepEqual(
      await refused(
        server.app.request('/api/feedback', { method: 'POST', body: 'x', headers: { 'Content-Type': 'text/plain' } }),
      ),
      { slug: 'not-json', status: 415 },
    );
    assert.deepEqual(await refused(server.post('/api/feedback', `"${'x'.repeat(70_000)}"`)), {
      slug: 'too-large',
      status: 413,
    });
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    for (const body of [
      '{',
      '[]',
      'null',
      '"x"',
      '1e309',
      `{"agency":${deep}}`,
      '{"agency":"\\u0000"}',
      '{"agency":"\\ud800"}',
      '{"__proto__":{"agency":"x"}}',
    ]) {
      assert.deepEqual(
        await refused(server.post('/api/dossiers/read', body)),
        { slug: 'invalid-input', status: 422 },
        body.slice(0, 40),
      );
    }
  });

  it('answers every operation of the contract', async () => {
    const answered = await answers(server);
    for (const { name } of operations) assert.ok(answered[name]?.ok, name);
  });

  it('finds a ward by the name it had before 01/07/2025, typed without diacritics', async () => {
    const { agencies } = (await (await server.get('/api/agencies?q=SUOI%20NGHE')).json()) as {
      agencies: { name: string; successors: string[] }[];
    };
    assert.deepEqual(
      agencies.map(({ name }) => name),
      ['Xã Ngãi Giao', 'Xã Suối Nghệ, huyện Châu Đức'],
    );
    assert.deepEqual(agencies[1]?.successors, ['26575']);
  });

  it('lists where one can book, below a province too, and for one service', async () => {
    const names = async (query: string) =>
      ((await (await server.get(`/api/agencies?${query}`)).json()) as { agencies: { name: string }[] }).agencies.map(
        ({ name }) => name,
      );
    // No department and no former unit: those have no counters.
    assert.deepEqual(await names('booking=79'), [
      'Phường Phú Mỹ',
      'Phường Tam Thắng',
      'Phường Vũng Tàu',
      'Xã Bình Giã',
      'Xã Đất Đỏ',
      'Xã Long Điền',
      'Xã Ngãi Giao',
    ]);
    assert.deepEqual(await names(`booking=${ward}`), ['Phường Vũng Tàu']);
    assert.deepEqual(await names('booking=79&service=viet-giup'), ['Phường Vũng Tàu']);
    assert.deepEqual(await names('booking=79&service=1.001193&q=giao'), ['Xã Ngãi Giao']);
    assert.deepEqual(await names('booking=79.SCT'), []);
    assert.deepEqual(await names('booking=none'), []);
  });

  it('says on whose page one first chooses at which agency', async () => {
    const below = async (agency: string) =>
      ((await (await server.get(`/api/capabilities?agency=${agency}`)).json()) as Capabilities).booking?.below;
    assert.deepEqual(await Promise.all(['79', ward, '79.SCT'].map(below)), [true, false, false]);
  });

  it('finds a procedure by what people call it', async () => {
    const { procedures } = (await (
      await server.get(`/api/procedures?agency=${ward}&q=photo%20cong%20chung`)
    ).json()) as { procedures: { code: string }[] };
    assert.deepEqual(
      procedures.map(({ code }) => code),
      ['2.000815'],
    );
  });

  it('names holidays, days in lieu and swapped days', async () => {
    const { days } = (await (
      await server.get(`/api/agencies/${ward}/calendar?from=2026-01-01&to=2027-02-28`)
    ).json()) as { days: { date: string; type: string; name: { vi: string } }[] };
    assert.equal(days.find(({ date }) => date === '2026-11-24')?.name.vi, 'Ngày Văn hóa Việt Nam');
    assert.equal(days.find(({ date }) => date === '2027-02-06')?.name.vi, 'Tết Nguyên đán');
    assert.deepEqual(
      new Set(days.map(({ type }) => type)),
      new Set(['holiday', 'compensatory', 'swapOff', 'swapWork']),
    );
  });

  it('lets the portals that it knows read answers, and no others', async () => {
    const from = async (origin: string, method = 'GET') =>
      server.app.request(`/api/capabilities?agency=${ward}`, { method, headers: { Origin: origin } });
    const known = await from('https://portal.example', 'OPTIONS');
    assert.equal(known.headers.get('Access-Control-Allow-Origin'), 'https://portal.example');
    assert.match(known.headers.get('Access-Control-Allow-Headers') ?? '', /Idempotency-Key/);
    assert.equal(known.headers.get('Access-Control-Max-Age'), '86400');
    assert.equal((await from('https://evil.example')).headers.get('Access-Control-Allow-Origin'), null);
    assert.equal((await from('https://portal.example')).headers.get('Access-Control-Allow-Credentials'), null);
  });

  it('tells a page of a wrong address that it is wrong, so that its browser does not blame CORS', async () => {
    for (const path of ['/motcua/api/capabilities?agency=26506', '/api/nothing', '/v2/feedback'])
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const ask = async (origin: string) => server.app.request(path, { method, headers: { Origin: origin } });
        const told = await ask('https://portal.example');
        assert.equal(told.status, method === 'OPTIONS' ? 204 : 404, `${method} ${path}`);
        assert.equal(told.headers.get('Access-Control-Allow-Origin'), 'https://portal.example', `${method} ${path}`);
        assert.equal((await ask('https://evil.example')).headers.get('Access-Control-Allow-Origin'), null);
      }
  });

  it('sends the headers that keep browsers careful', async () => {
    const { headers } = await server.get('/health');
    assert.match(headers.get('Content-Security-Policy') ?? '', /default-src 'none'/);
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
  });

  it('writes no code, phone number, name or query into its log', async () => {
    const code = await server.code(42);
    await server.post('/api/dossiers/read', question(code, 42));
    await server.write({
      kind: 'opinion',
      agency: ward,
      text: 'Bí mật',
      contact: { phone: '0912345678', name: 'Lê Bí Mật' },
      consents: [{ purpose: 'call-back', version: '2026-01' }],
    });
    await server.get(`/desk/dossiers?code=${code}`);
    await server.get('/api/agencies?q=B%C3%AD%20m%E1%BA%ADt');

    assert.ok(lines.length > 4);
    // The number of a request is random, and may end like a phone number.
    const log = JSON.stringify(lines, (name, value: unknown) => (name === 'requestId' ? undefined : value));
    for (const secret of [code, '0042', '912345678', 'Bí', 'B%C3%AD', 'code='])
      assert.ok(!log.includes(secret), secret);
  });

  it('says that it is well, and when it is not', async () => {
    assert.equal((await server.get('/health')).status, 200);
    const other = await testDatabase({ sample: false });
    const gone = await backend(other);
    await other.close();
    assert.equal((await gone.get('/health')).status, 503);
    const { slug } = await refused(gone.get(`/api/capabilities?agency=${ward}`));
    assert.ok(slug === 'internal' || slug === 'unavailable', slug);
  });

  it('tells a client that hammers it when to come back', async () => {
    const flooded = await backend(server.database, { clock: () => new Date('2026-11-23T10:00:00+07:00') });
    let last = new Response();
    for (let i = 0; i <= 600; i++)
      last = await flooded.write({ kind: 'rating', agency: ward, scores: [], reasons: [] }, newKey());
    assert.ok(Number(last.headers.get('Retry-After')) > 0);
    assert.deepEqual(await refused(last), { slug: 'too-many-requests', status: 429 });
    assert.equal((await flooded.get(`/api/capabilities?agency=${ward}`)).status, 200, 'and nothing else is refused');
  });
});
