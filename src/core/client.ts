import type { Operation, Output } from '../contract/operation.ts';
import type { Input } from '../contract/requests/index.ts';
import { Problem, slugOf } from '../contract/problem.ts';
import { encodeJson } from '../domain/json.ts';
import { safeParse } from '../contract/schema.ts';
import { proofHeader } from '../contract/challenge.ts';
import { createRequest } from './create-request.ts';
import type { Solve } from './proof-of-work.ts';
import { NativeRequest, randomKey } from './native-globals.ts';
import type { Outcome } from './outcome.ts';
import { loadModule } from './lazy-module.ts';
import type { CallMap } from './map-module.ts';
import type { PluginHost } from './plugin-host.ts';
import { takeEarly } from './early-answers.ts';
import { send, type TransportResult } from './transport.ts';
import type { KeyValueStore } from './storage.ts';

/** Delays before retries in ms, each shortened by up to half at random (jitter). */
const readDelays = [500, 1500];
const writeDelays = [800, 2000, 4000];

/** A longer `Retry-After` is shown to the citizen instead of waited for. */
const maxRetryAfterMs = 5000;

/** Proofs of work per call: others' tries may raise the required work meanwhile. */
const maxProofs = 3;

/** What a client calls, and what it uses. */
export interface ClientOptions {
  /** Absolute URL of the API without a trailing slash; empty for none. */
  api: string;
  /** Absolute URL of a map for an upstream system; empty for none. */
  map: string;
  plugins: PluginHost;
  /** Stores writes of unknown outcome across page loads. */
  pending: KeyValueStore;
  /** Replaces the browser's `fetch`. */
  fetch?: typeof fetch | undefined;
}

interface PendingWrite {
  key: string;
  body: string;
}

/** HTTP client of the contract. Calls never reject: every result is an `Outcome`. */
export class Client {
  /** Whether a proof of work is being computed, which may take minutes on an old phone. */
  proving = false;

  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Base of relative URLs in answers: the API or the map; empty without either. */
  get api(): string {
    return this.#options.api || this.#options.map;
  }

  /**
   * Calls an operation. Reads are retried. A write keeps its idempotency key until it is answered, also across
   * reloads: repeated with the same input it is done once.
   * @param signal aborts the call; the outcome is then `cancelled`
   */
  async call<O extends Operation>(
    operation: O,
    input: Input<O>,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Outcome<Output<O>>> {
    if (!operation.writes) return this.#request(operation, input, undefined, signal);

    const body = encodeJson(input);
    const slot = pendingKey(operation, (input as { kind?: string }).kind);
    const known = this.#pending(slot);
    const again = known?.body === body;
    const key = again ? known.key : randomKey();
    this.#options.pending.write(slot, { key, body } satisfies PendingWrite);
    const outcome = await this.#request(operation, input, key, signal);
    const { kind } = outcome;
    // The key is dropped only when the write is known to be done or not done: an earlier try may have arrived.
    const over = kind === 'refused' ? outcome.problem.status !== 429 : kind === 'offline' && !again;
    if (kind === 'answered' || over) this.#options.pending.remove(slot);
    if (outcome.kind === 'answered') this.#options.plugins.afterSubmit(operation.name, outcome.value);
    return outcome;
  }

  /** Input of a write of unknown outcome in this tab; undefined for none. */
  pendingInput<O extends Operation>(operation: O, kind?: string): Input<O> | undefined {
    const known = this.#pending(pendingKey(operation, kind));
    return known && (JSON.parse(known.body) as Input<O>);
  }

  #pending(slot: string): PendingWrite | undefined {
    const known = this.#options.pending.read(slot) as Partial<PendingWrite> | undefined;
    return typeof known?.key === 'string' && typeof known.body === 'string' ? (known as PendingWrite) : undefined;
  }

  async #request<O extends Operation>(
    operation: O,
    input: Input<O>,
    key: string | undefined,
    signal: AbortSignal,
  ): Promise<Outcome<Output<O>>> {
    const { plugins } = this.#options;
    const adapted = await plugins.adapt(operation, input, { signal, key });
    if (adapted) return adapted;
    if (!this.api || (navigator.onLine === false && !(await this.#reachable(signal)))) return { kind: 'offline' };

    const waits = key ? writeDelays : readDelays;
    let proof: string | undefined;
    for (let tries = 0, proofCount = 0; ; tries++) {
      const result = await this.#send(operation, input, key, signal, proof);
      const outcome = parseResponse(operation, result);
      if (outcome.kind === 'refused' && outcome.slug === 'proof-needed' && proofCount++ < maxProofs) {
        proof = await this.#prove(outcome.problem.challenge, signal);
        if (signal.aborted) return { kind: 'cancelled' };
        if (proof) continue;
      }
      const wait = waits[tries];
      if (wait === undefined || !isRetryable(result, outcome, key))
        return key ? finalizeWrite(result, outcome) : outcome;
      if (!(await delay(retryAfter(result, outcome) ?? wait * (1 - Math.random() / 2), signal)))
        return { kind: 'cancelled' };
    }
  }

  async #send<O extends Operation>(
    operation: O,
    input: Input<O>,
    key: string | undefined,
    signal: AbortSignal,
    proof: string | undefined,
  ): Promise<TransportResult> {
    const { api, map, plugins, fetch } = this.#options;
    const sendRequest = async (built: Request, charset?: string): Promise<TransportResult> => {
      const request = await plugins.beforeRequest(built, operation.name);
      const early = request === built && !fetch && !operation.writes && takeEarly(request.url);
      return early || send(request, fetch, signal, charset);
    };
    const plain = () => sendRequest(this.#buildRequest(operation, input, key, proof));
    if (!map) return plain();
    return loadModule<CallMap>('map').then(
      callMap =>
        callMap({ map, operation, input, key, proof, callApi: api && plain, send: sendRequest, createRequest }),
      () => ({ kind: 'network' }),
    );
  }

  /** Solves a proof-of-work challenge; undefined when that fails. */
  async #prove(challenge: object | undefined, signal: AbortSignal): Promise<string | undefined> {
    this.proving = true;
    const proof = await loadModule<Solve>('proof')
      .then(solve => (challenge ? solve(challenge, signal) : undefined))
      .catch(() => undefined);
    this.proving = false;
    return proof;
  }

  /** `navigator.onLine` is wrong on some phones and in some frames: a request decides. */
  async #reachable(signal: AbortSignal): Promise<boolean> {
    const result = await send(new NativeRequest(`${this.api}/`, { credentials: 'omit' }), this.#options.fetch, signal);
    return result.kind === 'response';
  }

  #buildRequest<O extends Operation>(
    { method, path, keepalive }: O,
    input: Input<O>,
    key: string | undefined,
    proof: string | undefined,
  ): Request {
    const fields: Record<string, unknown> = { ...(input as object) };
    let url = `${this.#options.api}${path.replace(/\{(\w+)\}/g, (_, name: string) => {
      // `.` and `..` would change the path, however encoded.
      const value = encodeURIComponent(String(fields[name])).replace(/^\.\.?$/, '_');
      delete fields[name];
      return value;
    })}`;
    const init: RequestInit = { method, keepalive };
    if (method === 'GET') {
      const query = Object.keys(fields).filter(name => fields[name] !== undefined);
      if (query.length) url += `?${query.map(name => `${name}=${encodeURIComponent(String(fields[name]))}`).join('&')}`;
    } else {
      init.headers = {
        'Content-Type': 'application/json',
        ...(key && { 'Idempotency-Key': key }),
        ...(proof && { [proofHeader]: proof }),
      };
      init.body = encodeJson(fields);
      if (key) init.redirect = 'manual';
    }
    return createRequest(url, init);
  }
}

/** Storage key of a pending write, separate for each operation and kind. */
const pendingKey = ({ name }: Operation, kind = '') => `${name}:${kind}`;

/** Converts a response to an outcome. */
function parseResponse<O extends Operation>(operation: O, result: TransportResult): Outcome<Output<O>> {
  switch (result.kind) {
    case 'cancelled':
    case 'timed-out':
      return { kind: result.kind };
    case 'network':
      return { kind: 'offline' };
    case 'redirected':
      return { kind: 'not-json' };
    case 'truncated':
    case 'too-large':
      return { kind: 'malformed' };
  }
  if (!/\bjson\b/i.test(result.headers.get('Content-Type') ?? '')) return { kind: 'not-json' };
  let body: unknown;
  try {
    body = JSON.parse(result.text);
  } catch {
    return { kind: 'malformed' };
  }
  if (result.status >= 400) {
    let problem = safeParse(Problem, body);
    // Extensions of a problem may have another shape (ASP.NET's `errors`): the problem itself is still valid.
    if (!problem.success) problem = safeParse(Problem, coreProblem(Object(body)));
    if (!problem.success) return { kind: 'malformed' };
    const wait = problem.output.retryAfter ?? retryAfterHeader(result);
    return { kind: 'refused', slug: slugOf(problem.output), problem: { ...problem.output, retryAfter: wait } };
  }
  const answer = safeParse(operation.output, body);
  return answer.success ? { kind: 'answered', value: answer.output as Output<O> } : { kind: 'malformed' };
}

/** A problem without its extensions. */
const coreProblem = ({ type, title, status }: Record<string, unknown>): object => ({ type, title, status });

/** Client errors are final, except for a key in progress; everything else may be transient. */
function isRetryable(result: TransportResult, outcome: Outcome<unknown>, key: string | undefined): boolean {
  if (outcome.kind === 'answered' || outcome.kind === 'cancelled') return false;
  const wait = retryAfter(result, outcome);
  if (wait !== undefined && wait > maxRetryAfterMs) return false;
  if (outcome.kind === 'refused') {
    return (
      outcome.slug === 'idempotency-in-progress' ||
      outcome.problem.status >= 500 ||
      (outcome.problem.status === 429 && wait !== undefined)
    );
  }
  // A malformed answer to a read will not change; a write must be known to be done.
  return key
    ? outcome.kind !== 'not-json' || result.kind === 'response'
    : result.kind !== 'response' && result.kind !== 'redirected';
}

/** After the last try a write that may have been done is `unknown`, unless a client error says it was not. */
function finalizeWrite<T>(result: TransportResult, outcome: Outcome<T>): Outcome<T> {
  const { kind } = outcome;
  if (kind === 'answered' || kind === 'cancelled') return outcome;
  if (outcome.kind === 'refused' && outcome.problem.status < 500 && outcome.slug !== 'idempotency-in-progress')
    return outcome;
  if (
    kind === 'not-json' &&
    (result.kind === 'redirected' || (result.kind === 'response' && result.status >= 400 && result.status < 500))
  ) {
    return outcome;
  }
  return { kind: 'unknown' };
}

/** Requested delay in ms. */
function retryAfter(result: TransportResult, outcome: Outcome<unknown>): number | undefined {
  const seconds = outcome.kind === 'refused' ? outcome.problem.retryAfter : retryAfterHeader(result);
  return seconds !== undefined && seconds >= 0 ? seconds * 1000 : undefined;
}

/** Seconds from the `Retry-After` header (seconds or an HTTP date); undefined when invalid. */
function retryAfterHeader(result: TransportResult): number | undefined {
  const header = result.kind === 'response' ? result.headers.get('Retry-After') : null;
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return seconds >= 0 ? seconds : undefined;
}

/** Resolves with false when aborted. */
function delay(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve(false);
    const timer = setTimeout(() => resolve(true), ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
