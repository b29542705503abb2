import type { Context } from 'hono';
import { isHttps } from './address.ts';
import type { AppContext } from './router.ts';

/** Address of this server as phones and televisions see it. */
export function serverAddress(
  c: Context,
  { trustedProxies }: Pick<AppContext, 'trustedProxies'>,
  publicUrl: string | undefined,
): string {
  return publicUrl ?? `${isHttps(c, trustedProxies) ? 'https' : 'http'}://${new URL(c.req.url).host}`;
}
