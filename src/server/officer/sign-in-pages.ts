import { type Context, Hono } from 'hono';
import { clientAddress, networkOf } from '../http/address.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit } from '../platform/audit.ts';
import { ProblemError } from '../platform/problem.ts';
import { hashToken } from '../platform/secrets.ts';
import { endSession, type OfficerSession, startSession, unlockSession } from '../platform/sessions.ts';
import { readFormFields } from '../ui/form.ts';
import { textsOf } from '../ui/texts.ts';
import { Authenticator, type SignInResult } from './authenticate.ts';
import { keepInput, readInput } from './replay.ts';
import { formTokenOf, rejectOtherSites, type SessionOptions, sessionOf } from './session-guard.ts';
import { cookieRules, writeCookie } from './session-cookie.ts';
import { lockedAtProviderPage, needsHttpsPage, replayPage, signInPage, type SignInView } from './sign-in-views.ts';
import { signInTexts } from './sign-in.texts.ts';

interface SignInOptions extends SessionOptions {
  /** Name of the identity provider, where there is one. */
  provider?: string | undefined;
}

/** A path of the site itself: nobody is led elsewhere after a sign-in. */
export const ownPath = (path: string | undefined): string =>
  path && /^\/desk\/(?!sign-in)[\w./?=&%+~-]*$/.test(path) && !/\/\/|\.\./.test(path) ? path : '/desk';

/** Sign-in with password or token, unlocking, and what comes after. */
export function signInPages(app: AppContext, options: SignInOptions): Hono {
  const authenticator = new Authenticator(app);
  const site = new Hono();

  site.get('/sign-in', async c => {
    c.header('Cache-Control', 'no-store');
    if (!cookieRules(c, app, options.allowPrivateHttp)) return c.html(needsHttpsPage(c), 403);
    const session = await sessionOf(c, app, options);
    const next = ownPath(c.req.query('next'));
    if (session?.state === 'open' && c.req.query('other') === undefined) return c.redirect(next, 303);
    const texts = textsOf(c, signInTexts);
    const notice = c.req.query('signed-out') === undefined ? undefined : texts.signedOut;
    return c.html(signInPage(c, { next, notice, provider: options.provider }));
  });

  site.post('/sign-in', rejectOtherSites, async c => {
    c.header('Cache-Control', 'no-store');
    const rules = cookieRules(c, app, options.allowPrivateHttp);
    if (!rules) return c.html(needsHttpsPage(c), 403);
    const fields = await readFormFields(c);
    const { officer: id = '', secret = '', replay } = fields;
    const before = await sessionOf(c, app, options);
    // The screen may be locked before the session is: then the session is kept too.
    const isLocked = before?.state === 'locked' || (before?.state === 'open' && fields['unlock'] === '1');
    const locked = isLocked && before?.officer.id === id ? before : undefined;
    const result = await authenticator.authenticate(id, secret, {
      network: networkOf(clientAddress(c, app.trustedProxies)),
      requestId: c.get('requestId'),
    });
    if (result.kind !== 'right') return refuse(c, result, fields, locked);
    const now = app.clock();
    const userAgent = c.req.header('User-Agent') ?? '';
    let session: Pick<OfficerSession, 'id'>;
    if (locked) {
      session = locked;
      await unlockSession(app.db, locked.id, userAgent, now);
    } else {
      // Never the session of before: whoever planted its cookie would share it (session fixation).
      if (before) await endSession(app.db, before.id);
      const started = { officer: id, method: result.method, shared: fields['shared'] === '1', userAgent, now };
      const value = await startSession(app.db, started);
      session = { id: hashToken(value) };
      writeCookie(c, rules, value);
    }
    const action = locked ? 'session.unlock' : 'sign-in';
    await app.db
      .transaction()
      .execute(tx => recordAudit(tx, { officer: id, action, subject: id, detail: { method: result.method }, now }));
    const kept = replay === undefined ? undefined : readInput(app, id, replay);
    if (!kept) return c.redirect(ownPath(fields['next']), 303);
    c.set('formToken', formTokenOf(app, session));
    return c.html(replayPage(c, kept.path, kept.fields));
  });

  return site;

  function refuse(
    c: Context,
    result: Exclude<SignInResult, { kind: 'right' }>,
    fields: Record<string, string>,
    locked: OfficerSession | undefined,
  ) {
    const texts = textsOf(c, signInTexts);
    const view: SignInView = {
      officer: fields['officer'] ?? '',
      lockedFor: locked?.officer.name,
      error: result.kind === 'wrong' ? texts.wrong : texts.tooMany(Math.ceil(result.seconds / 60)),
      next: ownPath(fields['next']),
      replay: fields['replay'],
      shared: fields['shared'] === '1',
      provider: options.provider,
    };
    if (result.kind === 'too-many') c.header('Retry-After', String(result.seconds));
    return c.html(signInPage(c, view), result.kind === 'wrong' ? 401 : 429);
  }
}

/** Answers a request without an open session: with the sign-in page in its place, which keeps what a form sent. */
export async function askForSignIn(
  c: Context,
  app: AppContext,
  options: SignInOptions,
  session: OfficerSession | undefined,
): Promise<Response> {
  if (c.req.header('Accept')?.includes('application/json')) throw new ProblemError('not-signed-in');
  if (!cookieRules(c, app, options.allowPrivateHttp)) return c.html(needsHttpsPage(c), 403);
  const texts = textsOf(c, signInTexts);
  const isPost = c.req.method === 'POST';
  const replay = isPost && session ? await keepInput(c, app, session) : undefined;
  if (session?.state === 'locked' && !session.officer.hasPassword && options.provider) {
    const kept = replay === undefined ? undefined : readInput(app, session.officer.id, replay);
    c.set('formToken', formTokenOf(app, session));
    const next = ownPath(isPost ? undefined : c.req.path);
    return c.html(lockedAtProviderPage(c, { name: session.officer.name, provider: options.provider, next, kept }), 401);
  }
  const notices = [
    session?.state === 'ended' && texts.ended,
    replay && texts.kept,
    isPost && session && !replay && texts.keptFile,
  ];
  const page = signInPage(c, {
    ...(session && { officer: session.officer.id }),
    lockedFor: session?.state === 'locked' ? session.officer.name : undefined,
    notice: notices.filter(Boolean).join(' ') || undefined,
    next: ownPath(isPost ? undefined : c.req.path + new URL(c.req.url).search),
    replay,
    provider: options.provider,
  });
  return c.html(page, 401);
}
