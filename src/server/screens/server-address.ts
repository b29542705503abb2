import type { Context } from 'hono';
import { isHttps } from '../http/address.ts';
import type { AppContext } from '../http/router.ts';

/** Options of the screens. */
export interface ScreenOptions {
  /** Folder with the built files. */
  dist: string;
  /** Address of this server as phones and televisions see it; that of the request by default. */
  publicUrl: string | undefined;
}

/** Address of this server as phones and televisions see it. */
export function serverAddress(c: Context, { trustedProxies }: AppContext, publicUrl: string | undefined): string {
  return publicUrl ?? `${isHttps(c, trustedProxies) ? 'https' : 'http'}://${new URL(c.req.url).host}`;
}
