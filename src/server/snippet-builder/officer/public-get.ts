import { lookup } from 'node:dns';
import { get as httpGet, type IncomingHttpHeaders } from 'node:http';
import { get as httpsGet } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** An answer of a public server. */
export interface PublicAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

const timeoutMs = 5000;
const maxBytes = 512 * 1024;

/**
 * Asks a server of the Internet, as citizens' browsers do. Officers type these addresses, so the networks behind this
 * server are closed to it (SSRF): private addresses are refused when the name is resolved, redirects are not followed.
 * @param own hosts that are asked wherever they are: this server itself
 * @returns undefined when there is no answer, or a longer one than 512 KB
 */
export function publicGet(
  address: string,
  headers: Record<string, string>,
  own: ReadonlySet<string>,
): Promise<PublicAnswer | undefined> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return Promise.resolve(undefined);
  const isOwn = own.has(url.host);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!isOwn && isIP(host) && isInside(host)) return Promise.resolve(undefined);
  return new Promise(resolve => {
    const get = url.protocol === 'https:' ? httpsGet : httpGet;
    const request = get(url, { headers, ...(!isOwn && { lookup: publicLookup }) }, response => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length > maxBytes) end();
        else parts.push(part);
      });
      response.on('error', () => end());
      response.on('close', () => end());
      response.on('end', () =>
        end({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      );
    });
    // Whatever the other server does, this ends: an answer that never does would hold the officer's request.
    const timer = setTimeout(() => end(), timeoutMs);
    for (const event of ['error', 'close', 'upgrade']) request.on(event, () => end());
    function end(answer?: PublicAnswer): void {
      clearTimeout(timer);
      resolve(answer);
      request.destroy();
    }
  });
}

/** Resolves a name to its public addresses only. */
const publicLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    const found = (addresses ?? []).filter(({ address }) => !isInside(address));
    const [first] = found;
    if (error || !first)
      return done(error ?? Object.assign(new Error(`${host} is not public`), { code: 'ENOTFOUND' }), '', 4);
    if (options.all) return done(null, found);
    done(null, first.address, first.family);
  });
};

/** What is not the Internet (IANA registries of special-purpose addresses), and what carries an IPv4 address in disguise. */
const special = new BlockList();
for (const [net, prefix] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
] as const)
  special.addSubnet(net, prefix, 'ipv4');
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');
// Teredo and 6to4 lead to the IPv4 address in them.
for (const [net, prefix] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  special.addSubnet(net, prefix, 'ipv6');

/** Whether an address is not one of the Internet. */
const isInside = (address: string): boolean => {
  const plain = address.replace(/%.*$/, '');
  if (isIP(plain) === 4) return special.check(plain, 'ipv4');
  return isIP(plain) !== 6 || !unicast.check(plain, 'ipv6') || special.check(plain, 'ipv6');
};
