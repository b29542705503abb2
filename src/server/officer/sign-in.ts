import type { MiddlewareHandler } from 'hono';
import { clientAddress, networkOf } from '../http/address.ts';
import { type Limit, RateLimit } from '../http/rate-limit.ts';
import type { AppContext } from '../http/router.ts';
import { findOfficer } from '../platform/officers.ts';
import { ProblemError } from '../platform/problem.ts';
import { safeEqual } from '../platform/secrets.ts';

/** Failed sign-ins of one network. Tokens are too long to be guessed, so this only stops machines. */
const failedSignInLimit: Limit = { max: 30, seconds: 600 };

/**
 * Signs officers in by HTTP Basic, with identifier and token: there is no cookie. Sets `officer` and `formToken`; failed
 * sign-ins are logged with HMACs of identifier and network.
 */
export function signIn({ db, secrets, clock, log, trustedProxies }: AppContext): MiddlewareHandler {
  const failed = new RateLimit(failedSignInLimit);
  return async function signIn(c, next) {
    const network = networkOf(clientAddress(c, trustedProxies));
    const retryAfter = failed.retryAfter(network, clock());
    if (retryAfter) throw new ProblemError('too-many-requests', { retryAfter });
    const [scheme, credentials = ''] = (c.req.header('Authorization') ?? '').split(' ');
    const [id = '', token = ''] = Buffer.from(credentials, 'base64').toString().split(':');
    const officer =
      scheme?.toLowerCase() === 'basic' && !id.includes('\0') ? await findOfficer(db, id, token) : undefined;
    if (!officer) {
      // A browser first asks without credentials: that is no failed sign-in.
      if (credentials) {
        failed.consume(network, clock());
        const short = (purpose: string, value: string) => secrets.hmac(purpose, value).toString('hex').slice(0, 16);
        log({
          requestId: c.get('requestId'),
          signIn: 'failed',
          officer: short('log-officer', id),
          network: short('log-network', network),
        });
      }
      throw new ProblemError('not-signed-in');
    }
    c.set('officer', officer);
    c.set('formToken', secrets.hmac('form', officer.id).toString('base64url'));
    c.header('Cache-Control', 'no-store');
    return next();
  };
}

/** Rejects forms that do not carry the officer's form token (cross-site request forgery). */
export const verifyFormToken: MiddlewareHandler = async function verifyFormToken(c, next) {
  if (c.req.method === 'POST') {
    const { token } = await c.req.parseBody();
    if (typeof token !== 'string' || !safeEqual(token, c.get('formToken'))) throw new ProblemError('not-allowed');
  }
  return next();
};
