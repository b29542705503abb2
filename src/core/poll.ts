import type { ReactiveController, ReactiveControllerHost } from 'lit';

const minSeconds = 60_000;
const maxSeconds = 15 * 60_000;
const backoff = 1.5;

/** Repeats work while the page is visible, at growing intervals: after a minute at first. */
export class Poll implements ReactiveController {
  readonly #work: () => void;
  #wait = 0;
  #timer = 0;
  #due = 0;
  /** Nothing runs while disconnected: an answer may arrive after the widget has gone. */
  #visible = false;

  constructor(host: ReactiveControllerHost, work: () => void) {
    this.#work = work;
    host.addController(this);
  }

  /** Restarts with the shortest interval. */
  start(): void {
    this.#wait = minSeconds;
    this.#schedule();
  }

  stop(): void {
    this.#wait = 0;
    clearTimeout(this.#timer);
  }

  hostConnected(): void {
    this.#visible = true;
    document.addEventListener('visibilitychange', this.#update);
    if (this.#wait) this.#schedule();
  }

  hostDisconnected(): void {
    this.#visible = false;
    document.removeEventListener('visibilitychange', this.#update);
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#due = Date.now() + this.#wait;
    this.#update();
  }

  /** Paused on a hidden page; when it becomes visible, overdue work runs at once. */
  #update = (): void => {
    clearTimeout(this.#timer);
    if (!this.#wait || !this.#visible || document.hidden) return;
    this.#timer = window.setTimeout(
      () => {
        this.#wait = Math.min(maxSeconds, this.#wait * backoff);
        this.#schedule();
        this.#work();
      },
      Math.max(0, this.#due - Date.now()),
    );
  };
}
