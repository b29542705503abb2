import type { ReactiveController, ReactiveControllerHost } from 'lit';

const minSeconds = 60_000;
const maxSeconds = 15 * 60_000;
const backoff = 1.5;

/** Does `work` again and again while somebody can see the page: after a minute at first, then ever more rarely. */
export class Poll implements ReactiveController {
  readonly #work: () => void;
  #wait = 0;
  #timer = 0;
  #due = 0;
  /** Out of the page, nothing is done: an answer may come after its widget has gone, and begin anew. */
  #visible = false;

  constructor(host: ReactiveControllerHost, work: () => void) {
    this.#work = work;
    host.addController(this);
  }

  /** Begins anew with the shortest wait. */
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

  /** A hidden page waits; one that is seen again does at once what came due meanwhile. */
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
