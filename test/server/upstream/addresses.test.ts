import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Guide, type Problem, proofHeader } from '../../../src/contract/index.ts';
import { MappedApi } from '../../../src/mapping/index.ts';
import type { Database } from '../../../src/server/platform/database.ts';
import { exchange } from '../../../src/server/upstream/exchange.ts';
import { backend, refusal } from '../../support/backend.ts';
import { testDatabase } from '../../support/database.ts';
import { foreign } from '../../support/foreign.ts';
import { type VideoCatalogue, videoCatalogue, videoCatalogueMap } from '../../support/video-catalogue.ts';

const path = '/api/guides/lay-so?agency=xa';

let database: Database;
before(async () => {
  database = await testDatabase();
});
after(() => database.close());

describe('A catalogue of videos whose answers name addresses', () => {
  let videos: VideoCatalogue;
  let log: Record<string, unknown>[];

  before(async () => {
    videos = await videoCatalogue();
  });
  beforeEach(() => {
    log = [];
    videos.detailAt = undefined;
  });
  after(() => videos.close());
  const read = async (more: object = {}) => {
    const { get } = await backend(database, {
      maps: [new MappedApi(videoCatalogueMap(videos, more))],
      log: line => log.push(line),
    });
    return get(path);
  };

  it('gives a guide with the captions of another host, which its page could not read', async () => {
    const guide = (await (await read()).json()) as Guide;
    assert.equal(guide.title.vi, 'Lấy số thứ tự');
    assert.equal(guide.sources[0]?.url, `${videos.catalogue.url}/phim/1.mp4`);
    assert.deepEqual(guide.captions[0]?.cues, [
      { from: 0, to: 2.5, text: 'Mời Ông Bà lấy số.' },
      { from: 3, to: 4, text: 'Xin cảm ơn.' },
    ]);
    assert.equal(videos.catalogue.asked.at(-1)?.url, '/api/v/1%2F2?x=a%26b', 'an address is taken as it is');
  });

  it('follows relative addresses', async () => {
    for (const detail of ['v/1', `${new URL(videos.catalogue.url).pathname}api/v/1`]) {
      videos.detailAt = detail;
      assert.equal((await read()).status, 200, detail);
      assert.equal(videos.catalogue.asked.at(-1)?.url, '/api/v/1');
    }
  });

  it('cannot send the server anywhere else', async () => {
    const { port } = new URL(videos.catalogue.url);
    videos.media.asked.length = 0;
    for (const detail of [
      'http://169.254.169.254/latest/meta-data',
      `${videos.catalogue.url}/admin`,
      `${videos.catalogue.url}/api/../admin`,
      `${videos.catalogue.url}/api/%2e%2e/admin`,
      `http://127.0.0.1.evil.example:${port}/api/v/1`,
      `http://user@127.0.0.1:1/api/v/1`,
      '//evil.example/api/v/1',
      '/admin',
      '\\\\evil.example\\api',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'http://',
    ]) {
      videos.detailAt = detail;
      videos.catalogue.asked.length = 0;
      assert.deepEqual(await refusal(await read()), { slug: 'internal', status: 500 }, detail);
      assert.deepEqual(
        videos.catalogue.asked.map(({ url }) => url),
        ['/api/videos?id=lay-so'],
        detail,
      );
      assert.match(String(log.findLast(line => line['problem'])?.['problem']), /is not within base or hosts$/);
      assert.doesNotMatch(JSON.stringify(log), /evil|admin/, 'the log has no values of answers');
    }
    assert.equal((await read({ hosts: [] })).status, 500, 'captions too only from hosts that are named');
    assert.equal(videos.media.asked.length, 0);
  });

  it('cannot send it elsewhere by a redirect either, and other hosts get no keys of the map', async () => {
    const metadata = await foreign(() => ({ secret: 'khóa của máy' }));
    let moved = '';
    const catalogue = await foreign(({ url }, response) => {
      if (url.startsWith('/api/v/')) return void response.writeHead(302, { Location: moved }).end();
      return { items: [{ href: '/api/v/1' }] };
    });
    const map = videoCatalogueMap({ ...videos, catalogue }, { headers: { 'X-Api-Key': 'bi-mat' } });
    const { get } = await backend(database, { maps: [new MappedApi(map)] });
    for (moved of [`${metadata.url}/latest`, `${catalogue.url}/admin`])
      assert.deepEqual(await refusal(await get(path)), { slug: 'internal', status: 500 }, moved);
    assert.equal(metadata.asked.length, 0);
    assert.ok(!catalogue.asked.some(({ url }) => url === '/admin'));
    catalogue.close();
    metadata.close();

    videos.media.asked.length = 0;
    assert.equal((await read({ headers: { 'X-Api-Key': 'bi-mat' } })).status, 200);
    assert.equal(videos.catalogue.asked.at(-1)?.headers['x-api-key'], 'bi-mat');
    assert.deepEqual(
      videos.media.asked.map(({ headers }) => headers['x-api-key']),
      [undefined],
    );
  });

  it('is told by captions that cannot be read, without losing the guide', async () => {
    const broken = await foreign((_request, response) => void response.end('khong phai phu de'));
    const map = videoCatalogueMap({ ...videos, media: broken });
    map.operations['guide.read'].steps[2]!.request.path = `${broken.url}/1.srt`;
    const { get } = await backend(database, { maps: [new MappedApi(map)], log: line => log.push(line) });
    const guide = (await (await get(path)).json()) as Guide;
    broken.close();
    assert.equal(guide.captions[0]?.cues, undefined);
    assert.match(JSON.stringify(log), /captions could not be read, from line 3/);
  });
});

describe('A foreign system that wants a proof', () => {
  it('gets the proof that the page has solved', async () => {
    const challenge = {
      algorithm: 'SHA-256',
      challenge: 'ab',
      maxnumber: 9,
      salt: 's?expires=1',
      signature: 'x',
      operations: [],
      expiresAt: '2026-11-23T09:10:00+07:00',
    };
    const other = await foreign(({ headers }) => (headers['x-captcha'] === 'loi-giai' ? { ok: true } : { challenge }));
    const map = new MappedApi({
      ...{ motcua: '1', name: 'x', base: other.url, agencies: ['xa'] },
      operations: {
        'hold.release': {
          request: { path: '/', headers: { 'X-Captcha': "=$proof ? $proof : ''" }, form: {} },
          errorWhen: [{ when: '=$exists(challenge)', problem: 'proof-needed', challenge: '=challenge' }],
          answer: { released: true },
        },
      },
    });
    const { post } = await backend(database, { maps: [map] });
    const release = (headers: Record<string, string> = {}) =>
      post('/api/holds/release', { agency: 'xa', token: 't' }, { 'Idempotency-Key': crypto.randomUUID(), ...headers });
    const refused = await release();
    assert.equal(refused.status, 428);
    assert.deepEqual(((await refused.json()) as Problem).challenge, challenge);
    assert.equal((await release({ [proofHeader]: 'loi-giai' })).status, 201);
    other.close();
  });
});

describe('Cookies of a foreign system', () => {
  it('are kept along redirects of its own, deleted ones too, and none go to another origin', async () => {
    const elsewhere = createServer((request, response) => response.end(request.headers.cookie ?? 'none'));
    await new Promise<void>(resolve => elsewhere.listen(0, '127.0.0.1', resolve));
    const away = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    const other = await foreign(({ url, headers }, response) => {
      const to = { '/first': '/second', '/second': '/third', '/away': away }[url];
      if (url === '/first') response.setHeader('Set-Cookie', ['a=1', 'b=x=y; Path=/', 'old=2']);
      if (url === '/second') response.setHeader('Set-Cookie', ['b=2', 'old=; Expires=Thu, 01 Jan 1970 00:00:00 GMT']);
      if (url === '/away') response.setHeader('Set-Cookie', 'a=1');
      if (to) response.writeHead(302, { Location: to }).end();
      else response.end(headers.cookie);
    });
    const ask = (path: string) =>
      exchange({ method: 'GET', url: `${other.url}${path}`, headers: { Cookie: 'old=1; own=3' } });
    const { text, cookies } = await ask('/first');
    assert.equal(text, 'old=1; own=3; a=1; b=2');
    assert.deepEqual(cookies, { a: '1', b: '2' });
    assert.deepEqual([(await ask('/away')).text, (await ask('/away')).cookies], ['none', {}]);
    other.close();
    elsewhere.close();
  });
});
