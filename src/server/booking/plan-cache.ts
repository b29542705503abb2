import { LRUCache } from 'lru-cache';
import { firstDay, lastDay } from '../../domain/calendar.ts';
import { type NamedDay, specialDays } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import { SingleFlight } from '../platform/single-flight.ts';
import { availability, type Availability, enableTimesCache, type Span } from './availability.ts';
import { type Bookable, loadBookable } from './bookable.ts';
import { bookingWindow, type Counter } from './slots.ts';

/** A bookable service with the named special days of its calendar. */
export interface Plan extends Bookable {
  named: ReadonlyMap<string, NamedDay>;
}

const cacheKey = (agency: string, service: string) => JSON.stringify([agency, service]);

/** Frequent changes of the rules must not delay reads. */
const maxRetries = 2;

/** Upper bound of cached services. */
const maxEntries = 1000;

/**
 * Caches what agencies offer. Each change of a rule, closure, calendar or setting increments `plan_version` in its
 * own transaction, which invalidates all entries. For reads only: writes load the rules in their transaction.
 */
export class PlanCache {
  #db: Db;
  #entries = new LRUCache<string, { version: string | number; plan: Promise<Plan> }>({ max: maxEntries });

  #inFlight = new SingleFlight<Availability>();

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * A cached service, found as `loadBookable` does.
   * @throws what `loadBookable` throws
   */
  async get(agency: string, service: string, now: Date): Promise<Plan> {
    return this.#planAt(await this.#readVersion(), agency, service, now);
  }

  /**
   * A service and its free places, with one query while the rules are unchanged.
   * @param bookable selects counters and days of the service; what it throws is thrown
   */
  async getAvailability(
    { agency, service, now }: { agency: string; service: string; now: Date },
    bookable: (plan: Plan) => { counters: readonly Counter[]; span: Span },
  ): Promise<{ plan: Plan; days: Availability['days'] }> {
    let version = this.#entries.get(cacheKey(agency, service))?.version ?? (await this.#readVersion());
    for (let tries = 0; ; tries++) {
      const plan = await this.#planAt(version, agency, service, now);
      const { counters, span } = bookable(plan);
      const key = [version, ...counters.map(({ id }) => id), ...span].join(' ');
      const found = await this.#inFlight.run(key, () => availability(this.#db, counters, plan.calendar, span, now));
      if (found.version === version || tries === maxRetries) return { plan, days: found.days };
      version = found.version;
    }
  }

  async #readVersion(): Promise<string | number> {
    // Read before the rules: a change in between is then noticed by the next read.
    return (await this.#db.selectFrom('plan_version').select('version').executeTakeFirstOrThrow()).version;
  }

  async #planAt(version: string | number, agency: string, service: string, now: Date): Promise<Plan> {
    const key = cacheKey(agency, service);
    let known = this.#entries.get(key);
    if (!known || known.version !== version) {
      known = { version, plan: this.#readPlan(agency, service, now) };
      this.#entries.set(key, known);
      known.plan.catch(() => this.#entries.delete(key));
    }
    const plan = await known.plan;
    return { ...plan, window: bookingWindow(plan.booking, now) };
  }

  async #readPlan(agency: string, service: string, now: Date): Promise<Plan> {
    const found = await loadBookable(this.#db, agency, service, now);
    enableTimesCache(found);
    return { ...found, named: await specialDays(this.#db, found.chain, firstDay, lastDay) };
  }
}
