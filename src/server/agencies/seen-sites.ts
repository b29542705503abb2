import { LRUCache } from 'lru-cache';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';

/** A site is written down again after this time. */
const everyMs = 5 * 60_000;
/** More sites of one agency are somebody who makes up origins: the one that was seen longest ago gives way. */
const maxSites = 200;
const maxOrigin = 200;

/** Notes which sites carry the widgets of which agency, by the origin that browsers send. */
export class SeenSites {
  readonly #noted = new LRUCache<string, true>({ max: 5000, ttl: everyMs });

  /** Written beside the request, which does not wait and does not fail for it. */
  note(
    db: Db,
    { agency, origin, version = '' }: { agency: string; origin: string; version?: string | undefined },
    now: Date,
  ): void {
    const key = `${agency} ${origin}`;
    if (this.#noted.has(key) || !isSite(origin)) return;
    this.#noted.set(key, true);
    void sql`
      with oldest as (
        delete from widget_site where agency = ${agency} and origin <> ${origin} and origin in (
          select origin from widget_site where agency = ${agency} order by last_seen desc offset ${maxSites - 1}
        )
      )
      insert into widget_site (agency, origin, version, first_seen, last_seen)
      values (${agency}, ${origin}, ${version}, ${now}, ${now})
      on conflict (agency, origin) do update set last_seen = excluded.last_seen,
        version = case when excluded.version = '' then widget_site.version else excluded.version end`
      .execute(db)
      .catch(() => this.#noted.delete(key));
  }
}

/** Whether an `Origin` header names a web site. */
export function isSite(origin: string): boolean {
  if (origin.length > maxOrigin) return false;
  try {
    const { protocol, origin: same } = new URL(origin);
    return /^https?:$/.test(protocol) && same === origin;
  } catch {
    return false;
  }
}
