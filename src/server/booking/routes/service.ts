import { serviceList, serviceRead, ways } from '../../../contract/index.ts';
import { byRelevance } from '../../../domain/search.ts';
import { effectiveSettings, presentPlace } from '../../agencies/index.ts';
import type { Router } from '../../http/router.ts';
import { isoInstant } from '../../platform/instant.ts';
import type { ServiceRow } from '../../platform/schema.ts';
import { invalidInput } from '../../platform/problem.ts';
import { containsWords } from '../../platform/search.ts';
import { meantProcedures, papersAndFees } from '../../procedures/index.ts';
import { bookingSettings } from '../bookable.ts';
import { CommonServices } from '../common-services.ts';
import { firstFreeTimes } from '../free-slots.ts';
import { presentService } from '../present-service.ts';
import type { PlanCache } from '../plan-cache.ts';

/** Services of an answer, and those that are ranked for it. */
const maxServices = 100;
const maxRanked = 1000;

export function serviceRoutes(router: Router, plans: PlanCache): void {
  const common = new CommonServices();

  router.read(serviceList, async ({ agency, q, ways: requested = 'time' }, { app: { db }, now, cacheFor }) => {
    // Widgets before contract 1.4 support only times, and send no `ways`.
    const known = ways.filter(way => requested.split(',').includes(way));
    if (!known.length) throw invalidInput('/ways', 'invalid');
    const { chain } = await bookingSettings(db, agency);
    const offered = db
      .selectFrom('service')
      .selectAll()
      .where(
        'agency',
        'in',
        chain.map(({ id }) => id),
      )
      .where('active', '=', true)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('counter_service')
            .innerJoin('counter', 'counter.id', 'counter_service.counter')
            .innerJoin('place', 'place.id', 'counter.place')
            .select('counter.id')
            .whereRef('counter_service.service', '=', 'service.id')
            .where('place.agency', '=', agency)
            .where('counter.way', 'in', known),
        ),
      )
      .limit(maxRanked);
    const rows = await offered.where(containsWords(q ?? '')).execute();
    // What no service is called may be what a procedure is meant by.
    const meant = q && !rows.length ? await meantProcedures(db, q, maxServices) : [];
    const services = meant.length
      ? inOrder(await offered.where('procedure', 'in', meant).execute(), meant)
      : byRelevance(rows, q ?? '');
    const isCommon = await common.of(db, agency, now);
    cacheFor(300);
    return {
      services: services.slice(0, maxServices).map(row => ({ ...presentService(row), common: isCommon.has(row.id) })),
    };
  });

  router.read(serviceRead, async ({ agency, service: id }, { app: { db }, now, cacheFor }) => {
    const bookable = await plans.get(agency, id, now);
    const { service, counters, chain } = bookable;
    const { home } = effectiveSettings(chain);
    const places = await db
      .selectFrom('place')
      .selectAll()
      .where('id', 'in', ['', ...counters.filter(({ way }) => way === 'time').map(({ place }) => place)])
      .orderBy('position')
      .execute();
    const { minutes, note } = service;
    const first = await firstFreeTimes(db, bookable, now);
    cacheFor(60);
    return {
      ...presentService(service),
      minutes,
      note: note ?? undefined,
      ...(await papersAndFees(db, service)),
      places: places.map(row => ({
        ...presentPlace(row),
        ...(first.has(row.id) && { first: isoInstant(first.get(row.id)!) }),
      })),
      home: counters.some(({ way }) => way === 'home') ? (home ?? undefined) : undefined,
      ways: ways.filter(way => counters.some(counter => counter.way === way) && (way !== 'home' || home)),
    };
  });
}

/** Services in the order of their procedures. */
const inOrder = (rows: readonly ServiceRow[], procedures: readonly string[]): ServiceRow[] =>
  [...rows].sort((a, b) => procedures.indexOf(a.procedure ?? '') - procedures.indexOf(b.procedure ?? ''));
