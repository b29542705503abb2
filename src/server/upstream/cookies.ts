import { parseSetCookie } from 'set-cookie-parser';

/** Cookies by name, with their values as they are sent back. */
export type Cookies = Map<string, string>;

/** Adds the cookies that an answer sets, and removes those that it deletes. */
export function readCookies(answer: Response, into: Cookies): void {
  for (const { name, value, maxAge, expires } of parseSetCookie(answer.headers.getSetCookie(), { decodeValues: false }))
    if (maxAge === undefined ? expires && expires.getTime() <= Date.now() : maxAge <= 0) into.delete(name);
    else into.set(name, value);
}

/** Headers of a further request to the same system. */
export function withCookies(headers: Record<string, string>, cookies: Cookies): Record<string, string> {
  if (!cookies.size) return headers;
  const { Cookie = '', ...others } = headers;
  const kept = Cookie.split('; ').filter(pair => pair && !cookies.has(pair.split('=', 1)[0]!));
  return { ...others, Cookie: [...kept, ...[...cookies].map(([name, value]) => `${name}=${value}`)].join('; ') };
}
