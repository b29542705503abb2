import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { AppContext } from '../http/router.ts';
import { errorFields } from '../http/log.ts';
import { recordAudit } from '../platform/audit.ts';
import { isOpenAccount } from '../platform/officers.ts';
import { safeEqual } from '../platform/secrets.ts';
import { endSession, startSession, unlockSession } from '../platform/sessions.ts';
import { renderDocument } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { OidcClient, type OidcAttempt, type OidcIdentity, type OidcSettings } from './oidc-client.ts';
import { type SessionOptions, sessionOf } from './session-guard.ts';
import { type CookieRules, cookieRules, writeCookie } from './session-cookie.ts';
import { ownPath } from './sign-in-pages.ts';
import { needsHttpsPage, signInPage } from './sign-in-views.ts';
import { signInTexts } from './sign-in.texts.ts';

/** Who leaves for the provider comes back within this, in seconds. */
const attemptSeconds = 600;

/** Sign-in at an identity provider (OpenID Connect). */
export function oidcPages(app: AppContext, settings: OidcSettings, options: SessionOptions): Hono {
  const { db, clock, log, secrets } = app;
  const client = new OidcClient(settings);
  const site = new Hono();
  const sign = (text: string) => secrets.hmac('oidc', text).toString('base64url');

  site.get('/oidc', async c => {
    c.header('Cache-Control', 'no-store');
    const rules = cookieRules(c, app, options.allowPrivateHttp);
    if (!rules) return c.html(needsHttpsPage(c), 403);
    try {
      const { url, attempt } = await client.begin(ownPath(c.req.query('next')));
      const kept = Buffer.from(JSON.stringify(attempt)).toString('base64url');
      // Lax: the browser comes back from another site.
      setCookie(c, attemptCookie(rules), `${kept}.${sign(kept)}`, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: rules.secure,
        maxAge: attemptSeconds,
      });
      return c.redirect(url.href, 302);
    } catch (error) {
      return refuse(c, error, textsOf(c, signInTexts).providerDown, 503);
    }
  });

  site.get('/oidc/callback', async c => {
    c.header('Cache-Control', 'no-store');
    const rules = cookieRules(c, app, options.allowPrivateHttp);
    if (!rules) return c.html(needsHttpsPage(c), 403);
    const attempt = readAttempt(c, rules);
    deleteCookie(c, attemptCookie(rules), { path: '/', secure: rules.secure });
    const texts = textsOf(c, signInTexts);
    if (!attempt) return refuse(c, new Error('no attempt'), texts.providerAgain, 401);
    let identity: OidcIdentity;
    try {
      identity = await client.finish(new URL(c.req.url).search, attempt);
    } catch (error) {
      return refuse(c, error, texts.providerAgain, 401);
    }
    const officer = await officerOf(identity);
    if (!officer) return refuse(c, new Error('unknown officer'), texts.providerUnknown, 403);
    await begin(c, rules, officer);
    // A redirect would still be a request from the provider's site, which a Strict cookie does not go with.
    return c.html(
      renderDocument(
        c,
        texts.signIn,
        html`<meta http-equiv="refresh" content="0;url=${attempt.next}" />
          <p><a href="${attempt.next}">${texts.goOn}</a></p>`,
      ),
    );
  });

  return site;

  function readAttempt(c: Context, rules: CookieRules): OidcAttempt | undefined {
    const [kept = '', signature = ''] = (getCookie(c, attemptCookie(rules)) ?? '').split('.');
    if (!safeEqual(signature, sign(kept))) return undefined;
    return JSON.parse(Buffer.from(kept, 'base64url').toString()) as OidcAttempt;
  }

  /** The officer of an identity. The first sign-in binds the account to the subject, which opens no other account. */
  async function officerOf({ officer, subject }: OidcIdentity): Promise<string | undefined> {
    if (!officer) return undefined;
    const bound = await db
      .updateTable('officer')
      .set({ oidc_subject: subject })
      .where('id', '=', officer)
      .where(isOpenAccount(clock()))
      .where(({ eb, or }) => or([eb('oidc_subject', 'is', null), eb('oidc_subject', '=', subject)]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('officer as other')
              .select('other.id')
              .where('other.oidc_subject', '=', subject)
              .where('other.id', '<>', officer),
          ),
        ),
      )
      .returning('id')
      .executeTakeFirst();
    return bound?.id;
  }

  async function begin(c: Context, rules: CookieRules, officer: string): Promise<void> {
    const now = clock();
    const userAgent = c.req.header('User-Agent') ?? '';
    const before = await sessionOf(c, app, options);
    const isLocked = before?.state === 'locked' && before.officer.id === officer;
    if (before && isLocked) await unlockSession(db, before.id, userAgent, now);
    else {
      if (before) await endSession(db, before.id);
      writeCookie(c, rules, await startSession(db, { officer, method: 'oidc', shared: false, userAgent, now }));
    }
    const action = isLocked ? 'session.unlock' : 'sign-in';
    await db
      .transaction()
      .execute(tx => recordAudit(tx, { officer, action, subject: officer, detail: { method: 'oidc' }, now }));
  }

  function refuse(c: Context, error: unknown, message: string, status: 401 | 403 | 503) {
    log({ requestId: c.get('requestId'), signIn: 'failed', provider: true, ...errorFields(error as Error) });
    return c.html(signInPage(c, { next: '/desk', error: message, provider: settings.label }), status);
  }
}

const attemptCookie = ({ secure }: CookieRules): string => (secure ? '__Host-motcua-oidc' : 'motcua-oidc');
