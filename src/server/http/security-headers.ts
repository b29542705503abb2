import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/**
 * Security headers of every answer, except pages that set their own (`ownHeaders`). Officers' pages load only
 * files of their own; `/dist` may be read by any origin.
 */
export function securityHeaders(): MiddlewareHandler {
  const defaultHeaders = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      connectSrc: ["'self'"],
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
