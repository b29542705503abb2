import { serviceList, serviceRead, ways } from '../../../contract/index.ts';
import { foldDiacritics } from '../../../domain/fold-diacritics.ts';
import { effectiveSettings, presentPlace } from '../../agencies/index.ts';
import type { Router } from '../../http/router.ts';
import { isoInstant } from '../../platform/instant.ts';
import { invalidInput } from '../../platform/problem.ts';
import { papersAndFees } from '../../procedures/index.ts';
import { bookingSettings } from '../bookable.ts';
import { firstFreeTimes } from '../free-slots.ts';
import type { PlanCache } from '../plan-cache.ts';

const maxServices = 100;

export function serviceRoutes(router: Router, plans: PlanCache): void {
  router.read(serviceList, async ({ agency, q, ways: requested = 'time' }, { app: { db }, cacheFor }) => {
    // Widgets before contract 1.4 support only times, and send no `ways`.
    const known = ways.filter(way => requested.split(',').includes(way));
    if (!known.length) throw invalidInput('/ways', 'invalid');
    const { chain } = await bookingSettings(db, agency);
    let query = db
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
      .orderBy('name')
      .limit(maxServices);
    for (const word of foldDiacritics(q ?? '').split(' ')) {
      if (word) query = query.where('folded', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
    }
    const rows = await query.execute();
    cacheFor(300);
    return { services: rows.map(({ id, name, field, procedure }) => ({ id, name, field, procedure })) };
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
    const { name, field, procedure, minutes, note } = service;
    const first = await firstFreeTimes(db, bookable, now);
    cacheFor(60);
    return {
      id: service.id,
      name,
      field,
      procedure,
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
