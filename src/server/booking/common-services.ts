import { LRUCache } from 'lru-cache';
import type { Db } from '../platform/database.ts';

const dayMs = 24 * 3600_000;
const period = 90 * dayMs;
const most = 4;
const maxAgencies = 1000;
const keptMs = 3600_000;

/** The services that an agency's citizens book most often, by the bookings of the last 90 days; counted once an hour. */
export class CommonServices {
  readonly #counted = new LRUCache<string, Promise<ReadonlySet<string>>>({ max: maxAgencies, ttl: keptMs });

  async of(db: Db, agency: string, now: Date): Promise<ReadonlySet<string>> {
    let counted = this.#counted.get(agency);
    if (!counted) {
      counted = count(db, agency, now);
      this.#counted.set(agency, counted);
      counted.catch(() => this.#counted.delete(agency));
    }
    return counted;
  }
}

async function count(db: Db, agency: string, now: Date): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('appointment')
    .select('service')
    .where('agency', '=', agency)
    .where('booked_at', '>=', new Date(now.getTime() - period))
    .groupBy('service')
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy('service')
    .limit(most)
    .execute();
  return new Set(rows.map(({ service }) => service));
}
