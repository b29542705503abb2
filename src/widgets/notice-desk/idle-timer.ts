import type { LitElement, ReactiveController } from 'lit';

const activities = ['keydown', 'pointerdown', 'input'] as const;

/** Tells when nobody has used the widget for some minutes, also after a sleep of the device. */
export class IdleTimer implements ReactiveController {
  readonly #host: LitElement;
  readonly #work: () => void;
  #usedAt = 0;
  #maxMs = 0;
  #timer = 0;

  constructor(host: LitElement, work: () => void) {
    this.#host = host;
    this.#work = work;
    host.addController(this);
  }

  /** Starts to watch, or starts anew. */
  start(minutes: number): void {
    this.#maxMs = minutes * 60_000;
    this.#touch();
    clearInterval(this.#timer);
    // Timers stand still while a device sleeps: the clock decides.
    this.#timer = window.setInterval(this.#check, 5000);
  }

  stop(): void {
    this.#maxMs = 0;
    clearInterval(this.#timer);
  }

  hostConnected(): void {
    for (const name of activities) this.#host.addEventListener(name, this.#touch);
    document.addEventListener('visibilitychange', this.#check);
  }

  hostDisconnected(): void {
    for (const name of activities) this.#host.removeEventListener(name, this.#touch);
    document.removeEventListener('visibilitychange', this.#check);
    if (this.#maxMs) this.#work();
  }

  #touch = (): void => {
    this.#check();
    this.#usedAt = Date.now();
  };

  #check = (): void => {
    if (this.#maxMs && this.#usedAt && Date.now() - this.#usedAt > this.#maxMs) {
      this.#usedAt = 0;
      this.#work();
    }
  };
}
