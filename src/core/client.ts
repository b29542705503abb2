import { safeParse } from 'valibot';
import type { Input, Operation, Output } from '../contract/operation.ts';
import { Problem, slugOf } from '../contract/problem.ts';
import { encodeJson } from '../domain/json.ts';
import { proofHeader } from '../contract/challenge.ts';
import type { CallMap } from '../mapping/browser.ts';
import type { Solve } from './proof-of-work.ts';
import { NativeRequest, randomKey } from './native-globals.ts';
import type { Outcome } from './outcome.ts';
import { loadModule } from './lazy-module.ts';
import type { PluginHost } from './plugin-host.ts';
import { send, type TransportResult } from './transport.ts';
import type { KeyValueStore } from './storage.ts';

/** Waits before the second, third, … try, in ms; each is shortened by up to half, so that phones do not come in step. */
const readDelays = [500, 1500];
const writeDelays = [800, 2000, 4000];

/** A longer `Retry-After` is shown to the person instead of waited for. */
const maxRetryAfterMs = 5000;

/** Others' tries may raise the work meanwhile: so often a sum is done for one question. */
const maxProofs = 3;

export interface ClientOptions {
  /** Absolute address of the API, without a slash at the end. */
  api: string;
  /** Absolute address of a map, through which a system that does not speak the contract is asked; empty without one. */
  map: string;
  plugins: PluginHost;
  /** Where writes of unknown outcome wait for the next page load. */
  pending: KeyValueStore;
  /** Replaces the browser's `fetch`. */
  fetch?: typeof fetch | undefined;
}

interface PendingWrite {
  key: string;
  body: string;
}

/** The one place that talks HTTP: asks an operation of the contract and tells what came of it. Never throws. */
export class Client {
  /** Whether a sum is being done that the backend asked for: it may take minutes on an old phone. */
  proving = false;

  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** What addresses in answers are meant from: the API, or the map; empty on a page that names neither. */
  get api(): string {
    return this.#options.api || this.#options.map;
  }

  /**
   * Asks an operation. A read is tried again while that makes sense. A write keeps its key until it is answered: asked
   * again with the same input, after a failure or a reload, it is done once.
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
    // A key goes only when its write is known to be done or not done: an earlier try with it may have arrived.
    const over = kind === 'refused' ? outcome.problem.status !== 429 : kind === 'offline' && !again;
    if (kind === 'answered' || over) this.#options.pending.remove(slot);
    if (outcome.kind === 'answered') this.#options.plugins.afterSubmit(operation.name, outcome.value);
    return outcome;
  }

  /** The input of a write that was sent and never answered, in this tab. */
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
    const sendRequest = async (request: Request, charset?: string): Promise<TransportResult> =>
      send(await plugins.beforeRequest(request, operation.name), fetch, signal, charset);
    const plain = () => sendRequest(this.#buildRequest(operation, input, key, proof));
    if (!map) return plain();
    return loadModule<CallMap>('map').then(
      ask =>
        ask({
          map,
          operation,
          input,
          key,
          callApi: api ? plain : undefined,
          send: sendRequest,
          request: createRequest,
        }),
      () => ({ kind: 'network' }),
    );
  }

  /** The proof of the sum that a backend asks for; nothing when it cannot be done. */
  async #prove(challenge: object | undefined, signal: AbortSignal): Promise<string | undefined> {
    this.proving = true;
    const proof = await loadModule<Solve>('proof')
      .then(solve => (challenge ? solve(challenge, signal) : undefined))
      .catch(() => undefined);
    this.proving = false;
    return proof;
  }

  /** `navigator.onLine` is wrong on some phones and in some frames: one look tells. */
  async #reachable(signal: AbortSignal): Promise<boolean> {
    const result = await send(new NativeRequest(`${this.api}/`, { credentials: 'omit' }), this.#options.fetch, signal);
    return result.kind === 'response';
  }

  #buildRequest<O extends Operation>(
    { method, path }: O,
    input: Input<O>,
    key: string | undefined,
    proof: string | undefined,
  ): Request {
    const fields: Record<string, unknown> = { ...(input as object) };
    let url = `${this.#options.api}${path.replace(/\{(\w+)\}/g, (_, name: string) => {
      // A dot or two would lead to another path, however they are encoded.
      const value = encodeURIComponent(String(fields[name])).replace(/^\.\.?$/, '_');
      delete fields[name];
      return value;
    })}`;
    const init: RequestInit = { method };
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

/** No cookies either way; from another origin, this way a page's `<link rel="preload" crossorigin>` is taken up. */
function createRequest(url: string, init: RequestInit): Request {
  const credentials = url.indexOf(`${location.origin}/`) ? 'same-origin' : 'omit';
  return new NativeRequest(url, { mode: 'cors', credentials, ...init });
}

/** Where a write waits: writes of two kinds do not take each other's place. */
const pendingKey = ({ name }: Operation, kind = '') => `${name}:${kind}`;

/** What an answer means, whatever sent it. */
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
    // What a refusal says beside its kind may have another shape (ASP.NET's `errors`): it is still that refusal.
    if (!problem.success) problem = safeParse(Problem, coreProblem(body));
    if (!problem.success) return { kind: 'malformed' };
    const wait = problem.output.retryAfter ?? retryAfterHeader(result);
    return { kind: 'refused', slug: slugOf(problem.output), problem: { ...problem.output, retryAfter: wait } };
  }
  const answer = safeParse(operation.output, body);
  return answer.success ? { kind: 'answered', value: answer.output as Output<O> } : { kind: 'malformed' };
}

/** A problem's own three fields, without what goes with it. */
function coreProblem(body: unknown): object {
  const { type, title, status } = Object(body) as Record<string, unknown>;
  return { type, title, status };
}

/** A client error is final, but for a key that is being worked on; everything else may pass by itself. */
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
  // A read that was answered in a wrong shape will be so again; a write must be known to be done.
  return key
    ? outcome.kind !== 'not-json' || result.kind === 'response'
    : result.kind !== 'response' && result.kind !== 'redirected';
}

/** After its last try, a write that may have been done is of unknown outcome, unless a client error says it was not. */
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

/** What the backend asks to wait, in ms. */
function retryAfter(result: TransportResult, outcome: Outcome<unknown>): number | undefined {
  const seconds = outcome.kind === 'refused' ? outcome.problem.retryAfter : retryAfterHeader(result);
  return seconds !== undefined && seconds >= 0 ? seconds * 1000 : undefined;
}

/** Seconds from the `Retry-After` header, which holds seconds or an HTTP date; what is neither is ignored. */
function retryAfterHeader(result: TransportResult): number | undefined {
  const header = result.kind === 'response' ? result.headers.get('Retry-After') : null;
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return seconds >= 0 ? seconds : undefined;
}

/** Waits; false when cancelled meanwhile. */
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
