import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { hoursInWords } from '../../../src/domain/hours-in-words.ts';
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
      else if (request.url === '/upgrade')
        response.socket?.write('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n');
      else if (request.url === '/cut') response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsecret');
      else if (request.url !== '/silent') response.end('secret');
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
    for (const host of [
      '[64:ff9b::a00:5]',
      '[2002:a00:5::1]',
      '[2001:0:a00:5::1]',
      '[::10.0.0.5]',
      '[fec0::1]',
      '[ff02::1]',
    ])
      assert.equal(await publicGet(`http://${host}/`, {}, none), undefined, host);
    for (const host of ['198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.0.170'])
      assert.equal(await publicGet(`http://${host}/`, {}, none), undefined, host);
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

  it('ends, whatever the other server does', { timeout: 20_000 }, async () => {
    const own = new Set([`127.0.0.1:${port}`]);
    for (const path of ['upgrade', 'cut', 'silent'])
      assert.equal(await publicGet(`http://127.0.0.1:${port}/${path}`, {}, own), undefined, path);
    server.closeAllConnections();
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
