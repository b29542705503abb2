import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { timingSafeEqual } from 'node:crypto';
import { Refusal } from '../http/problem.ts';
import { findOfficer } from '../officer.ts';
import type { Service } from '../routes/route.ts';
import { appointmentPages } from './appointment.ts';
import { dutyPages } from './duty.ts';
import { roundPages } from './round.ts';
import { sessionPages } from './session.ts';
import { doctorPages } from './doctor.ts';
import { guidePages } from './guide.ts';
import { dossierPages } from './dossier.ts';
import { logPages } from './log.ts';
import { opinionPages } from './opinion.ts';
import { outboxPages } from './outbox.ts';
import { style } from './style.ts';
import { en, vi } from './texts.ts';

/**
 * Pages for officers: plain forms that work without script. An officer signs in with HTTP Basic, code and token, so
 * that there is no cookie; every form carries a token of our own, so that no other page can send one in their name.
 */
export function desk(service: Service, language: 'vi' | 'en' = 'vi'): Hono {
  const app = new Hono();
  app.get('/desk.css', c =>
    c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=3600' }),
  );
  app.use(signIn(service, language));
  // Only who is signed in may send something large.
  const [plain, withTables, withFilms] = [limit(64 * 1024), limit(2 * 1024 * 1024), limit(64 * 1024 * 1024)];
  app.use((c, next) => {
    const { path } = c.req;
    const files = path.startsWith('/desk/guides') ? withFilms : path.endsWith('/import') ? withTables : plain;
    return files(c, next);
  });
  app.use(ownForms);
  app.get('/', c => c.redirect('/desk/dossiers'));
  app.route('/dossiers', dossierPages(service));
  app.route('/appointments', appointmentPages(service));
  app.route('/visits', roundPages(service));
  app.route('/duties', dutyPages(service));
  app.route('/sessions', sessionPages(service));
  app.route('/opinions', opinionPages(service));
  app.route('/guides', guidePages(service));
  app.route('/outbox', outboxPages(service));
  app.route('/doctor', doctorPages(service));
  app.route('/log', logPages(service));
  return app;
}

const limit = (maxSize: number): MiddlewareHandler =>
  bodyLimit({ maxSize, onError: () => Promise.reject(new Refusal('too-large')) });

function signIn({ db, keys }: Service, language: 'vi' | 'en'): MiddlewareHandler {
  return async function signIn(c, next) {
    const [scheme, credentials = ''] = (c.req.header('Authorization') ?? '').split(' ');
    const [id = '', token = ''] = Buffer.from(credentials, 'base64').toString().split(':');
    const officer =
      scheme?.toLowerCase() === 'basic' && !id.includes('\0') ? await findOfficer(db, id, token) : undefined;
    if (!officer) throw new Refusal('not-signed-in');

    const formToken = keys.seal('form', officer.id).toString('base64url');
    c.set('officer', officer);
    c.set('texts', language === 'en' ? en : vi);
    c.set('formToken', formToken);
    c.header('Cache-Control', 'no-store');
    return next();
  };
}

/** A form that did not come from one of our own pages is refused. */
const ownForms: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'POST') {
    const { token } = await c.req.parseBody();
    if (typeof token !== 'string' || !same(token, c.get('formToken'))) throw new Refusal('not-allowed');
  }
  return next();
};

function same(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
