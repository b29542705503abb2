import type { ReactiveController, ReactiveControllerHost } from 'lit';

const minute = 60_000;

/**
 * The server's time, monotonic: correct also on a television that gets its time after start, or a device with a wrong
 * clock. Updates its host every minute.
 */
export class Clock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  /** The server's time at the last answer, and the device's two clocks then. */
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
    // The monotonic clock may stop while a device sleeps.
    return new Date(this.#onTick + (wall - steady > minute ? wall : steady));
  }

  set(now: string): void {
    this.#onTick = Date.parse(now);
    this.#steady = performance.now();
    this.#wall = Date.now();
    // Answers may arrive while disconnected: no timer then.
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
