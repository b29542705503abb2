import { store } from './store.ts';

interface KeptClock {
  /** What the server's clock is ahead of the device's, in ms. */
  offset: number;
  /** The latest known time of the server, in ms since 1970. */
  latest: number;
}

/**
 * The server's time. The device's clock may be wrong or may be set while the page runs, so time is counted from the last
 * answer by the browser's monotonic clock; after a restart without a network by the difference that was known then.
 */
export class Clock {
  #kept = store.get<KeptClock>('clock');
  #synced: { server: number; monotonic: number } | undefined;

  /** Takes over the time of an answer. */
  sync(server: number): void {
    this.#synced = { server, monotonic: performance.now() };
    this.#kept = { offset: server - Date.now(), latest: server };
    store.set('clock', this.#kept);
  }

  now(): number {
    if (this.#synced) return this.#synced.server + performance.now() - this.#synced.monotonic;
    return Date.now() + (this.#kept ? this.#kept.offset : 0);
  }

  /** False when the device's clock was set back since the last answer of the server: the time of day is unknown. */
  isKnown(): boolean {
    return !!this.#synced || (!!this.#kept && this.now() >= this.#kept.latest);
  }
}
