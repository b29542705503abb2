import type { LitElement, ReactiveController } from 'lit';

/** Voice control and some screen readers send clicks alone. */
const activities = ['keydown', 'pointerdown', 'input', 'click'] as const;

/** How long before the end it warns (WCAG 2.2, 2.2.1). */
const warningMs = 60_000;
/** Pages move elements: they are disconnected for a moment. */
const detachGraceMs = 100;

interface Callbacks {
  /** Nobody has used the widget for so long, or it is gone. */
  end(): void;
  /** It ends within the minute; false when that was taken back. */
  warn(isNear: boolean): void;
}

/** Tells when nobody has used the widget for some minutes, also after a sleep of the device. */
export class IdleTimer implements ReactiveController {
  readonly #host: LitElement;
  readonly #callbacks: Callbacks;
  #usedAt = 0;
  #maxMs = 0;
  #timer = 0;
  #isNear = false;

  constructor(host: LitElement, callbacks: Callbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  /** Starts to watch, or starts anew. */
  start(minutes: number): void {
    this.stop();
    this.#maxMs = minutes * 60_000;
    this.#usedAt = Date.now();
    // Timers stand still while a device sleeps: the clock decides.
    this.#timer = window.setInterval(this.#check, 5000);
  }

  stop(): void {
    this.#maxMs = 0;
    this.#isNear = false;
    clearInterval(this.#timer);
  }

  hostConnected(): void {
    for (const name of activities) this.#host.addEventListener(name, this.#touch);
    document.addEventListener('visibilitychange', this.#check);
  }

  hostDisconnected(): void {
    for (const name of activities) this.#host.removeEventListener(name, this.#touch);
    document.removeEventListener('visibilitychange', this.#check);
    setTimeout(() => {
      if (this.#maxMs && !this.#host.isConnected) this.#callbacks.end();
    }, detachGraceMs);
  }

  /** A touch after the time is over does not count. */
  #touch = (): void => {
    this.#check();
    this.#usedAt = Date.now();
  };

  /** Takes the warning back at once; a press elsewhere does so a little later, so that nothing moves under a hand. */
  stay(): void {
    this.#usedAt = Date.now();
    this.#warn(false);
  }

  #check = (): void => {
    if (!this.#maxMs) return;
    const left = this.#usedAt + this.#maxMs - Date.now();
    if (left < 0) this.#callbacks.end();
    else this.#warn(left < Math.min(warningMs, this.#maxMs / 2));
  };

  #warn(isNear: boolean): void {
    if (isNear === this.#isNear) return;
    this.#isNear = isNear;
    this.#callbacks.warn(isNear);
  }
}
