import { Hono } from 'hono';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { health } from '../../../src/server/http/health.ts';
import { loadShedding } from '../../../src/server/http/load-shedding.ts';
import { RateLimit } from '../../../src/server/http/rate-limit.ts';
import { sendProblem } from '../../../src/server/http/send-problem.ts';
import { toProblem } from '../../../src/server/platform/problem.ts';
import { backend, type Backend, refusal, ward } from '../../support/backend.ts';
import { monday, testDatabase } from '../../support/database.ts';

const later = (seconds: number) => new Date(monday.getTime() + seconds * 1000);

describe('A server that is asked too much', () => {
  it('refuses at once what it cannot answer soon, and answers the rest', async () => {
    let release = () => {};
    const held = new Promise<void>(resolve => (release = resolve));
    const app = new Hono();
    app.onError((error, c) => sendProblem(c, toProblem(error), ''));
    app.use(loadShedding({ maxConcurrent: 3 }));
    app.get('/', async c => {
      await held;
      return c.text('answered');
    });
    const asked = Array.from({ length: 10 }, async () => app.request('/'));
    const refused = await Promise.all(asked.slice(3));
    for (const answer of refused) {
      assert.equal(answer.status, 503);
      assert.ok(Number(answer.headers.get('Retry-After')) > 0);
    }
    release();
    const answered = await Promise.all(asked.slice(0, 3));
    assert.deepEqual(
      answered.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal((await app.request('/')).status, 200, 'and goes on');
  });

  it('says that it is alive all the same', async () => {
    const database = await testDatabase({ sample: false });
    const { app } = await backend(database, { loadShedding: { maxConcurrent: 0 } });
    assert.equal((await app.request(`/api/capabilities?agency=${ward}`)).status, 503);
    assert.equal((await app.request('/desk')).status, 503);
    assert.equal((await app.request('/health')).status, 200);
    await database.close();
    const gone = health({ ...database, ping: () => Promise.reject(new Error('gone')) });
    assert.equal((await gone.request('/')).status, 503);
  });
});

describe('A rate limit', () => {
  it('counts each network by itself, and begins anew when its time is over', () => {
    const limit = new RateLimit({ max: 3, seconds: 60 });
    for (let i = 0; i < 3; i++) limit.consume('a', monday);
    assert.throws(() => limit.consume('a', later(59)), /too-many-requests/);
    assert.equal(limit.retryAfter('a', later(20)), 40);
    limit.consume('b', monday);
    limit.consume('a', later(60));
  });

  it('is not held for ever by a clock that was set wrong', () => {
    const limit = new RateLimit({ max: 1, seconds: 60 });
    limit.consume('a', later(1e6));
    limit.consume('a', monday);
  });

  it('keeps no more than it can hold, whatever addresses are made up', () => {
    const limit = new RateLimit({ max: 1, seconds: 60 });
    for (let i = 0; i < 100_001; i++) limit.consume(String(i), monday);
    limit.consume('0', monday);
    assert.throws(() => limit.consume('100000', monday), /too-many-requests/);
  });
});

describe('Reads', () => {
  let server: Backend;
  before(async () => {
    server = await backend(await testDatabase());
  });
  after(() => server.database.close());

  it('write nothing: only guessing is counted in the database', async () => {
    for (const path of [`/capabilities?agency=${ward}`, `/procedures?agency=${ward}`, '/agencies'])
      for (let i = 0; i < 30; i++) assert.equal((await server.get(`/api${path}`)).status, 200);
    await server.post('/api/feedback/read', { agency: ward, code: 'PA-00000-00000' });
    const rows = await server.database.db.selectFrom('wrong_try').selectAll().execute();
    assert.deepEqual(rows, []);
  });

  it('are refused to a network that asks without end, and to no other', async () => {
    const { app } = await backend(server.database, { trustedProxies: 'any' });
    const ask = (address: string) =>
      app.request('/api/challenge?agency=0', { headers: { 'X-Forwarded-For': address } });
    let last = new Response();
    for (let i = 0; i <= 3000; i++) last = await ask('2001:db8::1');
    assert.deepEqual(await refusal(last), { slug: 'too-many-requests', status: 429 });
    assert.equal((await ask('2001:db8::ffff:1')).status, 429, 'the same subscriber');
    assert.equal((await ask('2001:db8:0:1::1')).status, 404);
  });
});
