import type { ScreenLive } from '../contract/index.ts';
import { ask, type ScreenStore } from './screen-store.ts';
import { base, isPreview } from './store.ts';

/** A proxy that buffers lets no event through. */
const firstEventMs = 8_000;
/** The server sends something every 20 s. */
const silenceMs = 50_000;
const pollMs = 3_000;
const jitterMs = 2_000;
const retryStreamMs = 10 * 60_000;

/** Calls and messages at once: by server-sent events, by polling where these do not come through. */
export class Live {
  mode: 'stream' | 'poll' | 'none' = 'none';
  readonly #screen: ScreenStore;
  readonly #changed: () => void;
  #source: EventSource | undefined;
  #lastEvent = 0;
  #streamFrom = 0;
  #polledAt = 0;

  constructor(screen: ScreenStore, changed: () => void) {
    this.#screen = screen;
    this.#changed = changed;
  }

  /** To be called every second; does nothing for a device that is not paired. */
  tick(): void {
    const now = performance.now();
    if (!this.#screen.state) return this.#close();
    if (this.#source) {
      const limit = this.mode === 'stream' ? silenceMs : firstEventMs;
      if (now - this.#lastEvent < limit) return;
      this.#close();
      this.#streamFrom = now + (this.mode === 'stream' ? 0 : retryStreamMs);
      this.mode = 'poll';
    } else if (now >= this.#streamFrom && 'EventSource' in window && !isPreview) {
      this.#open(now);
      if (this.mode === 'none') return;
    }
    if (this.mode === 'stream' || now - this.#polledAt < pollMs) return;
    this.#polledAt = now;
    void this.#poll();
  }

  #open(now: number): void {
    const source = new EventSource(`${base}events`);
    this.#source = source;
    this.#lastEvent = now;
    const heard = () => {
      this.#lastEvent = performance.now();
      this.mode = 'stream';
    };
    source.addEventListener('live', event => {
      heard();
      this.#screen.apply(JSON.parse((event as MessageEvent<string>).data) as ScreenLive);
      this.#changed();
    });
    source.addEventListener('ping', heard);
    source.addEventListener('state', () => {
      heard();
      // Not all screens at once.
      setTimeout(() => void this.#screen.refresh().then(this.#changed), Math.random() * jitterMs);
    });
    source.addEventListener('error', () => {
      if (this.#source !== source) return;
      this.#close();
      this.#streamFrom = performance.now() + pollMs * 3;
      this.mode = 'poll';
    });
  }

  #close(): void {
    if (this.#source) this.#source.close();
    this.#source = undefined;
  }

  async #poll(): Promise<void> {
    const answer = await ask<ScreenLive>('live');
    if (answer && 'value' in answer) this.#screen.apply(answer.value);
    else if (answer && answer.status === 401) await this.#screen.refresh();
    else this.#screen.isOnline = false;
    this.#changed();
  }
}
