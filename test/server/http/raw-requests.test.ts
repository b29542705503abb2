import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../../src/server/app.ts';
import { listen, type RunningServer } from '../../../src/server/http/serve.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { backend, ward } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { officerHeaders, signedIn } from '../../support/desk.ts';

describe('A request as no browser sends it', () => {
  let database: Database;
  let serving: RunningServer;
  const log: Record<string, unknown>[] = [];

  before(async () => {
    database = await testDatabase();
    const dist = join(import.meta.dirname, '../../../dist');
    serving = await listen(await createApp(database, { log: line => log.push(line), dist }), { port: 0 });
  });
  after(async () => {
    await serving.stop();
    await database.close();
  });

  /** Sends bytes and returns what comes back until the server closes. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(serving.port, '127.0.0.1', () => socket.write(text));
      let said = '';
      socket.on('data', data => (said += String(data)));
      socket.on('close', () => resolve(said));
      socket.on('error', reject);
    });
  const ask = (path: string, { host = 'x', more = '', method = 'GET' } = {}) =>
    raw(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`);
  const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

  it('does not reach the API through a path that a proxy takes for the desk’s, nor the other way round', async () => {
    for (const path of [
      '/desk/%2e%2e/api/capabilities',
      '/desk/%2E%2E/api/capabilities',
      '/desk/.%2e/api/capabilities',
      '/desk/../api/capabilities',
      '/desk/./../api/capabilities',
      '/api/%2e%2e/desk/dossiers',
      '/api/../desk',
      'http://x/desk/../api/capabilities',
    ]) {
      const answer = await ask(`${path}?agency=${ward}`);
      assert.equal(status(answer), 404, path);
      assert.match(answer, /no-such-operation/, path);
    }
    assert.equal(status(await ask(`/api/capabilities?agency=${ward}&q=../..`)), 200, 'a query may have dots');
  });

  it('with an odd Host, version or encoding is refused, and never an error of ours', async () => {
    for (const host of ['a b', '[::1', 'x/y?z', '', 'a@b', 'x:99999', 'é', '%00', '..', 'a'.repeat(300)]) {
      const answer = status(await ask(`/api/capabilities?agency=${ward}`, { host }));
      assert.ok(answer === 200 || (answer >= 400 && answer < 500), `${host}: ${answer}`);
    }
    for (const path of ['/api/guides/%ff', '/api/guides/%zz', '/api/procedures?q=%00', '/desk/%00', '//x/api', '/%00'])
      assert.ok(status(await ask(path)) < 500, path);
    for (const method of ['TRACE', 'PROPFIND', 'DELETE'])
      assert.ok(status(await ask('/api/capabilities', { method })) < 500, method);
    assert.match(await raw('GET /health HTTP/1.0\r\n\r\n'), /"status":"ok"/, 'balancers ask without a Host');
    assert.deepEqual(
      log.filter(line => line['error']),
      [],
    );
  });

  it('with what no row can have is refused at the desk, too', async () => {
    const headers = await officerHeaders(database.db, 'thu', { role: 'lead' });
    const more = Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('');
    const dashes = '-'.repeat(36);
    for (const path of [
      '/desk/dossiers?status=%00',
      '/desk/dossiers?code=%00',
      `/desk/dossiers/${dashes}`,
      `/desk/opinions/${dashes}`,
      `/desk/guides/${dashes}/files/..`,
      '/desk/appointments?date=0000-01-01&row=%00',
    ]) {
      const answer = status(await ask(path, { more }));
      assert.ok(answer >= 200 && answer < 500, `${path}: ${answer}`);
    }
    const officer = await signedIn(await backend(database), 'binh');
    for (const path of [`/desk/appointments/${dashes}/mark`, `/desk/outbox/${dashes}/again`, '/desk/duties/drop'])
      assert.ok((await officer.send(path, { duty: `${dashes}:1` })).status < 500, path);
    for (const wrong of ['é', 'x', ''])
      assert.equal((await officer.send('/desk/duties/drop', { token: wrong })).status, 403, wrong);
    assert.ok(
      (await officer.send('/desk/sessions', { counter: '26506.N', rule: '1e300', rulesVersion: '1e300' })).status < 500,
    );
  });

  it('leaves nothing of what was typed in the log', async () => {
    log.length = 0;
    const typed = 'Nguyen-Thi-Bi-Mat';
    await ask(`/api/${typed}`);
    await ask(`/${typed}/${typed}?x=${typed}`);
    await ask(`/desk/${typed}`, { more: `Cookie: motcua-desk=${typed}\r\n` });
    const form = new URLSearchParams({ officer: typed, secret: typed }).toString();
    await raw(
      `POST /desk/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\nConnection: close\r\n\r\n${form}`,
    );
    const cut = `{"x":"${typed}`;
    await raw(
      `POST /api/feedback HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: ${typed}-${typed}\r\nContent-Length: ${cut.length}\r\nConnection: close\r\n\r\n${cut}`,
    );
    assert.ok(log.length >= 4);
    assert.ok(!JSON.stringify(log).includes(typed), JSON.stringify(log));
    assert.ok(log.some(line => line['signIn'] === 'failed' && /^[0-9a-f]{16}$/.test(String(line['officer']))));
  });
});

describe('An unforeseen error', () => {
  it('is told to the log by its kind and place, without the values that it names', async () => {
    const database = await testDatabase({ sample: false });
    const log: Record<string, unknown>[] = [];
    const { app } = await backend(database, { log: line => log.push(line) });
    const secret = 'mã-bí-mật-của-ai-đó';
    app.get('/broken', () => JSON.parse(`{"x": ${secret}`) as never);
    app.get('/failed', () => {
      throw Object.assign(new Error(`invalid input syntax: "${secret}"`), { code: 'XX000', detail: secret });
    });
    for (const path of ['/broken', '/failed']) assert.equal((await app.request(path)).status, 500);
    assert.ok(!JSON.stringify(log).includes('bí-mật'), JSON.stringify(log));
    const [broken] = log.filter(line => line['error'] === 'SyntaxError');
    assert.match(JSON.stringify(broken?.['at']), /raw-requests\.test/);
    await database.close();
  });
});
