import type { ScreenLive, ScreenState, UnpairedScreen } from '../contract/index.ts';
import type { Clock } from './clock.ts';
import { base, store } from './store.ts';

/** Why nothing came: no network, or a server that does not answer as it should. */
type Answer<T> = { value: T } | { status: number } | undefined;

/** Asks the server; undefined without an answer in time. */
export function ask<T>(path: string, body?: unknown): Promise<Answer<T>> {
  const request = fetch(base + path, {
    credentials: 'same-origin',
    // The preview of an officer is no use of the session.
    headers: { 'X-Motcua-Background': '1', ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && {
      method: 'POST',
      body: JSON.stringify(body),
    }),
  }).then<Answer<T>>(response =>
    response.ok && response.status !== 204
      ? response.json().then((value: T) => ({ value }))
      : { status: response.status },
  );
  const timeout = new Promise<undefined>(resolve => setTimeout(() => resolve(undefined), 20_000));
  return Promise.race([request, timeout]).catch(() => undefined);
}

/** The state of this screen: the last good one is kept, also through a restart without a network. */
export class ScreenStore {
  state = store.get<ScreenState>('state');
  /** The code to pair this device by; undefined for a paired one, or before the first answer. */
  unpaired: UnpairedScreen | undefined;
  isOnline = true;
  readonly #clock: Clock;
  #applied = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asks for everything anew. A device that is no longer paired forgets what it has shown. */
  async refresh(): Promise<void> {
    const asked = this.#applied;
    const answer = await ask<ScreenState | UnpairedScreen>('state');
    this.isOnline = !!answer && 'value' in answer;
    if (!answer || !('value' in answer)) return;
    const { value } = answer;
    if ('screen' in value) {
      this.unpaired = undefined;
      // What came by the stream meanwhile is newer.
      const { calls, message } = this.#applied === asked || !this.state ? value : this.state;
      // No spread beside other fields: its helper needs more than Chromium 53 has.
      this.state = Object.assign({}, value, { calls, message });
      this.#clock.sync(value.now);
      store.set('state', Object.assign({}, value, { calls: [] }));
    } else if ('code' in value) {
      this.unpaired = value;
      if (this.state) store.clear();
      this.state = undefined;
    }
  }

  /** Takes over what came by the stream, or by polling. */
  apply(live: ScreenLive): void {
    if (!this.state) return;
    this.#applied++;
    this.state = Object.assign({}, this.state, live);
    this.isOnline = true;
  }
}
