import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { BlockList } from 'node:net';
import type { Database } from './platform/database.ts';
import { officerSite } from './officer/index.ts';
import { cors } from './http/cors.ts';
import { sendProblem, ProblemError, toProblem } from './http/problem.ts';
import { errorFields, logRequests, type Log } from './http/log.ts';
import { safePath } from './http/safe-path.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { MappedApi } from '../mapping/index.ts';
import { Upstreams } from './upstream/upstream.ts';
import { health } from './http/health.ts';
import type { TrustedProxies } from './http/address.ts';
import { loadShedding } from './http/load-shedding.ts';
import { serveDist } from './http/dist.ts';
import { embedPages } from './snippet-builder/embed-page.ts';
import { Secrets } from './platform/secrets.ts';
import { PlanCache } from './booking/plan-cache.ts';
import type { Jobs } from './background/jobs.ts';
import { agencyRoutes } from './agencies/routes.ts';
import { appointmentRoutes } from './booking/routes/appointment.ts';
import { capabilitiesRoutes } from './agencies/capabilities-route.ts';
import { challengeRoutes } from './agencies/challenge-route.ts';
import { dossierRoutes } from './dossiers/routes.ts';
import { dutyFeeds, dutyRoutes } from './duties/routes.ts';
import { feedbackRoutes } from './feedback/routes.ts';
import { guideFiles, guideRoutes } from './guides/routes.ts';
import { holdRoutes } from './booking/routes/hold.ts';
import { phoneRoutes } from './booking/routes/phone.ts';
import { procedureRoutes } from './procedures/routes.ts';
import { serviceRoutes } from './booking/routes/service.ts';
import { sessionRoutes } from './booking/routes/session.ts';
import { waitingRoutes } from './booking/routes/waiting.ts';
import { slotRoutes } from './booking/routes/slot.ts';
import { Router, type AppContext } from './http/router.ts';

export interface AppOptions {
  /** Origins of the portals that may read answers; `*` for any. */
  origins?: readonly string[];
  /** Folder with the built widgets, served under `/dist`. */
  dist?: string;
  /** Systems that stand behind this server, each by its map. */
  maps?: readonly MappedApi[];
  /** Sends messages and tidies up; without it messages wait in the outbox. */
  jobs?: Jobs;
  /** The time; tests set their own. */
  clock?: () => Date;
  /** Receives one line per request; the default writes nothing. */
  log?: Log;
  /** The address of `docs/errors.md`, the base of every problem's `type`. */
  errorDocs?: string;
  /** Language of the officers' pages. */
  language?: 'vi' | 'en';
  /** Whose `X-Forwarded-For` tells the client's address; nobody's when it is left out. */
  trustedProxies?: TrustedProxies;
  /** When requests are refused because there are too many; the tests set their own. */
  loadShedding?: Parameters<typeof loadShedding>[0];
}

const maxBodyBytes = 64 * 1024;

/**
 * The reference backend as one function from a request to its answer: the same for Node, for tests and for the demo.
 * The database must be open and migrated.
 */
export async function createApp(database: Database, options: AppOptions = {}): Promise<Hono> {
  const { origins = [], clock = () => new Date(), log = () => {}, errorDocs = '/docs/errors' } = options;
  const secrets = await Secrets.read(database.db);
  const appContext: AppContext = {
    db: database.db,
    secrets,
    upstreams: options.maps?.length ? new Upstreams({ maps: options.maps, secrets, log }) : undefined,
    plans: new PlanCache(database.db),
    clock,
    jobs: options.jobs,
    trustedProxies: options.trustedProxies ?? new BlockList(),
    log,
  };

  const app = new Hono();
  app.use(logRequests(log));
  app.use(securityHeaders());
  app.use(safePath);
  app.onError((error, c) => {
    const problem = toProblem(error);
    if (problem.slug === 'internal' || !(error instanceof ProblemError))
      log({ requestId: c.get('requestId'), ...errorFields(error) });
    return sendProblem(c, problem, errorDocs);
  });
  app.notFound(c => sendProblem(c, new ProblemError('no-such-operation'), errorDocs));

  // Before all else: a balancer asks it to learn whether this process is alive.
  app.route('/health', health(database));
  app.use(loadShedding(options.loadShedding));

  const api = new Hono();
  api.use(cors(origins));
  api.use(bodyLimit({ maxSize: maxBodyBytes, onError: () => Promise.reject(new ProblemError('too-large')) }));
  const router = new Router(api, appContext);
  capabilitiesRoutes(router);
  agencyRoutes(router);
  procedureRoutes(router);
  dossierRoutes(router);
  feedbackRoutes(router);
  serviceRoutes(router);
  slotRoutes(router);
  sessionRoutes(router);
  waitingRoutes(router);
  holdRoutes(router);
  phoneRoutes(router);
  appointmentRoutes(router);
  guideRoutes(router);
  dutyRoutes(router);
  challengeRoutes(router);
  guideFiles(api, appContext);
  dutyFeeds(api, appContext);
  router.rejectOtherMethods();

  app.route('/api', api);
  app.route('/desk', officerSite(appContext, options.language));
  if (options.dist) {
    app.route('/dist', serveDist(options.dist));
    app.route('/frame', embedPages({ dist: options.dist, origins, db: database.db, upstreams: appContext.upstreams }));
  }
  return app;
}
