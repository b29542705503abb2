const most = 1000;

interface Kept {
  until: number;
  value: Promise<unknown>;
}

/** Answers of another system that may be given again for a while. What is being asked is asked once for all who want it. */
export class Cache {
  #kept = new Map<string, Kept>();

  /** The kept value, or the one that `make` brings; what failed is not kept. */
  async get<T>(key: string, seconds: number, now: Date, make: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key);
    if (known && known.until > now.getTime()) return known.value as Promise<T>;
    const value = make();
    this.#kept.delete(key);
    this.#kept.set(key, { until: now.getTime() + seconds * 1000, value });
    if (this.#kept.size > most) this.#kept.delete(this.#kept.keys().next().value!);
    value.catch(() => {
      if (this.#kept.get(key)?.value === value) this.#kept.delete(key);
    });
    return value;
  }
}
