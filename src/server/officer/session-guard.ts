import type { Context, MiddlewareHandler } from 'hono';
import type { AppContext } from '../http/router.ts';
import type { Role } from '../platform/officers.ts';
import { ProblemError } from '../platform/problem.ts';
import { safeEqual } from '../platform/secrets.ts';
import { type OfficerSession, readSession } from '../platform/sessions.ts';
import type { OfficerSection } from '../ui/section.ts';
import { cookieRules, readCookie } from './session-cookie.ts';

/** Options of the officers' site. */
export interface SessionOptions {
  /** Whether officers may sign in over plain http from a private network. */
  allowPrivateHttp: boolean;
}

/** Scripts that refresh a page send this header: it is no use of the session. */
const backgroundHeader = 'X-Motcua-Background';

/** The session of a request's cookie, in whatever state. */
export async function sessionOf(
  c: Context,
  app: AppContext,
  { allowPrivateHttp }: SessionOptions,
): Promise<OfficerSession | undefined> {
  const rules = cookieRules(c, app, allowPrivateHttp);
  const value = rules && readCookie(c, rules);
  if (!value) return undefined;
  const session = await readSession(app.db, value, {
    userAgent: c.req.header('User-Agent') ?? '',
    now: app.clock(),
    touch: c.req.header(backgroundHeader) === undefined,
  });
  // A session of the desk of calls opens nothing else.
  return session?.method === 'notice' ? undefined : session;
}

/** The token that every form of a session carries (cross-site request forgery). */
export const formTokenOf = ({ secrets }: AppContext, { id }: Pick<OfficerSession, 'id'>): string =>
  secrets.hmac('form', id.toString('hex')).toString('base64url');

/**
 * Lets only requests with an open session through and sets `officer`, `session` and `formToken`.
 * @param ask answers all others
 */
export function requireSession(
  app: AppContext,
  options: SessionOptions,
  ask: (c: Context, session: OfficerSession | undefined) => Promise<Response>,
): MiddlewareHandler {
  return async function requireSession(c, next) {
    c.header('Cache-Control', 'no-store');
    const session = await sessionOf(c, app, options);
    if (session?.state !== 'open') return ask(c, session);
    c.set('officer', session.officer);
    c.set('session', session.id.toString('hex'));
    c.set('formToken', formTokenOf(app, session));
    return next();
  };
}

/** Rejects forms that do not carry the token of the session. */
export const verifyFormToken: MiddlewareHandler = async function verifyFormToken(c, next) {
  if (c.req.method === 'POST') {
    const { token } = await c.req.parseBody();
    if (typeof token !== 'string' || !safeEqual(token, c.get('formToken'))) throw new ProblemError('not-allowed');
  }
  return next();
};

/**
 * Rejects posts from other sites, by what the browser says of their origin (Fetch Metadata; `Origin` in browsers without
 * it). The sign-in form has no session yet that a token could belong to.
 */
export const rejectOtherSites: MiddlewareHandler = async function rejectOtherSites(c, next) {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const site = c.req.header('Sec-Fetch-Site');
    const origin = c.req.header('Origin');
    const isForeign = site ? site !== 'same-origin' && site !== 'none' : origin !== undefined && !isOwn(c, origin);
    if (isForeign) throw new ProblemError('not-allowed');
  }
  return next();
};

function isOwn(c: Context, origin: string): boolean {
  const hosts = [c.req.header('Host'), new URL(c.req.url).host];
  return URL.canParse(origin) && hosts.includes(new URL(origin).host);
}

/** Whether a role allows more than another. */
export const outranks = (role: Role | 'none', other: Role | 'none'): boolean => rank[role] > rank[other];

const rank: Record<Role | 'none', number> = { none: 0, reader: 1, officer: 2, lead: 3, admin: 4 };

/** The role of an officer in a matter. */
export const roleIn = ({ roles, role }: { roles: Readonly<Record<string, Role | 'none'>>; role: Role }, path: string) =>
  roles[path] ?? role;

/** Whether an officer may open a section. */
export const mayOpen = (
  officer: Parameters<typeof roleIn>[0],
  { path, leadsOnly, adminsOnly }: OfficerSection,
): boolean => rank[roleIn(officer, path)] >= (adminsOnly ? rank.admin : leadsOnly ? rank.lead : rank.reader);

/**
 * Lets through whom the section is open to, with the role in this matter as the officer's; readers may change nothing.
 */
export const requireRole = (section: OfficerSection): MiddlewareHandler =>
  async function requireRole(c, next) {
    const officer = c.get('officer');
    const role = roleIn(officer, section.path);
    if (role === 'none' || !mayOpen(officer, section)) throw new ProblemError('not-allowed');
    if (c.req.method === 'POST' && rank[role] < rank.officer) throw new ProblemError('not-allowed');
    c.set('generalRole', officer.role);
    c.set('officer', { ...officer, role });
    return next();
  };
