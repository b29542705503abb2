import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { BlockList } from 'node:net';
import type { MappedApi } from '../mapping/index.ts';
import { mountAgencies, requireAltchaProof } from './agencies/index.ts';
import { mountBooking } from './booking/index.ts';
import { callRoutes } from './calls/index.ts';
import { answerBySms, dossierRoutes, ingestRoutes } from './dossiers/index.ts';
import { dutyFeeds, dutyRoutes } from './duties/index.ts';
import { feedbackRoutes } from './feedback/index.ts';
import { guideFiles, guideRoutes } from './guides/index.ts';
import { AllowedOrigins } from './http/allowed-origins.ts';
import { cors } from './http/cors.ts';
import { serveDist } from './http/dist.ts';
import { health } from './http/health.ts';
import { loadShedding } from './http/load-shedding.ts';
import { errorFields, type Log, logRequests } from './http/log.ts';
import { type AppContext, Router } from './http/router.ts';
import { safePath } from './http/safe-path.ts';
import { securityHeaders } from './http/security-headers.ts';
import { sendProblem } from './http/send-problem.ts';
import { noticeRoutes, phoneRoutes, providerRoutes, type Providers } from './notifications/index.ts';
import { officerSite, type OidcSettings } from './officer/index.ts';
import type { Database } from './platform/database.ts';
import type { Jobs } from './platform/jobs.ts';
import { ProblemError, toProblem } from './platform/problem.ts';
import { Secrets } from './platform/secrets.ts';
import type { TrustedProxies } from './platform/trusted-proxies.ts';
import { procedureRoutes } from './procedures/index.ts';
import { tvPages } from './screens/index.ts';
import { embedPages } from './snippet-builder/index.ts';
import { Upstreams } from './upstream/index.ts';

/** Options of `createApp`. */
export interface AppOptions {
  /** Origins of the portals that may read answers; `*` for any; none by default. */
  origins?: readonly string[];
  /** Folder with the built widgets, served under `/dist`; without it `/dist`, `/frame` and `/tv` are not mounted. */
  dist?: string;
  /** Maps of the upstream systems; none by default. */
  maps?: readonly MappedApi[];
  /** Send messages, as the jobs do: shown to officers. */
  providers?: Providers;
  /** Background jobs; without them messages wait in the outbox. */
  jobs?: Jobs;
  /** The current time; the system's by default. */
  clock?: () => Date;
  /** Takes one line per request; the default writes nothing. */
  log?: Log;
  /** Base of every problem's `type`: the address of `docs/errors.md`. `/docs/errors` by default. */
  errorDocs?: string;
  /** Language of the officers' site; `vi` by default. */
  language?: 'vi' | 'en';
  /** Whether officers may sign in over plain http from a private network; never by default. */
  allowPrivateHttp?: boolean;
  /** The identity provider that officers may sign in with; none by default. */
  oidc?: OidcSettings | undefined;
  /** Address of this server as browsers see it, for the officers' snippet builder and for screens; that of each request by default. */
  publicUrl?: string | undefined;
  /** Peers whose `X-Forwarded-For` is believed; none by default. */
  trustedProxies?: TrustedProxies;
  /** Thresholds of load shedding. */
  loadShedding?: Parameters<typeof loadShedding>[0];
}

const maxBodyBytes = 64 * 1024;

/**
 * Creates the reference backend: one Hono app for Node, tests and the demo.
 * @param database open and migrated
 */
export async function createApp(database: Database, options: AppOptions = {}): Promise<Hono> {
  const { origins = [], clock = () => new Date(), log = () => {}, errorDocs = '/docs/errors' } = options;
  const { db } = database;
  const secrets = await Secrets.read(db);
  const allowedOrigins = new AllowedOrigins(db, origins);
  const upstreams = options.maps?.length ? new Upstreams({ maps: options.maps, secrets, log }) : undefined;
  const context: AppContext = {
    db,
    secrets,
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
  // Without the headers, a browser would blame CORS for a wrong path.
  const corsHeaders = cors(allowedOrigins);
  app.notFound(
    async c =>
      (await corsHeaders(c, async () => {})) ?? sendProblem(c, new ProblemError('no-such-operation'), errorDocs),
  );

  // Before load shedding: a load balancer must always learn whether this process is alive.
  app.route('/health', health(database));
  app.use(loadShedding(options.loadShedding));

  app.route('/providers', providerRoutes(context, options.maps ?? [], answerBySms));
  // Its bodies are larger than those of the operations.
  app.route('/api/ingest', ingestRoutes(context));
  app.route('/api', createApi(context, allowedOrigins, upstreams));
  app.get('/desk/', c => c.redirect('/desk', 301));
  app.route('/desk', officerSite(context, { ...options, upstreams, allowedOrigins }));
  if (options.dist) {
    app.route('/dist', serveDist(options.dist));
    app.route('/tv', tvPages(context, { dist: options.dist, publicUrl: options.publicUrl }));
    app.get('/tv/', c => c.redirect('/tv'));
    app.route('/frame', embedPages({ dist: options.dist, origins: allowedOrigins, db, upstreams }));
  }
  return app;
}

/** The operations of the contract, and the files beside them. */
function createApi(context: AppContext, origins: AllowedOrigins, upstreams: Upstreams | undefined): Hono {
  const api = new Hono();
  api.use(cors(origins));
  api.use(bodyLimit({ maxSize: maxBodyBytes, onError: () => Promise.reject(new ProblemError('too-large')) }));
  const router = new Router(api, context, {
    requireProof: requireAltchaProof,
    findUpstream: upstreams && ((operation, agency) => upstreams.find(operation, agency)),
  });
  mountAgencies(router);
  procedureRoutes(router);
  dossierRoutes(router);
  feedbackRoutes(router);
  phoneRoutes(router);
  noticeRoutes(router);
  mountBooking(router, context.db);
  guideRoutes(router);
  dutyRoutes(router);
  callRoutes(router);
  guideFiles(api, context);
  dutyFeeds(api, context);
  router.rejectOtherMethods();
  return api;
}
