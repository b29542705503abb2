import { Hono } from 'hono';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clientAddress, networkOf } from '../../../src/server/http/address.ts';
import { listen } from '../../../src/server/http/serve.ts';
import { readConfig } from '../../../src/server/platform/config.ts';
import { readProxies, type TrustedProxies } from '../../../src/server/platform/trusted-proxies.ts';

describe('The client’s address', () => {
  /** The client's address of requests from this machine. */
  const seen = async (trusted: TrustedProxies, forwarded?: string): Promise<string> => {
    const app = new Hono().get('/', c => c.text(clientAddress(c, trusted)));
    const { port, stop } = await listen(app, { port: 0 });
    const headers: Record<string, string> = forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded };
    const answer = await fetch(`http://127.0.0.1:${port}/`, { headers });
    const address = await answer.text();
    await stop();
    return address;
  };

  it('is the connection’s, whatever a stranger writes into X-Forwarded-For', async () => {
    assert.equal(await seen(readProxies(''), '8.8.8.8'), '127.0.0.1');
    assert.equal(await seen(readProxies('10.0.0.0/8'), '8.8.8.8'), '127.0.0.1');
  });

  it('is the last one before the proxies that are trusted', async () => {
    const trusted = readProxies('127.0.0.1, 10.0.0.0/8 ::1');
    assert.equal(await seen(trusted, '1.2.3.4'), '1.2.3.4');
    assert.equal(
      await seen(trusted, '6.6.6.6, 1.2.3.4, 10.1.2.3'),
      '1.2.3.4',
      'what the client made up is not looked at',
    );
    assert.equal(await seen(trusted, '2001:db8::1'), '2001:db8::1');
    assert.equal(await seen(trusted, 'nonsense'), '127.0.0.1');
    assert.equal(await seen(trusted), '127.0.0.1');
    assert.equal(await seen('any', '6.6.6.6, 1.2.3.4'), '1.2.3.4');
  });

  it('is counted as itself, or as the /64 of an IPv6 address', () => {
    assert.equal(networkOf('1.2.3.4'), '1.2.3.4');
    for (const address of ['2001:db8:1:2::5', '2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:0db8:0001:0002::'])
      assert.equal(networkOf(address), '2001:db8:1:2', address);
    assert.notEqual(networkOf('2001:db8:1:3::5'), networkOf('2001:db8:1:2::5'));
    assert.equal(networkOf('::1'), '0:0:0:0');
    assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0');
    assert.equal(networkOf(''), '');
  });

  it('and the address to listen on are set by the environment: nobody but this machine without a word', () => {
    const { host, trustedProxies, warnings } = readConfig({});
    assert.equal(host, '127.0.0.1');
    assert.deepEqual(warnings, []);
    assert.ok(trustedProxies !== 'any' && !trustedProxies.check('127.0.0.1'));
    assert.equal(readConfig({ MOTCUA_HOST: '0.0.0.0' }).host, '0.0.0.0');
    const named = readConfig({ MOTCUA_TRUSTED_PROXIES: '10.0.0.5', MOTCUA_BEHIND_PROXY: '1' });
    assert.ok(named.trustedProxies !== 'any' && named.trustedProxies.check('10.0.0.5'));
    const old = readConfig({ MOTCUA_BEHIND_PROXY: '1' });
    assert.equal(old.trustedProxies, 'any');
    assert.match(old.warnings.join(), /MOTCUA_TRUSTED_PROXIES/);
    for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0.0/x', '::1/129'])
      assert.throws(() => readConfig({ MOTCUA_TRUSTED_PROXIES: wrong }), /MOTCUA_TRUSTED_PROXIES/, wrong);
  });

  it('that is this machine’s is the only one that a server listens on by itself', async () => {
    const { port, stop } = await listen(new Hono(), { port: 0 });
    const others = Object.values((await import('node:os')).networkInterfaces())
      .flat()
      .filter(each => each && !each.internal && each.family === 'IPv4');
    for (const other of others) await assert.rejects(fetch(`http://${other!.address}:${port}/`), other!.address);
    assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 404);
    await stop();
  });
});
