import type { ReactiveController, ReactiveControllerHost } from 'lit';

const minute = 60_000;

/**
 * The backend's time, by a clock that only goes forward: a television that finds the time after it has started, or a
 * device that is set wrong, shows the right people all the same. Draws its host anew each minute.
 */
export class Clock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  /** The backend’s time when it was last told, and the device’s two clocks then. */
  #onTick = Date.now();
  #steady = performance.now();
  #wall = Date.now();
  #timer = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get now(): Date {
    const steady = performance.now() - this.#steady;
    const wall = Date.now() - this.#wall;
    // The steady one may stand still while a device sleeps.
    return new Date(this.#onTick + (wall - steady > minute ? wall : steady));
  }

  set(now: string): void {
    this.#onTick = Date.parse(now);
    this.#steady = performance.now();
    this.#wall = Date.now();
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
