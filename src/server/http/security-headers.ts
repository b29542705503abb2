import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Headers for every answer. Pages of the desk load nothing but their own style sheet; `/dist` may be read by any portal.
 * Pages for frames have headers of their own (frame.ts).
 */
export function securityHeaders(): MiddlewareHandler {
  const defaultHeaders = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      mediaSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    crossOriginResourcePolicy: 'cross-origin',
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: 'max-age=31536000',
  });
  return async (c, next) => {
    await next();
    if (!c.get('ownHeaders')) await defaultHeaders(c, async () => {});
  };
}
