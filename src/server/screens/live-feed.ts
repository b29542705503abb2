import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** What changed: calls and messages, or what screens show. */
export type LiveChange = 'live' | 'state';

/** Who is told. */
export interface LiveListener {
  /** Whose calls it shows; null for none. Its screen may be given another place meanwhile. */
  place: string | null;
  tell(change: LiveChange): void;
}

const intervalMs = 700;
/** More screens poll instead. */
const maxListeners = 500;
/** Calls that are looked at again: a transaction that began earlier may be seen later than one that began after it. */
const recentCalls = 200;

/**
 * Tells the streams of this process what has changed in the database, whichever process wrote it. One query per
 * interval, and none without a listener.
 */
export class LiveFeed {
  readonly #db: Db;
  readonly #listeners = new Set<LiveListener>();
  #timer: NodeJS.Timeout | undefined;
  #seen: Seen | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @returns what ends the subscription; undefined when there are too many */
  subscribe(listener: LiveListener): (() => void) | undefined {
    if (this.#listeners.size >= maxListeners) return undefined;
    this.#listeners.add(listener);
    this.#timer ??= setTimeout(this.#look, intervalMs).unref();
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #look = async (): Promise<void> => {
    try {
      const [before, now] = [this.#seen, await this.#read()];
      // What happened between the subscription and the first look is not known.
      const isOther = before?.state !== now.state;
      const places = new Set<string>();
      for (const [id, place] of now.calls) if (!before?.calls.has(id)) places.add(place);
      for (const listener of [...this.#listeners]) {
        if (isOther) listener.tell('state');
        // A screen that shows another place has other calls.
        if (isOther || before?.message !== now.message || places.has(listener.place ?? '')) listener.tell('live');
      }
      this.#seen = now;
    } catch {
      // The database is away: the next look may find it again.
    }
    if (this.#listeners.size) this.#timer = setTimeout(this.#look, intervalMs).unref();
    else this.#timer = this.#seen = undefined;
  };

  async #read(): Promise<Seen> {
    const { rows } = await sql<Omit<Seen, 'calls'> & { calls: [id: number, place: string][] | null }>`select
      (select json_agg(json_build_array(id, place)) from (
        select id, place from ticket_call order by id desc limit ${recentCalls}
      ) as recent) as calls,
      (select concat_ws('-', max(id), sum(extract(epoch from until))) from screen_message) as message,
      concat_ws('.', (select concat_ws('-', count(*), sum(version)) from screen),
        (select concat_ws('-', count(*), sum(version)) from playlist),
        (select concat_ws('-', count(*), sum(version)) from guide where state = 'published')) as state`.execute(
      this.#db,
    );
    const { calls, ...versions } = rows[0]!;
    return { ...versions, calls: new Map(calls) };
  }
}

/** What the last look found. */
interface Seen {
  /** Place by call. */
  calls: ReadonlyMap<number, string>;
  message: string;
  /** Versions of all that screens show. */
  state: string;
}
