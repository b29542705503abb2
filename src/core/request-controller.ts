import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Failure, Outcome } from './outcome.ts';

const slowAfterMs = 6000;

/** How long an element may be out of the page before its question is dropped: pages move elements about. */
const minPendingMs = 100;

/**
 * Asks a backend one thing at a time for a widget. A newer question drops the older; what came last stays until the
 * next answer. After a while it tells that it takes long, so that nobody takes a slow network for a dead page.
 */
export class RequestController<T> implements ReactiveController {
  /** What came of the last question that was answered or failed. */
  outcome: Outcome<T> | undefined;
  pending = false;
  slow = false;

  readonly #host: ReactiveControllerHost & { isConnected: boolean };
  readonly #keepAlive: boolean;
  #abort = new AbortController();

  /** @param lasting a write: its outcome is wanted even when the widget has left the page */
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

  /** Why there is no answer, unless one is being asked for again. */
  get failure(): Failure | undefined {
    const { outcome } = this;
    return outcome && outcome.kind !== 'answered' && !this.pending ? outcome : undefined;
  }

  /** Asks, and hands the outcome on unless a newer question has come or the widget has gone. */
  async run(question: (signal: AbortSignal) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    this.#announce(true);
    const timer = setTimeout(() => this.#announce(true, true), slowAfterMs);
    // Whatever goes wrong in the page itself, nobody waits for ever.
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

  /** Drops the question under way and what came of earlier ones. */
  clear(): void {
    this.#abort.abort();
    this.outcome = undefined;
    this.#announce(false);
  }

  hostDisconnected(): void {
    setTimeout(() => {
      if (!this.#keepAlive && !this.#host.isConnected) this.#abort.abort();
    }, minPendingMs);
  }

  #announce(asking: boolean, slow = false): void {
    this.pending = asking;
    this.slow = slow;
    this.#host.requestUpdate();
  }
}
