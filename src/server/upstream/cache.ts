const maxEntries = 1000;

interface CacheEntry {
  until: number;
  value: Promise<unknown>;
}

/** TTL cache; concurrent loads of one key are coalesced. */
export class TtlCache {
  #entries = new Map<string, CacheEntry>();

  /** The cached value, or the loaded one. Failures are not cached. */
  async get<T>(key: string, seconds: number, now: Date, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known && known.until > now.getTime()) return known.value as Promise<T>;
    const value = load();
    this.#entries.delete(key);
    this.#entries.set(key, { until: now.getTime() + seconds * 1000, value });
    if (this.#entries.size > maxEntries) this.#entries.delete(this.#entries.keys().next().value!);
    value.catch(() => {
      if (this.#entries.get(key)?.value === value) this.#entries.delete(key);
    });
    return value;
  }
}
