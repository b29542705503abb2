/**
 * Single flight: of those who ask the same at once, the first is answered at once and all others together by one work that
 * begins when the first is done. So no answer is older than its question, and a thousand who ask cost as much as two.
 */
export class SingleFlight<T> {
  #running = new Map<string, Promise<void>>();
  #next = new Map<string, Promise<T>>();

  async run(key: string, work: () => Promise<T>): Promise<T> {
    const running = this.#running.get(key);
    if (!running) return this.#start(key, work);
    let next = this.#next.get(key);
    if (!next) {
      next = running.then(() => {
        this.#next.delete(key);
        return this.#start(key, work);
      });
      this.#next.set(key, next);
    }
    return next;
  }

  #start(key: string, work: () => Promise<T>): Promise<T> {
    const result = work();
    const done = result.then(
      () => {},
      () => {},
    );
    this.#running.set(key, done);
    void done.then(() => {
      if (this.#running.get(key) === done) this.#running.delete(key);
    });
    return result;
  }
}
