import { lookup } from 'node:dns';
import { get as httpGet, type IncomingHttpHeaders } from 'node:http';
import { get as httpsGet } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPrivate } from '../../http/address.ts';

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
    const fail = () => resolve(undefined);
    const get = url.protocol === 'https:' ? httpsGet : httpGet;
    const request = get(
      url,
      { headers, ...(!isOwn && { lookup: publicLookup }), signal: AbortSignal.timeout(timeoutMs) },
      response => {
        const parts: Buffer[] = [];
        let length = 0;
        response.on('data', (part: Buffer) => {
          length += part.length;
          if (length > maxBytes) request.destroy();
          else parts.push(part);
        });
        response.on('error', fail);
        response.on('close', fail);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts).toString(),
          }),
        );
      },
    );
    request.on('error', fail);
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

const isInside = (address: string): boolean => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return (
    isLoopback(plain) ||
    isPrivate(plain) ||
    /^(?:0\.|::$|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::ffff:)/i.test(plain)
  );
};
