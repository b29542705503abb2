import type { ReactiveController, ReactiveControllerHost } from 'lit';

const minute = 60_000;

/**
 * The backend's time, by a clock that only goes forward: a television that finds the time after it has started, or a
 * device that is set wrong, shows the right people all the same. Draws its host anew each minute.
 */
export class Clock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #offset = Date.now() - performance.now();
  #timer = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get now(): Date {
    return new Date(performance.now() + this.#offset);
  }

  set(now: string): void {
    this.#offset = Date.parse(now) - performance.now();
    // An answer may come when the widget has left the page: nothing ticks then.
    if (this.#timer) this.hostConnected();
  }

  hostConnected(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(
      () => {
        this.#host.requestUpdate();
        this.hostConnected();
      },
      minute - (this.now.getTime() % minute) + 20,
    );
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }
}
