import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MappedApi } from '../../../src/mapping/index.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { exchange } from '../../../src/server/upstream/exchange.ts';
import { backend, refusal } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { foreign, type Foreign, lookupMap } from '../../support/foreign.ts';

const person = { code: 'A-1', phone: '0912345678', name: 'Trần Văn An', due: '2026-11-30' };
const factor = { kind: 'phoneLast4', value: '5678' };

describe('A system behind the gateway', () => {
  let database: Database;
  let other: Foreign;

  before(async () => {
    database = await testDatabase();
    other = await foreign(({ url }, response) => {
      if (url === '/moved') response.writeHead(302, { Location: `${elsewhere.url}/key` }).end();
      if (url === '/within') response.writeHead(307, { Location: '/dossiers/A-1' }).end();
      if (url === '/round') response.writeHead(302, { Location: '/round' }).end();
      if (url === '/scheme') response.writeHead(302, { Location: 'file:///etc/passwd' }).end();
      return url.startsWith('/dossiers/') ? person : [];
    });
  });
  let elsewhere: Foreign;
  before(async () => {
    elsewhere = await foreign(() => ({}));
  });
  after(async () => {
    other.close();
    elsewhere.close();
    await database.close();
  });

  const listing = { request: { path: '/list' }, answer: { procedures: [] } };
  const map = (limit: object, more: object = {}) => {
    const made = lookupMap(other.url, { limit, ...more });
    return new MappedApi({ ...made, operations: { ...made.operations, 'procedure.list': listing } });
  };

  it('answers look-ups although somebody asks it for lists without end', async () => {
    const { app } = await backend(database, { maps: [map({ perMinute: 40 })], trustedProxies: 'any' });
    const list = (address: string) =>
      app.request('/api/procedures?agency=xa', { headers: { 'X-Forwarded-For': address } });
    const slugs: string[] = [];
    for (let i = 0; i < 30; i++) {
      const answer = await list('1.1.1.1');
      slugs.push(answer.ok ? 'ok' : (await refusal(answer)).slug);
    }
    assert.equal(slugs.filter(slug => slug === 'ok').length, 10, 'a quarter for one network');
    assert.deepEqual([...new Set(slugs.slice(10))], ['too-many-requests']);
    for (let i = 0; i < 60; i++) await list(`1.1.2.${i}`);
    assert.deepEqual(await refusal(await list('1.1.3.1')), { slug: 'unavailable', status: 503 });
    const answer = await app.request('/api/dossiers/read', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': '1.1.1.1' },
      body: JSON.stringify({ agency: 'xa', code: 'A-1', factor }),
    });
    assert.equal(answer.status, 200, 'a share is kept for look-ups');
  });

  it('gets a code as it was typed, or with its own signs put back where its map says how', async () => {
    const asked = async (codePattern: string | undefined, code: string) => {
      const server = await backend(database, { maps: [map({}, codePattern ? { codePattern } : {})] });
      other.asked.length = 0;
      await server.post('/api/dossiers/read', { agency: 'xa', code, factor });
      return other.asked.map(({ url }) => decodeURIComponent(url.replace('/dossiers/', '')));
    };
    const pattern = '999.99.99.A99-999999-9999';
    const code = '000.17.26.H29-261120-0007';
    assert.deepEqual(await asked(undefined, 'ooo 17 26 h29 261120 0007'), ['ooo 17 26 h29 261120 0007']);
    for (const typed of ['ooo 17 26 h29 261120 0007', '0001726H292611200007', code])
      assert.deepEqual(await asked(pattern, typed), [code]);
    assert.deepEqual(await asked(pattern, 'HS-12'), ['HS-12'], 'what does not fit goes out as typed');
  });

  it('is asked no other path by a code of dots', async () => {
    const server = await backend(database, { maps: [map({})] });
    other.asked.length = 0;
    for (const code of ['..', '.', '../list', '%2e%2e', '..%2flist']) {
      const answer = await server.post('/api/dossiers/read', { agency: 'xa', code, factor });
      assert.ok(answer.status < 500, code);
    }
    for (const { url } of other.asked) assert.match(url, /^\/dossiers\/[^/]+$/, url);
  });

  it('that sends us to another origin gets its keys, and the other origin none of them', async () => {
    const plain = { 'X-Api-Key': 'khoa', Authorization: 'Bearer x', Accept: 'application/json' };
    elsewhere.asked.length = 0;
    await exchange({ method: 'GET', url: `${other.url}/moved`, headers: plain });
    assert.equal(elsewhere.asked.length, 1);
    const came = elsewhere.asked[0]!.headers;
    assert.deepEqual([came['x-api-key'], came['authorization']], [undefined, undefined]);
    other.asked.length = 0;
    const within = await exchange({ method: 'GET', url: `${other.url}/within`, headers: plain });
    assert.equal(within.status, 200);
    assert.equal(other.asked[1]!.headers['x-api-key'], 'khoa', 'on its own origin they stay');
    assert.equal((await exchange({ method: 'GET', url: `${other.url}/round`, headers: {} })).status, 302);
    assert.equal((await exchange({ method: 'GET', url: `${other.url}/scheme`, headers: {} })).status, 302);
    elsewhere.asked.length = 0;
    await exchange({ method: 'POST', url: `${other.url}/moved`, headers: plain, body: 'x' });
    assert.equal(elsewhere.asked.length, 0, 'what is written is not sent on');
  });
});
