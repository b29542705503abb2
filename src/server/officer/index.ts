import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { appointmentSection, homeVisitSection, sessionSection } from '../booking/index.ts';
import { dossierSection } from '../dossiers/index.ts';
import { dutySection } from '../duties/index.ts';
import { opinionSection } from '../feedback/index.ts';
import { guideSection } from '../guides/index.ts';
import type { AppContext } from '../http/router.ts';
import { outboxSection } from '../notifications/index.ts';
import { ProblemError } from '../platform/problem.ts';
import { style } from '../ui/style.ts';
import type { Language } from '../ui/texts.ts';
import { doctorSection, type Upstreams } from '../upstream/index.ts';
import { logSection } from './log-pages.ts';
import { signIn, verifyFormToken } from './sign-in.ts';

interface OfficerSiteOptions {
  language?: Language | undefined;
  upstreams?: Upstreams | undefined;
}

const sectionsOf = (upstreams: Upstreams | undefined) => [
  dossierSection,
  appointmentSection,
  homeVisitSection,
  dutySection,
  sessionSection,
  opinionSection,
  guideSection,
  outboxSection,
  logSection,
  doctorSection(upstreams),
];

/** The officers' site under `/desk`: sign-in, navigation, and the pages of each matter. */
export function officerSite(app: AppContext, { language = 'vi', upstreams }: OfficerSiteOptions): Hono {
  const sections = sectionsOf(upstreams);
  const site = new Hono();
  site.get('/desk.css', c =>
    c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=3600' }),
  );
  site.use(signIn(app));
  site.use((c, next) => {
    const isLead = c.get('officer').role !== 'officer';
    c.set('language', language);
    c.set(
      'sections',
      sections.filter(({ leadsOnly }) => isLead || !leadsOnly),
    );
    return next();
  });
  // After sign-in: only officers may send large bodies.
  site.use(limitBody);
  site.use(verifyFormToken);
  site.get('/', c => c.redirect('/desk/dossiers'));
  for (const { path, pages } of sections) site.route(`/${path}`, pages(app));
  return site;
}

const maxBytes = (bytes: number): MiddlewareHandler =>
  bodyLimit({ maxSize: bytes, onError: () => Promise.reject(new ProblemError('too-large')) });

const forms = maxBytes(64 * 1024);
const imports = maxBytes(2 * 1024 * 1024);
const videos = maxBytes(64 * 1024 * 1024);

const limitBody: MiddlewareHandler = (c, next) => {
  const { path } = c.req;
  const limit = path.startsWith('/desk/guides') ? videos : path.endsWith('/import') ? imports : forms;
  return limit(c, next);
};
