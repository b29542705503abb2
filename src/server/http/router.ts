import type { Context, Hono } from 'hono';
import { parse } from 'valibot';
import { proofHeader, type Input, type Operation, type Output } from '../../contract/index.ts';
import { requireAltchaProof } from '../agencies/challenge.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Upstream, Upstreams } from '../upstream/upstream.ts';
import { idempotent, idempotentExternal } from './idempotency.ts';
import { clientAddress, networkOf, type TrustedProxies } from './address.ts';
import { RateLimit, type Limit } from './rate-limit.ts';
import { readInput } from './input.ts';
import { ProblemError } from './problem.ts';
import { isoInstant } from '../platform/instant.ts';
import type { Log } from './log.ts';
import type { Jobs } from '../background/jobs.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { PlanCache } from '../booking/plan-cache.ts';

/** What every route works with. */
export interface AppContext {
  db: Db;
  secrets: Secrets;
  clock: () => Date;
  jobs: Jobs | undefined;
  /** Asks other systems what they are there for, where maps say so. */
  upstreams: Upstreams | undefined;
  plans: PlanCache;
  trustedProxies: TrustedProxies;
  log: Log;
}

/** What a route knows of one request. */
export interface RequestContext {
  app: AppContext;
  now: Date;
  /** The client's network: its address, or the /64 of an IPv6 address. Never stored but as an HMAC. */
  network: string;
  /** The header that carries the proof of a small sum, as it came. */
  proof: string | undefined;
  /** Lets caches keep the answer. */
  cacheFor(seconds: number): void;
}

/** What a write goes on with, in its transaction. */
export const txContext = ({ app: { secrets, jobs }, now, network, proof }: RequestContext, tx: Tx) => ({
  tx,
  keys: secrets,
  jobs,
  now,
  client: { network, proof },
});

/** Stands round the answer to a question, wherever it comes from. */
export type Middleware<O extends Operation> = (
  input: Input<O>,
  context: RequestContext,
  answer: () => Promise<Output<O>>,
) => Promise<Output<O>>;

/** What one network may do of an operation, unless the operation has a limit of its own. */
const defaultReadLimit: Limit = { max: 3000, seconds: 60 };
const defaultWriteLimit: Limit = { max: 600, seconds: 600 };

/** Mounts operations of the contract: reads their input, and sends nothing but what their output schema names. */
export class Router {
  #app: Hono;
  #service: AppContext;
  #methods = new Map<string, string>();

  constructor(app: Hono, appContext: AppContext) {
    this.#app = app;
    this.#service = appContext;
  }

  /**
   * @param perClient how often one network may ask this; generous, because a mobile network shares few addresses
   * @param middleware what holds for another system's answers too
   */
  read<O extends Operation>(
    operation: O,
    answer: (input: Input<O>, context: RequestContext) => Promise<Output<O>>,
    perClient = defaultReadLimit,
    middleware: Middleware<O> = (_, __, own) => own(),
  ): void {
    const limit = new RateLimit(perClient);
    this.#mount(operation, async c => {
      const context = this.#asked(c);
      limit.consume(context.network, context.now);
      const { input } = await readInput(c, operation);
      c.header('Cache-Control', 'no-store');
      const upstream = this.#behind(operation, input);
      const own = () => {
        if (!upstream) return answer(input, context);
        if (upstream.cacheSeconds && operation.method === 'GET') context.cacheFor(upstream.cacheSeconds);
        return upstream.call(operation, input, context);
      };
      return c.json(parse(operation.output, await middleware(input, context, own)) as object);
    });
  }

  /** The work runs in the transaction that also records its answer under the request's `Idempotency-Key`. */
  write<O extends Operation>(
    operation: O,
    work: (input: Input<O>, context: RequestContext, tx: Tx) => Promise<Output<O>>,
    perClient = defaultWriteLimit,
  ): void {
    const limit = new RateLimit(perClient);
    this.#mount(operation, async c => {
      const context = this.#asked(c);
      limit.consume(context.network, context.now);
      const { input, raw } = await readInput(c, operation);
      const { db } = this.#service;
      const { now } = context;
      const key = c.req.header('Idempotency-Key');
      const write = { db, scope: operation.name, key, body: raw, now };
      const { agency } = input as { agency: string };
      const proven = { operation: operation.name, agency, proof: c.req.header(proofHeader), now };
      const upstream = this.#behind(operation, input);
      const { answer, replayed } = upstream
        ? await idempotentExternal(write, async () => {
            await db.transaction().execute(tx => requireProofOfKnownAgency(tx, this.#service.secrets, proven));
            return upstream.call(operation, input, { ...context, key });
          })
        : await idempotent(write, async tx => {
            await requireAltchaProof(tx, this.#service.secrets, proven);
            return parse(operation.output, await work(input, context, tx));
          });
      c.header('Cache-Control', 'no-store');
      // A stored answer is old, the clock in it is not.
      if (replayed && 'now' in (answer as object)) Object.assign(answer as object, { now: isoInstant(context.now) });
      return c.json(answer as object, replayed ? 200 : 201);
    });
  }

  /** A known path with another method is told which one it takes. */
  rejectOtherMethods(): void {
    for (const [path, method] of this.#methods) {
      this.#app.all(path, c => {
        c.header('Allow', `${method}, OPTIONS`);
        throw new ProblemError('method-not-allowed');
      });
    }
  }

  #mount(operation: Operation, handler: (c: Context) => Promise<Response>): void {
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    this.#methods.set(path, operation.method);
    this.#app.on(operation.method, path, handler);
  }

  #behind(operation: Operation, input: unknown): Upstream | undefined {
    return this.#service.upstreams?.find(operation, (input as { agency?: string }).agency);
  }

  #asked(c: Context): RequestContext {
    return {
      app: this.#service,
      now: this.#service.clock(),
      network: networkOf(clientAddress(c, this.#service.trustedProxies)),
      proof: c.req.header(proofHeader),
      cacheFor: seconds => c.header('Cache-Control', `public, max-age=${seconds}`),
    };
  }
}

/** Only agencies that we know can ask for a proof; behind a map there may be others. */
async function requireProofOfKnownAgency(...args: Parameters<typeof requireAltchaProof>): Promise<void> {
  await requireAltchaProof(...args).catch((error: unknown) => {
    if (!(error instanceof ProblemError && error.slug === 'agency-not-found')) throw error;
  });
}
