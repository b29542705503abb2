import { LRUCache } from 'lru-cache';
import { bookable, type Bookable } from './bookable.ts';
import type { Db } from '../platform/database.ts';
import { SingleFlight } from '../platform/single-flight.ts';
import { specialDays, type NamedDay } from '../agencies/routes.ts';
import { availability, rememberTimes, type Availability, type Span } from './availability.ts';
import { windowOf, type Counter } from './slots.ts';
import { firstDay, lastDay } from '../../domain/calendar.ts';

/** What an agency offers of one service, and the special days of its calendar. */
export interface Plan extends Bookable {
  named: ReadonlyMap<string, NamedDay>;
}

const keyOf = (agency: string, service: string) => JSON.stringify([agency, service]);

/** Somebody who changes rules all the time must not keep others waiting. */
const mostTries = 2;

/** So many services of agencies are remembered at most. */
const most = 1000;

/**
 * What agencies offer, remembered until somebody changes it: each change of a rule, a closing, a calendar or a setting
 * counts up `plan_version` in its own transaction. For questions only: what is written reads its rules in its transaction.
 */
export class Plans {
  #db: Db;
  #known = new LRUCache<string, { version: string | number; plan: Promise<Plan> }>({ max: most });

  #asking = new SingleFlight<Availability>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** A service by its identifier or the code of its procedure, as `bookable` finds it; refuses what that refuses. */
  async of(agency: string, service: string, now: Date): Promise<Plan> {
    return this.#at(await this.#version(), agency, service, now);
  }

  /**
   * A service and what is free of it, in one question to the database as long as nobody has changed the rules.
   * @param wanted which counters and days of the service; what it throws is thrown
   */
  async free(
    { agency, service, now }: { agency: string; service: string; now: Date },
    wanted: (plan: Plan) => { counters: readonly Counter[]; span: Span },
  ): Promise<{ plan: Plan; days: Availability['days'] }> {
    let version = this.#known.get(keyOf(agency, service))?.version ?? (await this.#version());
    for (let tries = 0; ; tries++) {
      const plan = await this.#at(version, agency, service, now);
      const { counters, span } = wanted(plan);
      const key = [version, ...counters.map(({ id }) => id), ...span].join(' ');
      const found = await this.#asking.ask(key, () => availability(this.#db, counters, plan.calendar, span, now));
      if (found.version === version || tries === mostTries) return { plan, days: found.days };
      version = found.version;
    }
  }

  async #version(): Promise<string | number> {
    // Read before the rules: a change in between is then seen by the next who asks.
    return (await this.#db.selectFrom('plan_version').select('version').executeTakeFirstOrThrow()).version;
  }

  async #at(version: string | number, agency: string, service: string, now: Date): Promise<Plan> {
    const key = keyOf(agency, service);
    let known = this.#known.get(key);
    if (!known || known.version !== version) {
      known = { version, plan: this.#read(agency, service, now) };
      this.#known.set(key, known);
      known.plan.catch(() => this.#known.delete(key));
    }
    const plan = await known.plan;
    return { ...plan, window: windowOf(plan.booking, now) };
  }

  async #read(agency: string, service: string, now: Date): Promise<Plan> {
    const found = await bookable(this.#db, agency, service, now);
    rememberTimes(found);
    return { ...found, named: await specialDays(this.#db, found.chain, firstDay, lastDay) };
  }
}
