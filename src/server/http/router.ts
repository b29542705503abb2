import type { Context, Hono } from 'hono';
import { parse } from 'valibot';
import { proofHeader, type Input, type Operation, type Output } from '../../contract/index.ts';
import { requireProof } from '../agencies/challenge.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Behind, Gateway } from '../upstream/upstream.ts';
import { once, onceElsewhere } from './idempotency.ts';
import { clientAddress, networkOf, type TrustedProxies } from './address.ts';
import { RateLimit, type Limit } from './rate-limit.ts';
import { readInput } from './input.ts';
import { Refusal } from './problem.ts';
import { isoInstant } from '../platform/instant.ts';
import type { Log } from './log.ts';
import type { Jobs } from '../background/jobs.ts';
import type { Keys } from '../platform/secrets.ts';
import type { Plans } from '../booking/plan-cache.ts';

/** What every route works with. */
export interface Service {
  db: Db;
  keys: Keys;
  clock: () => Date;
  jobs: Jobs | undefined;
  /** Asks other systems what they are there for, where maps say so. */
  gateway: Gateway | undefined;
  plans: Plans;
  trustedProxies: TrustedProxies;
  log: Log;
}

/** What a route knows of one request. */
export interface Asked {
  service: Service;
  now: Date;
  /** The client's network: its address, or the /64 of an IPv6 address. Never stored but as an HMAC. */
  network: string;
  /** The header that carries the proof of a small sum, as it came. */
  proof: string | undefined;
  /** Lets caches keep the answer. */
  cacheFor(seconds: number): void;
}

/** What a write goes on with, in its transaction. */
export const work = ({ service: { keys, jobs }, now, network, proof }: Asked, tx: Tx) => ({
  tx,
  keys,
  jobs,
  now,
  client: { network, proof },
});

/** Stands round the answer to a question, wherever it comes from. */
export type Guard<O extends Operation> = (
  input: Input<O>,
  asked: Asked,
  answer: () => Promise<Output<O>>,
) => Promise<Output<O>>;

/** What one network may do of an operation, unless the operation has a limit of its own. */
const usualReads: Limit = { most: 3000, seconds: 60 };
const usualWrites: Limit = { most: 600, seconds: 600 };

/** Mounts operations of the contract: reads their input, and sends nothing but what their output schema names. */
export class Routes {
  #app: Hono;
  #service: Service;
  #methods = new Map<string, string>();

  constructor(app: Hono, service: Service) {
    this.#app = app;
    this.#service = service;
  }

  /**
   * @param perClient how often one network may ask this; generous, because a mobile network shares few addresses
   * @param guard what holds for another system's answers too
   */
  read<O extends Operation>(
    operation: O,
    answer: (input: Input<O>, asked: Asked) => Promise<Output<O>>,
    perClient = usualReads,
    guard: Guard<O> = (_, __, own) => own(),
  ): void {
    const limit = new RateLimit(perClient);
    this.#mount(operation, async c => {
      const asked = this.#asked(c);
      limit.take(asked.network, asked.now);
      const { input } = await readInput(c, operation);
      c.header('Cache-Control', 'no-store');
      const behind = this.#behind(operation, input);
      const own = () => {
        if (!behind) return answer(input, asked);
        if (behind.cache && operation.method === 'GET') asked.cacheFor(behind.cache);
        return behind.ask(operation, input, asked);
      };
      return c.json(parse(operation.output, await guard(input, asked, own)) as object);
    });
  }

  /** The work runs in the transaction that also records its answer under the request's `Idempotency-Key`. */
  write<O extends Operation>(
    operation: O,
    work: (input: Input<O>, asked: Asked, tx: Tx) => Promise<Output<O>>,
    perClient = usualWrites,
  ): void {
    const limit = new RateLimit(perClient);
    this.#mount(operation, async c => {
      const asked = this.#asked(c);
      limit.take(asked.network, asked.now);
      const { input, raw } = await readInput(c, operation);
      const { db } = this.#service;
      const { now } = asked;
      const key = c.req.header('Idempotency-Key');
      const write = { db, scope: operation.name, key, body: raw, now };
      const { agency } = input as { agency: string };
      const proven = { operation: operation.name, agency, proof: c.req.header(proofHeader), now };
      const behind = this.#behind(operation, input);
      const { answer, replayed } = behind
        ? await onceElsewhere(write, async () => {
            await db.transaction().execute(tx => requireProofIfKnown(tx, this.#service.keys, proven));
            return behind.ask(operation, input, { ...asked, key });
          })
        : await once(write, async tx => {
            await requireProof(tx, this.#service.keys, proven);
            return parse(operation.output, await work(input, asked, tx));
          });
      c.header('Cache-Control', 'no-store');
      // A stored answer is old, the clock in it is not.
      if (replayed && 'now' in (answer as object)) Object.assign(answer as object, { now: isoInstant(asked.now) });
      return c.json(answer as object, replayed ? 200 : 201);
    });
  }

  /** A known path with another method is told which one it takes. */
  refuseOtherMethods(): void {
    for (const [path, method] of this.#methods) {
      this.#app.all(path, c => {
        c.header('Allow', `${method}, OPTIONS`);
        throw new Refusal('method-not-allowed');
      });
    }
  }

  #mount(operation: Operation, handler: (c: Context) => Promise<Response>): void {
    const path = operation.path.replace(/\{(\w+)\}/g, ':$1');
    this.#methods.set(path, operation.method);
    this.#app.on(operation.method, path, handler);
  }

  #behind(operation: Operation, input: unknown): Behind | undefined {
    return this.#service.gateway?.behind(operation, (input as { agency?: string }).agency);
  }

  #asked(c: Context): Asked {
    return {
      service: this.#service,
      now: this.#service.clock(),
      network: networkOf(clientAddress(c, this.#service.trustedProxies)),
      proof: c.req.header(proofHeader),
      cacheFor: seconds => c.header('Cache-Control', `public, max-age=${seconds}`),
    };
  }
}

/** Only agencies that we know can ask for a proof; behind a map there may be others. */
async function requireProofIfKnown(...args: Parameters<typeof requireProof>): Promise<void> {
  await requireProof(...args).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.slug === 'agency-not-found')) throw error;
  });
}
