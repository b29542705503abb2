/**
 * Coalesces concurrent calls with the same key. The first caller gets its own result; callers that come while it runs
 * share one further run, which starts when the first ends. So no result is older than the call, and any number of
 * concurrent callers costs at most two runs.
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
