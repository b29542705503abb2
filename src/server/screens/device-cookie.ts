import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { randomBytes } from 'node:crypto';
import { isHttps } from '../http/address.ts';
import { hashToken } from '../platform/secrets.ts';
import type { TrustedProxies } from '../platform/trusted-proxies.ts';

const name = 'motcua-tv';
/** Browsers keep a cookie for 400 days at most (RFC 6265bis); each answer renews it. */
const maxAge = 400 * 24 * 3600;

/** The hash of the token that the device has, or gets with this answer; scripts cannot read it. */
export function deviceKey(c: Context, trustedProxies: TrustedProxies): Buffer {
  const given = getCookie(c, name);
  const token = given && /^[\w-]{43}$/.test(given) ? given : randomBytes(32).toString('base64url');
  setCookie(c, name, token, {
    path: '/tv',
    httpOnly: true,
    sameSite: 'Strict',
    secure: isHttps(c, trustedProxies),
    maxAge,
  });
  return hashToken(token);
}

/** Whether the device sent a token: an attacker who sends none could fill the table of codes. */
export const hasDeviceToken = (c: Context): boolean => getCookie(c, name) !== undefined;
