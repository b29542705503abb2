import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Failure, Outcome } from './outcome.ts';

const slowAfterMs = 6000;

/** How long an element may be disconnected before its request is aborted, in ms: pages move elements. */
const detachGraceMs = 100;

/**
 * Runs one request at a time for a widget; a newer request aborts the older one. The last outcome is kept until the
 * next. After a while `slow` is set, so that a slow network can be told from a dead page.
 */
export class RequestController<T> implements ReactiveController {
  /** The last outcome, except of aborted requests. */
  outcome: Outcome<T> | undefined;
  pending = false;
  slow = false;

  readonly #host: ReactiveControllerHost & { isConnected: boolean };
  readonly #keepAlive: boolean;
  #abort = new AbortController();

  /** @param lasting for writes: not aborted when the widget is disconnected */
  constructor(host: ReactiveControllerHost & { isConnected: boolean }, lasting = false) {
    this.#host = host;
    this.#keepAlive = lasting;
    host.addController(this);
  }

  /** The last answer. */
  get value(): T | undefined {
    const { outcome } = this;
    return outcome?.kind === 'answered' ? outcome.value : undefined;
  }

  /** The last failure, unless a request is pending. */
  get failure(): Failure | undefined {
    const { outcome } = this;
    return outcome && outcome.kind !== 'answered' && !this.pending ? outcome : undefined;
  }

  /** Runs a request. The outcome is `cancelled` when a newer request has started or the widget has gone. */
  async run(question: (signal: AbortSignal) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.#announce(true);
    const timer = setTimeout(() => this.#announce(true, true), slowAfterMs);
    // Exceptions count as failures: the request must not stay pending.
    const outcome = await question(signal).catch((): Outcome<T> => ({ kind: 'malformed' }));
    clearTimeout(timer);
    if (signal.aborted) {
      if (signal === this.#abort.signal) this.#announce(false);
      return { kind: 'cancelled' };
    }
    this.outcome = outcome;
    this.#announce(false);
    return outcome;
  }

  /** Aborts the pending request and forgets the outcome. */
  clear(): void {
    this.#abort.abort();
    this.outcome = undefined;
    this.#announce(false);
  }

  hostDisconnected(): void {
    setTimeout(() => {
      if (!this.#keepAlive && !this.#host.isConnected) this.#abort.abort();
    }, detachGraceMs);
  }

  #announce(asking: boolean, slow = false): void {
    this.pending = asking;
    this.slow = slow;
    this.#host.requestUpdate();
  }
}
