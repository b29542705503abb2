import { type ErrorHandler, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { appointmentSection, homeVisitSection, sessionSection } from '../booking/index.ts';
import { dossierSection } from '../dossiers/index.ts';
import { dutySection } from '../duties/index.ts';
import { opinionSection } from '../feedback/index.ts';
import { guideSection } from '../guides/index.ts';
import type { AllowedOrigins } from '../http/allowed-origins.ts';
import { errorFields } from '../http/log.ts';
import type { AppContext } from '../http/router.ts';
import { outboxSection, type Providers } from '../notifications/index.ts';
import { siteSection } from '../managed-embed/index.ts';
import { officeSection } from '../office/index.ts';
import { ProblemError } from '../platform/problem.ts';
import { screenSection } from '../screens/index.ts';
import { embedSection } from '../snippet-builder/index.ts';
import { script, style } from '../ui/style.ts';
import type { OfficerSection } from '../ui/section.ts';
import type { Language } from '../ui/texts.ts';
import { doctorSection, type Upstreams } from '../upstream/index.ts';
import { accountPages } from './account-pages.ts';
import { readCounts } from './counts.ts';
import { answerError } from './error-page.ts';
import { logSection } from './log-pages.ts';
import type { OidcSettings } from './oidc-client.ts';
import { oidcPages } from './oidc-pages.ts';
import { mayOpen, requireRole, requireSession, rejectOtherSites, verifyFormToken } from './session-guard.ts';
import { searchPages } from './search-pages.ts';
import { askForSignIn, signInPages } from './sign-in-pages.ts';
import { staffSection } from './staff-pages.ts';
import { todaySection } from './today-pages.ts';

export type { OidcSettings } from './oidc-client.ts';

/** Options of the officers' site. */
export interface OfficerSiteOptions {
  language?: Language | undefined;
  upstreams?: Upstreams | undefined;
  /** Send messages; none by default. */
  providers?: Providers | undefined;
  /** Whether officers may sign in over plain http from a private network; never by default. */
  allowPrivateHttp?: boolean | undefined;
  /** The identity provider; none by default. */
  oidc?: OidcSettings | undefined;
  /** Folder with the built widgets; without it nothing can be put on a portal. */
  dist?: string | undefined;
  /** Address of this server as browsers see it; that of each request by default. */
  publicUrl?: string | undefined;
  /** Origins that may read answers. */
  allowedOrigins?: AllowedOrigins | undefined;
}

const sectionsOf = ({
  upstreams,
  dist,
  publicUrl,
  providers,
  allowedOrigins,
}: OfficerSiteOptions): OfficerSection[] => [
  todaySection,
  dossierSection({ publicUrl }),
  appointmentSection,
  homeVisitSection,
  outboxSection({ providers, publicUrl }),
  opinionSection,
  dutySection,
  sessionSection,
  guideSection,
  screenSection({ dist: dist ?? '', publicUrl }),
  officeSection,
  staffSection,
  ...(dist ? [embedSection({ dist, publicUrl })] : []),
  siteSection(allowedOrigins),
  logSection,
  doctorSection(upstreams),
];

/** The matters in which an officer can have a role of their own. */
export const matters: readonly string[] = sectionsOf({}).map(({ path }) => path);

/** The officers' site under `/desk`: sign-in, navigation, and the pages of each matter. */
export function officerSite(app: AppContext, options: OfficerSiteOptions): Hono {
  const { language = 'vi', allowPrivateHttp = false, oidc } = options;
  const sections = sectionsOf(options);
  const session = { allowPrivateHttp, provider: oidc?.label };
  const site = new Hono();
  site.onError(handleError(app));
  site.use((c, next) => {
    c.set('language', language);
    c.set('provider', oidc?.label);
    return next();
  });
  site.get('/desk.css', c =>
    c.body(style, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );
  site.get('/desk.js', c =>
    c.body(script, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );
  site.use('/sign-in', forms);
  site.route('/', signInPages(app, session));
  if (oidc) site.route('/', oidcPages(app, oidc, session));
  site.use(requireSession(app, session, (c, before) => askForSignIn(c, app, session, before)));
  // Counts as a use of the session, and says which one it is: by the token that its pages carry anyway.
  site.get('/still-here', c => c.text(c.get('formToken')));
  site.use((c, next) => {
    c.set(
      'sections',
      sections.filter(section => mayOpen(c.get('officer'), section)),
    );
    return next();
  });
  // After sign-in: only officers may send large bodies.
  site.use(limitBody);
  site.use(rejectOtherSites);
  site.use(verifyFormToken);
  site.use(readCounts(app));
  site.use(requirePassword);
  site.route('/', accountPages(app, session));
  site.route('/search', searchPages(app));
  site.get('/', c => c.redirect(`/desk/${c.get('sections')[0]?.path ?? 'account'}`));
  for (const section of sections) {
    site.use(`/${section.path}/*`, requireRole(section));
    site.route(`/${section.path}`, section.pages(app));
  }
  site.all('*', () => {
    throw new ProblemError('no-such-operation');
  });
  return site;
}

/** After a sign-in with a token, a password has to be set before anything else. */
const requirePassword: MiddlewareHandler = async function requirePassword(c, next) {
  const isFree = ['/desk/account', '/desk/account/password', '/desk/sign-out'].includes(c.req.path);
  return !c.get('officer').needsPassword || isFree ? next() : c.redirect('/desk/account', 303);
};

const handleError =
  ({ log }: AppContext): ErrorHandler =>
  (error, c) => {
    if (!(error instanceof ProblemError)) log({ requestId: c.get('requestId'), ...errorFields(error) });
    return answerError(c, error);
  };

const maxBytes = (bytes: number): MiddlewareHandler =>
  bodyLimit({ maxSize: bytes, onError: () => Promise.reject(new ProblemError('too-large')) });

const forms = maxBytes(64 * 1024);
/** Consent and other texts of an office, whose letters take up to nine bytes each in a form. */
const officeForms = maxBytes(512 * 1024);
const imports = maxBytes(2 * 1024 * 1024);
const catalogues = maxBytes(32 * 1024 * 1024);
const videos = maxBytes(64 * 1024 * 1024);

/** Files that are read as they come. */
const largeFiles = ['/desk/office/catalogue', '/desk/dossiers/intake/file'];

const limitBody: MiddlewareHandler = (c, next) => {
  const { path } = c.req;
  const isImport = path.endsWith('/import') || ['/desk/office/file', '/desk/embed'].includes(path);
  const isOffice = path.startsWith('/desk/office/of/');
  const large = path.startsWith('/desk/guides') ? videos : largeFiles.includes(path) ? catalogues : undefined;
  const limit = large ?? (isImport ? imports : isOffice ? officeForms : forms);
  return limit(c, next);
};
