import { ProblemError } from '../platform/problem.ts';

/** At most `max` per `seconds`. */
export interface Limit {
  max: number;
  seconds: number;
}

interface Window {
  ends: number;
  count: number;
}

/** More keys at once are an attack with forged addresses: the oldest are dropped. */
const maxKeys = 100_000;

/**
 * Fixed-window rate limit per key, in the memory of this process: several processes each allow as much. Limits are
 * meant for machines: one address may be that of a whole mobile network.
 */
export class RateLimit {
  readonly #limit: Limit;
  readonly #windows = new Map<string, Window>();

  constructor(limit: Limit) {
    this.#limit = limit;
  }

  /**
   * Counts one.
   * @throws ProblemError `too-many-requests` with `retryAfter`
   */
  consume(key: string, now: Date): void {
    const retryAfter = this.retryAfter(key, now);
    if (retryAfter) throw new ProblemError('too-many-requests', { retryAfter });
    this.#windowOf(key, now).count++;
  }

  /** Takes one back, in the window in which it was counted. */
  refund(key: string, now: Date): void {
    const window = this.#windowOf(key, now);
    if (window.count) window.count--;
  }

  /** Seconds until one more is allowed; 0 when it is now. */
  retryAfter(key: string, now: Date): number {
    const { ends, count } = this.#windowOf(key, now);
    return count < this.#limit.max ? 0 : Math.max(1, Math.ceil((ends - now.getTime()) / 1000));
  }

  #windowOf(key: string, now: Date): Window {
    const length = this.#limit.seconds * 1000;
    const known = this.#windows.get(key);
    // Setting the clock back ends the window too.
    if (known && known.ends > now.getTime() && known.ends <= now.getTime() + length) return known;
    const fresh = { ends: now.getTime() + length, count: 0 };
    this.#windows.delete(key);
    this.#windows.set(key, fresh);
    if (this.#windows.size > maxKeys) this.#windows.delete(this.#windows.keys().next().value!);
    return fresh;
  }
}
