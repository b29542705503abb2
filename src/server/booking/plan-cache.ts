import { LRUCache } from 'lru-cache';
import { firstDay, lastDay } from '../../domain/calendar.ts';
import { type NamedDay, specialDays } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import { SingleFlight } from '../platform/single-flight.ts';
import { availability, type Availability, enableTimesCache, type Span } from './availability.ts';
import { type Bookable, loadBookable } from './bookable.ts';
import { bookingWindow, type Counter } from './slots.ts';

/** What an agency offers of one service, and the special days of its calendar. */
export interface Plan extends Bookable {
  named: ReadonlyMap<string, NamedDay>;
}

const cacheKey = (agency: string, service: string) => JSON.stringify([agency, service]);

/** Somebody who changes rules all the time must not keep others waiting. */
const maxRetries = 2;

/** So many services of agencies are remembered at most. */
const maxEntries = 1000;

/**
 * What agencies offer, remembered until somebody changes it: each change of a rule, a closing, a calendar or a setting
 * counts up `plan_version` in its own transaction. For questions only: what is written reads its rules in its transaction.
 */
export class PlanCache {
  #db: Db;
  #entries = new LRUCache<string, { version: string | number; plan: Promise<Plan> }>({ max: maxEntries });

  #inFlight = new SingleFlight<Availability>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** A service by its identifier or the code of its procedure, as `bookable` finds it; refuses what that refuses. */
  async get(agency: string, service: string, now: Date): Promise<Plan> {
    return this.#planAt(await this.#readVersion(), agency, service, now);
  }

  /**
   * A service and what is free of it, in one question to the database as long as nobody has changed the rules.
   * @param bookable which counters and days of the service; what it throws is thrown
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
    // Read before the rules: a change in between is then seen by the next who asks.
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
