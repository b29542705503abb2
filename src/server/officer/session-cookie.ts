import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { isLoopback, isPrivate, isHttps, peerAddress } from '../http/address.ts';
import type { AppContext } from '../http/router.ts';

/** How the session cookie is sent. */
export interface CookieRules {
  name: string;
  secure: boolean;
}

const overHttps: CookieRules = { name: '__Host-motcua', secure: true };
/** Another name: a `__Host-` cookie must be Secure (RFC 6265bis 4.1.3). */
const overHttp: CookieRules = { name: 'motcua-desk', secure: false };

/**
 * The rules for a request. Over plain http officers sign in only on the machine itself or, with `allowPrivateHttp`, from
 * a private network; undefined elsewhere.
 */
export function cookieRules(
  c: Context,
  { trustedProxies }: AppContext,
  allowPrivateHttp: boolean,
): CookieRules | undefined {
  if (isHttps(c, trustedProxies)) return overHttps;
  const peer = peerAddress(c);
  const host = new URL(c.req.url).hostname;
  // A proxy on the same machine is a loopback peer too, but asks for a public host.
  if ((!peer || isLoopback(peer)) && isLoopback(host)) return overHttp;
  return allowPrivateHttp && (isLoopback(peer) || isPrivate(peer)) ? overHttp : undefined;
}

export const readCookie = (c: Context, { name }: CookieRules): string | undefined => getCookie(c, name);

/** Sets the session cookie: for this browser session only, never sent from another site, unreadable by scripts. */
export const writeCookie = (c: Context, { name, secure }: CookieRules, value: string): void =>
  setCookie(c, name, value, { path: '/', httpOnly: true, sameSite: 'Strict', secure });

export const removeCookie = (c: Context, { name, secure }: CookieRules): void =>
  void deleteCookie(c, name, { path: '/', secure });
