import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { BlockList, isIP } from 'node:net';
import type { TrustedProxies } from '../platform/trusted-proxies.ts';

/**
 * The client's address: that of the connection or, behind trusted proxies, the last address in `X-Forwarded-For` that
 * is not a trusted proxy. Empty for a request without a connection (a test).
 */
export function clientAddress(c: Context, trusted: TrustedProxies): string {
  const chain = (c.req.header('X-Forwarded-For') ?? '').split(',').map(unmapIpv4).filter(Boolean);
  let address = peerAddress(c);
  while (chain.length && isTrusted(address, trusted)) {
    const before = chain.pop()!;
    if (!isIP(before)) break;
    address = before;
    // With `any` only the nearest entry counts: earlier ones may be forged.
    if (trusted === 'any') break;
  }
  return address;
}

/** The address of the connection; empty without one. */
export function peerAddress(c: Context): string {
  try {
    return unmapIpv4(getConnInfo(c).remote.address ?? '');
  } catch {
    return '';
  }
}

/**
 * Whether the browser asks over https: directly, or by the word of a trusted proxy (`X-Forwarded-Proto`).
 */
export function isHttps(c: Context, trusted: TrustedProxies): boolean {
  if (new URL(c.req.url).protocol === 'https:') return true;
  const said = c.req.header('X-Forwarded-Proto')?.split(',').pop()?.trim().toLowerCase();
  return said === 'https' && isTrusted(peerAddress(c), trusted);
}

const loopback = networks([
  ['127.0.0.0', 8],
  ['::1', 128],
]);
/** Private networks: RFC 1918, RFC 4193, and link-local addresses. */
const privateNetworks = networks([
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['fc00::', 7],
  ['fe80::', 10],
]);

/** Whether an address or host name is that of the machine itself. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || contains(loopback, host.replace(/^\[|\]$/g, ''));

/** Whether an address belongs to a private network. */
export const isPrivate = (address: string): boolean => contains(privateNetworks, address);

function networks(subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, isIP(net) === 6 ? 'ipv6' : 'ipv4');
  return list;
}

const contains = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

const isTrusted = (address: string, trusted: TrustedProxies): boolean =>
  trusted === 'any' || (isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4'));

/** IPv4-mapped IPv6 addresses become IPv4. */
const unmapIpv4 = (address: string): string => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

/** The key that rate limits count an address under: the IPv4 address, or the /64 network of an IPv6 address. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string) => (text ? text.split(':') : []);
  const [before, after] = [groups(head), groups(tail)];
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
