import type { ReactiveController, ReactiveControllerHost } from 'lit';

const minSeconds = 60_000;
const maxSeconds = 15 * 60_000;
const backoff = 1.5;

/** Repeats work while the page is visible, at growing intervals: after a minute at first, or at a fixed one. */
export class Poll implements ReactiveController {
  readonly #work: () => void;
  readonly #fixed: number | undefined;
  #wait = 0;
  #timer = 0;
  #due = 0;
  /** Nothing runs while disconnected: an answer may arrive after the widget has gone. */
  #visible = false;

  /** @param fixed the interval in ms; growing ones by default */
  constructor(host: ReactiveControllerHost, work: () => void, fixed?: number) {
    this.#work = work;
    this.#fixed = fixed;
    host.addController(this);
  }

  /** Restarts with the shortest interval. */
  start(): void {
    this.#wait = this.#fixed ?? minSeconds;
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
        this.#wait = this.#fixed ?? Math.min(maxSeconds, this.#wait * backoff);
        this.#schedule();
        this.#work();
      },
      Math.max(0, this.#due - Date.now()),
    );
  };
}
