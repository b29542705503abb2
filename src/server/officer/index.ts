import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { timingSafeEqual } from 'node:crypto';
import { clientAddress, networkOf } from '../http/address.ts';
import { RateLimit, type Limit } from '../http/rate-limit.ts';
import { ProblemError } from '../http/problem.ts';
import { findOfficer } from '../platform/officers.ts';
import type { AppContext } from '../http/router.ts';
import { appointmentPages } from '../booking/officer/appointments.ts';
import { dutyPages } from '../duties/officer-pages.ts';
import { homeVisitPages } from '../booking/officer/home-visit-schedule.ts';
import { sessionPages } from '../booking/officer/session-rules.ts';
import { doctorPages } from '../upstream/officer-pages.ts';
import { guidePages } from '../guides/officer-pages.ts';
import { dossierPages } from '../dossiers/officer-pages.ts';
import { logPages } from './log-pages.ts';
import { opinionPages } from '../feedback/officer-pages.ts';
import { outboxPages } from '../notifications/officer-pages.ts';
import { style } from '../ui/style.ts';
import { en, vi } from '../ui/texts.ts';

/**
 * Pages for officers: plain forms that work without script. An officer signs in with HTTP Basic, code and token, so
 * that there is no cookie; every form carries a token of our own, so that no other page can send one in their name.
 */
export function officerSite(appContext: AppContext, language: 'vi' | 'en' = 'vi'): Hono {
  const app = new Hono();
  app.get('/desk.css', c =>
    c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=3600' }),
  );
  app.use(signIn(appContext, language));
  // Only who is signed in may send something large.
  const [plain, withTables, withFilms] = [
    limitBody(64 * 1024),
    limitBody(2 * 1024 * 1024),
    limitBody(64 * 1024 * 1024),
  ];
  app.use((c, next) => {
    const { path } = c.req;
    const files = path.startsWith('/desk/guides') ? withFilms : path.endsWith('/import') ? withTables : plain;
    return files(c, next);
  });
  app.use(verifyFormToken);
  app.get('/', c => c.redirect('/desk/dossiers'));
  app.route('/dossiers', dossierPages(appContext));
  app.route('/appointments', appointmentPages(appContext));
  app.route('/visits', homeVisitPages(appContext));
  app.route('/duties', dutyPages(appContext));
  app.route('/sessions', sessionPages(appContext));
  app.route('/opinions', opinionPages(appContext));
  app.route('/guides', guidePages(appContext));
  app.route('/outbox', outboxPages(appContext));
  app.route('/doctor', doctorPages(appContext));
  app.route('/log', logPages(appContext));
  return app;
}

const limitBody = (maxSize: number): MiddlewareHandler =>
  bodyLimit({ maxSize, onError: () => Promise.reject(new ProblemError('too-large')) });

/** So many wrong tries of one network are looked at; tokens are too long to be guessed, so this only stops machines. */
const failedSignInLimit: Limit = { max: 30, seconds: 600 };

function signIn(appContext: AppContext, language: 'vi' | 'en'): MiddlewareHandler {
  const { db, secrets, clock, log } = appContext;
  const failed = new RateLimit(failedSignInLimit);
  return async function signIn(c, next) {
    const network = networkOf(clientAddress(c, appContext.trustedProxies));
    const wait = failed.left(network, clock());
    if (wait) throw new ProblemError('too-many-requests', { retryAfter: wait });
    const [scheme, credentials = ''] = (c.req.header('Authorization') ?? '').split(' ');
    const [id = '', token = ''] = Buffer.from(credentials, 'base64').toString().split(':');
    const officer =
      scheme?.toLowerCase() === 'basic' && !id.includes('\0') ? await findOfficer(db, id, token) : undefined;
    if (!officer) {
      // A browser first asks without credentials: that is no wrong try.
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

    const formToken = secrets.hmac('form', officer.id).toString('base64url');
    c.set('officer', officer);
    c.set('texts', language === 'en' ? en : vi);
    c.set('formToken', formToken);
    c.header('Cache-Control', 'no-store');
    return next();
  };
}

/** A form that did not come from one of our own pages is refused. */
const verifyFormToken: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'POST') {
    const { token } = await c.req.parseBody();
    if (typeof token !== 'string' || !safeEqual(token, c.get('formToken'))) throw new ProblemError('not-allowed');
  }
  return next();
};

function safeEqual(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
