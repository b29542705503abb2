import {
  type appointmentCreate,
  type Capabilities,
  capabilitiesRead,
  type Dossier,
  dossierRead,
  type Operation,
  type Output,
} from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { encodeJson } from '../../domain/json.ts';
import {
  type CallOptions,
  type Exchange,
  ExchangeFailed,
  MapFailed,
  type MappedApi,
  Refused,
} from '../../mapping/index.ts';
import type { Log } from '../http/log.ts';
import { RateLimit } from '../http/rate-limit.ts';
import type { Caller, Upstream } from '../http/upstream.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { Secrets } from '../platform/secrets.ts';
import { TtlCache } from './cache.ts';
import { exchange } from './exchange.ts';
import { KeptAnswers } from './kept-answers.ts';
import { type ExchangeLanes, limitConcurrency } from './lanes.ts';
import { redact } from './redact.ts';
import { readXml } from './xml.ts';

/** Prefix of environment variables that maps may read. */
const variablePrefix = 'MAP_';

export interface UpstreamsOptions {
  maps: readonly MappedApi[];
  secrets: Secrets;
  log: Log;
  env?: NodeJS.ProcessEnv;
  exchange?: Exchange;
}

/** Share of an upstream's requests per minute that one network may use, outside the priority lane. */
const networkShare = 0.25;

/** Lookups, tickets and writes, which citizens wait for. */
const isPriority = ({ name, writes }: Operation): boolean =>
  writes === true || /^(?:dossier|feedback|appointment|waiting|phone)\./.test(name);

/**
 * Upstream systems that do not speak the contract, called by their maps: with caching, limits of concurrency and
 * rate, and redaction.
 */
export class Upstreams {
  readonly #options: UpstreamsOptions;
  readonly #cache = new TtlCache();
  readonly #exchanges = new Map<MappedApi, ExchangeLanes>();
  readonly #answers = new Map<MappedApi, KeptAnswers>();
  readonly #perNetwork = new Map<MappedApi, RateLimit>();

  constructor(options: UpstreamsOptions) {
    this.#options = options;
    for (const map of options.maps) {
      const { perMinute = 600 } = map.file.limit ?? {};
      this.#exchanges.set(map, limitConcurrency(options.exchange ?? exchange, map.file.limit));
      this.#answers.set(map, new KeptAnswers());
      this.#perNetwork.set(map, new RateLimit({ max: Math.max(1, perMinute * networkShare), seconds: 60 }));
    }
  }

  /** The maps, in order of precedence. */
  get maps(): readonly MappedApi[] {
    return this.#options.maps;
  }

  /** Whether any map answers for an agency. */
  servesAgency(agency: string): boolean {
    return this.#options.maps.some(
      ({ file }) => Object.keys(file.operations).length > 0 && (!file.agencies || file.agencies.includes(agency)),
    );
  }

  /**
   * The upstream of an operation and agency; undefined when this server answers.
   * @param priority uses the priority lane; by default for lookups and writes
   */
  find(operation: Operation, agency: string | undefined, priority = isPriority(operation)): Upstream | undefined {
    const map = this.#options.maps.find(each => each.answers(operation, agency));
    if (!map) return undefined;
    const cache = (!operation.writes && map.file.operations[operation.name]?.cache) || 0;
    return {
      cacheSeconds: cache,
      call: async (operation, input, caller) => {
        if (operation.name === dossierRead.name)
          await this.checkFactor(map, input as Input<typeof dossierRead>, caller);
        const { contact, consents } = input as Partial<Input<typeof appointmentCreate>>;
        if (contact && !consents?.length) throw invalidInput('/consents', 'required');
        const load = async () => {
          if (!priority) this.#perNetwork.get(map)!.consume(caller.network, caller.now);
          return this.#call(map, operation, input, caller, priority);
        };
        if (!cache) return load();
        return this.#cache.get(`${map.file.name}\n${operation.name}\n${encodeJson(input)}`, cache, caller.now, load);
      },
    };
  }

  /**
   * Enforces the lookup settings that the map itself declares.
   * @throws ProblemError `not-offered`, `invalid-input`
   */
  async checkFactor(map: MappedApi, { agency, factor }: Input<typeof dossierRead>, caller: Caller): Promise<void> {
    if (!map.answers(capabilitiesRead, agency)) return;
    // Part of the lookup, so in the priority lane.
    const offered = (await this.find(capabilitiesRead, agency, true)!.call(
      capabilitiesRead,
      { agency },
      caller,
    )) as Capabilities;
    if (!offered.lookup) throw new ProblemError('not-offered');
    if (offered.lookup.privacy === 'factor' && !factor) throw invalidInput('/factor', 'required');
    if (factor && !offered.lookup.factors.includes(factor.kind)) throw invalidInput('/factor/kind', 'not-offered');
  }

  async #call<O extends Operation>(
    map: MappedApi,
    operation: O,
    input: Input<O>,
    { now, key, proof }: Caller,
    priority: boolean,
  ): Promise<Output<O>> {
    const { log } = this.#options;
    const report = (problem: string) => log({ map: map.file.name, operation: operation.name, problem });
    try {
      const answer = await map.call(operation, input, {
        ...this.callOptions(map, priority),
        ...{ key, proof, now, warn: report, answers: this.#answers.get(map) },
      });
      const { factor } = input as Partial<Input<typeof dossierRead>>;
      return redact(operation, answer as Dossier, Boolean(factor)) as Output<O>;
    } catch (error) {
      if (error instanceof Refused) throw new ProblemError(error.slug, error.extensions);
      if (!(error instanceof ExchangeFailed || error instanceof MapFailed)) throw error;
      report(error.message);
      throw error instanceof MapFailed
        ? new ProblemError('internal')
        : new ProblemError('unavailable', { retryAfter: 5 });
    }
  }

  /**
   * Options with which a map of this server is called.
   * @param priority uses the priority lane
   */
  callOptions(map: MappedApi, priority: boolean): Pick<CallOptions, 'exchange' | 'readXml' | 'seal' | 'open' | 'env'> {
    const { secrets, env = process.env } = this.#options;
    const { priority: reserved, normal: usual } = this.#exchanges.get(map)!;
    return {
      exchange: priority ? reserved : usual,
      readXml,
      seal: value => secrets.signToken('map', Buffer.from(encodeJson(value)).toString('base64url')),
      open: sealed => {
        const packed = secrets.verifyToken('map', sealed);
        return packed === undefined ? undefined : (JSON.parse(Buffer.from(packed, 'base64url').toString()) as unknown);
      },
      env: name => mapVariable(env, name),
    };
  }
}

/** An environment variable that maps may read; undefined for others. */
export const mapVariable = (env: NodeJS.ProcessEnv, name: string): string | undefined =>
  name.startsWith(variablePrefix) ? env[name] : undefined;
