import type { MiddlewareHandler } from 'hono';
import { proofHeader } from '../../contract/index.ts';
import type { AllowedOrigins } from './allowed-origins.ts';

/** Browsers cap this; a long value saves a round trip on 3G. */
const preflightSeconds = 86_400;

/**
 * CORS middleware for the allowed origins. Credentials are never allowed: the API has no cookies.
 */
export function cors(origins: Pick<AllowedOrigins, 'has'>): MiddlewareHandler {
  return async function cors(c, next) {
    const origin = c.req.header('Origin');
    const allowed = origin && (await origins.has(origin)) ? origin : undefined;
    c.header('Vary', 'Origin');
    if (allowed) {
      c.header('Access-Control-Allow-Origin', allowed);
      c.header('Access-Control-Expose-Headers', 'Retry-After, Date');
    }
    if (c.req.method !== 'OPTIONS') return next();
    if (allowed) {
      c.header('Access-Control-Allow-Methods', 'GET, POST');
      c.header('Access-Control-Allow-Headers', `Content-Type, Idempotency-Key, ${proofHeader}`);
      c.header('Access-Control-Max-Age', String(preflightSeconds));
    }
    return c.body(null, 204);
  };
}
