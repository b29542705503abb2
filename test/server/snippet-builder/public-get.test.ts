import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { hoursInWords } from '../../../src/server/snippet-builder/officer/hours-in-words.ts';
import { publicGet } from '../../../src/server/snippet-builder/officer/public-get.ts';

describe('A request to an address that an officer typed', () => {
  let server: Server;
  let port = 0;
  const asked: string[] = [];
  const none = new Set<string>();

  before(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/redirect') response.writeHead(302, { Location: '/secret' }).end();
      else if (request.url === '/large') response.end(Buffer.alloc(600 * 1024));
      else response.end('secret');
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  after(() => server.close());

  it('reaches no machine behind this server, however its address is written', async () => {
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '0x7f.1'])
      assert.equal(await publicGet(`http://${host}:${port}/`, {}, none), undefined, host);
    for (const address of [
      'http://10.0.0.5/',
      'http://169.254.169.254/latest',
      'http://[fd00::1]/',
      'http://100.64.0.1/',
    ])
      assert.equal(await publicGet(address, {}, none), undefined, address);
    for (const address of ['file:///etc/passwd', 'gopher://127.0.0.1', `http://a:b@127.0.0.1:${port}/`, 'x'])
      assert.equal(await publicGet(address, {}, new Set([`127.0.0.1:${port}`])), undefined, address);
    assert.deepEqual(asked, []);
  });

  it('reaches this server itself, follows no redirect, and reads no endless answer', async () => {
    const own = new Set([`127.0.0.1:${port}`]);
    assert.equal((await publicGet(`http://127.0.0.1:${port}/`, {}, own))?.body, 'secret');
    assert.equal((await publicGet(`http://127.0.0.1:${port}/redirect`, {}, own))?.status, 302);
    assert.ok(!asked.includes('/secret'));
    assert.equal(await publicGet(`http://127.0.0.1:${port}/large`, {}, own), undefined);
  });
});

describe('Opening hours in few words', () => {
  it('join weekdays that follow each other and are alike', () => {
    const names = ['T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'CN'];
    const [from, to] = ['07:30', '11:30'];
    const morning = [1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, from, to }));
    const afternoon = [1, 2, 4, 5].map(weekday => ({ weekday, from: '13:00', to: '17:00' }));
    assert.equal(
      hoursInWords([...afternoon, ...morning], names),
      'T2–T3: 07:30–11:30, 13:00–17:00; T4: 07:30–11:30; T5–T6: 07:30–11:30, 13:00–17:00; T7: 07:30–11:30',
    );
    assert.equal(hoursInWords([], names), '');
  });
});
