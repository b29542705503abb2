import type { Context, Hono } from 'hono';
import { parse } from 'valibot';
import { type Operation, type Output, proofHeader } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import type { Jobs } from '../platform/jobs.ts';
import { ProblemError } from '../platform/problem.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { TrustedProxies } from '../platform/trusted-proxies.ts';
import { clientAddress, networkOf } from './address.ts';
import { idempotent, idempotentExternal } from './idempotency.ts';
import { readInput } from './input.ts';
import type { Log } from './log.ts';
import { type Limit, RateLimit } from './rate-limit.ts';
import type { FindUpstream, Upstream } from './upstream.ts';

/** What every route and page of the server works with. */
export interface AppContext {
  db: Db;
  secrets: Secrets;
  clock: () => Date;
  /** Undefined where no jobs run: messages then wait in the outbox. */
  jobs: Jobs | undefined;
  trustedProxies: TrustedProxies;
  log: Log;
}

/** Context of one request to an operation. */
export interface RequestContext {
  app: AppContext;
  now: Date;
  /** The client's network: its IPv4 address, or the /64 of an IPv6 address. Stored only as an HMAC. */
  network: string;
  /** The site from which a browser asks; undefined for its own and for what is no browser. */
  origin: string | undefined;
  /** The browser, to which a session of the desk is bound. */
  userAgent: string;
  /** The header `proofHeader` as it came: the solution of a proof of work. */
  proof: string | undefined;
  /** Lets shared caches keep the answer for some seconds; the default is `no-store`. */
  cacheFor(seconds: number): void;
}

/** The parts of a request's context that a write needs, with its transaction. */
export const txContext = ({ app: { secrets, jobs }, now, network, proof }: RequestContext, tx: Tx) => ({
  tx,
  secrets,
  jobs,
  now,
  client: { network, proof },
});

/** Middleware around one operation, also when another system answers it. */
export type Middleware<O extends Operation> = (
  input: Input<O>,
  context: RequestContext,
  next: () => Promise<Output<O>>,
) => Promise<Output<O>>;

/** A write, as `RequireProof` sees it. */
export interface WriteRequest {
  /** Name of the operation. */
  operation: string;
  agency: string;
  proof: string | undefined;
  now: Date;
}

/** Throws the problem `proof-needed` for a write that lacks the proof of work that its agency requires. */
export type RequireProof = (tx: Tx, secrets: Secrets, write: WriteRequest) => Promise<void>;

interface RouterOptions {
  requireProof: RequireProof;
  /** By default this server answers every operation itself. */
  findUpstream?: FindUpstream | undefined;
}

/** Limits of one network for one operation, unless the operation has its own. */
const defaultReadLimit: Limit = { max: 3000, seconds: 60 };
const defaultWriteLimit: Limit = { max: 600, seconds: 600 };

/**
 * Mounts operations of the contract on a Hono app. Inputs are parsed by the operation's schema; answers are parsed too,
 * so that no field leaves the server that the contract does not name.
 */
export class Router {
  readonly #hono: Hono;
  readonly #app: AppContext;
  readonly #options: RouterOptions;
  readonly #methods = new Map<string, string>();

  constructor(hono: Hono, app: AppContext, options: RouterOptions) {
    this.#hono = hono;
    this.#app = app;
    this.#options = options;
  }

  /**
   * Mounts an operation that changes nothing. The answer is `no-store` unless the handler calls `cacheFor`.
   * @param perClient limit of one network; generous, because a mobile network shares few addresses
   */
  read<O extends Operation>(
    operation: O,
    handler: (input: Input<O>, context: RequestContext) => Promise<Output<O>>,
    perClient = defaultReadLimit,
    middleware: Middleware<O> = (_input, _context, next) => next(),
  ): void {
    const limit = new RateLimit(perClient);
    this.#mount(operation, async c => {
      const context = this.#requestContext(c);
      limit.consume(context.network, context.now);
      const { input } = await readInput(c, operation);
      c.header('Cache-Control', 'no-store');
      const upstream = this.#upstream(operation, input);
      const answer = () => {
        if (!upstream) return handler(input, context);
        if (upstream.cacheSeconds && operation.method === 'GET') context.cacheFor(upstream.cacheSeconds);
        return upstream.call(operation, input, context);
      };
      return c.json(parse(operation.output, await middleware(input, context, answer)) as object);
    });
  }

  /**
   * Mounts an operation that writes. The handler runs in the transaction that also stores its answer under the request's
   * `Idempotency-Key`; a repeated key gets the stored answer with status 200, a new one 201.
   */
  write<O extends Operation>(
    operation: O,
    handler: (input: Input<O>, context: RequestContext, tx: Tx) => Promise<Output<O>>,
    perClient = defaultWriteLimit,
  ): void {
    const limit = new RateLimit(perClient);
    const { requireProof } = this.#options;
    this.#mount(operation, async c => {
      const context = this.#requestContext(c);
      limit.consume(context.network, context.now);
      const { input, raw } = await readInput(c, operation);
      const { db, secrets } = this.#app;
      const { now, proof } = context;
      const key = c.req.header('Idempotency-Key');
      const request = { db, secrets, scope: operation.name, key, body: raw, now };
      const write = { operation: operation.name, agency: (input as { agency: string }).agency, proof, now };
      const upstream = this.#upstream(operation, input);
      const { answer, replayed } = upstream
        ? await idempotentExternal(request, async () => {
            await db.transaction().execute(tx => ignoreUnknownAgency(requireProof(tx, secrets, write)));
            return upstream.call(operation, input, { ...context, key });
          })
        : await idempotent(request, async tx => {
            await requireProof(tx, secrets, write);
            return parse(operation.output, await handler(input, context, tx));
          });
      c.header('Cache-Control', 'no-store');
      // The stored answer is old, but clients rely on the server's clock in it.
      if (replayed && 'now' in (answer as object)) Object.assign(answer as object, { now: isoInstant(now) });
      return c.json(answer as object, replayed ? 200 : 201);
    });
  }

  /** Answers other methods on mounted paths with 405 and `Allow`. Call it after all operations are mounted. */
  rejectOtherMethods(): void {
    for (const [path, method] of this.#methods) {
      this.#hono.all(path, c => {
        c.header('Allow', `${method}, OPTIONS`);
        throw new ProblemError('method-not-allowed');
      });
    }
  }

  #mount(operation: Operation, handler: (c: Context) => Promise<Response>): void {
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    this.#methods.set(path, operation.method);
    this.#hono.on(operation.method, path, handler);
  }

  #upstream(operation: Operation, input: unknown): Upstream | undefined {
    return this.#options.findUpstream?.(operation, (input as { agency?: string }).agency);
  }

  #requestContext(c: Context): RequestContext {
    return {
      app: this.#app,
      now: this.#app.clock(),
      network: networkOf(clientAddress(c, this.#app.trustedProxies)),
      origin: c.req.header('Origin'),
      userAgent: c.req.header('User-Agent') ?? '',
      proof: c.req.header(proofHeader),
      cacheFor: seconds => c.header('Cache-Control', `public, max-age=${seconds}`),
    };
  }
}

/** Agencies that only an upstream system knows require no proof. */
async function ignoreUnknownAgency(required: Promise<void>): Promise<void> {
  await required.catch((error: unknown) => {
    if (!(error instanceof ProblemError && error.slug === 'agency-not-found')) throw error;
  });
}
