import type { ReactiveController, ReactiveControllerHost } from 'lit';

const shortest = 60_000;
const longest = 15 * 60_000;
const slower = 1.5;

/** Does `work` again and again while somebody can see the page: after a minute at first, then ever more rarely. */
export class Poll implements ReactiveController {
  readonly #work: () => void;
  #wait = 0;
  #timer = 0;
  #due = 0;
  /** Out of the page, nothing is done: an answer may come after its widget has gone, and begin anew. */
  #here = false;

  constructor(host: ReactiveControllerHost, work: () => void) {
    this.#work = work;
    host.addController(this);
  }

  /** Begins anew with the shortest wait. */
  start(): void {
    this.#wait = shortest;
    this.#schedule();
  }

  stop(): void {
    this.#wait = 0;
    clearTimeout(this.#timer);
  }

  hostConnected(): void {
    this.#here = true;
    document.addEventListener('visibilitychange', this.#look);
    if (this.#wait) this.#schedule();
  }

  hostDisconnected(): void {
    this.#here = false;
    document.removeEventListener('visibilitychange', this.#look);
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    this.#due = Date.now() + this.#wait;
    this.#look();
  }

  /** A hidden page waits; one that is seen again does at once what came due meanwhile. */
  #look = (): void => {
    clearTimeout(this.#timer);
    if (!this.#wait || !this.#here || document.hidden) return;
    this.#timer = window.setTimeout(
      () => {
        this.#wait = Math.min(longest, this.#wait * slower);
        this.#schedule();
        this.#work();
      },
      Math.max(0, this.#due - Date.now()),
    );
  };
}
