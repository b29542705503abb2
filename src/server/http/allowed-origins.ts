import type { Db } from '../platform/database.ts';

/** A change in the officers' site holds in all processes after this time. */
const cacheMs = 15_000;

/** The origins that may read answers: those of the environment, and those that admins have allowed. */
export class AllowedOrigins {
  readonly #db: Db;
  readonly #fixed: readonly string[];
  #read: { at: number; origins: Promise<ReadonlySet<string>> } | undefined;
  #last: ReadonlySet<string> = new Set();

  /** @param fixed those of the environment; `*` for any */
  constructor(db: Db, fixed: readonly string[]) {
    this.#db = db;
    this.#fixed = fixed;
  }

  /** Whether the environment allows it. */
  isFixed(origin: string): boolean {
    return this.#fixed.includes('*') || this.#fixed.includes(origin);
  }

  async has(origin: string): Promise<boolean> {
    if (this.isFixed(origin)) return true;
    const now = performance.now();
    if (!this.#read || now - this.#read.at > cacheMs) this.#read = { at: now, origins: this.#load() };
    return (await this.#read.origins).has(origin);
  }

  /** After a change in this process. */
  forget(): void {
    this.#read = undefined;
  }

  async #load(): Promise<ReadonlySet<string>> {
    try {
      const rows = await this.#db.selectFrom('allowed_origin').select('origin').execute();
      this.#last = new Set(rows.map(({ origin }) => origin));
    } catch {
      // Asked again by the next request; the health check tells of the database.
      this.#read = undefined;
    }
    return this.#last;
  }
}
