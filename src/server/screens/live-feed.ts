import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** What changed: calls and messages, or what screens show. */
export type LiveChange = 'live' | 'state';
type Listener = (change: LiveChange) => void;

const intervalMs = 700;
/** More screens poll instead. */
const maxListeners = 500;

/**
 * Tells the streams of this process what has changed in the database, whichever process wrote it. One query per
 * interval, and none without a listener.
 */
export class LiveFeed {
  readonly #db: Db;
  readonly #listeners = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;
  #seen: Record<LiveChange, string> | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @returns what ends the subscription; undefined when there are too many */
  subscribe(listener: Listener): (() => void) | undefined {
    if (this.#listeners.size >= maxListeners) return undefined;
    this.#listeners.add(listener);
    this.#timer ??= setTimeout(this.#look, intervalMs).unref();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #look = async (): Promise<void> => {
    try {
      const now = await this.#read();
      for (const change of ['live', 'state'] as const)
        // What happened between the subscription and the first look is not known.
        if (this.#seen?.[change] !== now[change])
          for (const tell of [...this.#listeners]) {
            tell(change);
            // A screen that shows another place has other calls.
            if (change === 'state') tell('live');
          }
      this.#seen = now;
    } catch {
      // The database is away: the next look may find it again.
    }
    if (this.#listeners.size) this.#timer = setTimeout(this.#look, intervalMs).unref();
    else this.#timer = this.#seen = undefined;
  };

  async #read(): Promise<Record<LiveChange, string>> {
    const { rows } = await sql<Record<LiveChange, string>>`select
      concat_ws('.', (select concat_ws('-', max(id), count(*)) from ticket_call),
        (select concat_ws('-', max(id), sum(extract(epoch from until))) from screen_message)) as live,
      concat_ws('.', (select concat_ws('-', count(*), sum(version)) from screen),
        (select concat_ws('-', count(*), sum(version)) from playlist),
        (select concat_ws('-', count(*), sum(version)) from guide where state = 'published')) as state`.execute(
      this.#db,
    );
    return rows[0]!;
  }
}
