import { type Agency, agencyList, agencyRead, type AgencySummary, calendarRead } from '../../contract/index.ts';
import { compareNames } from '../../domain/search.ts';
import type { Router } from '../http/router.ts';
import type { Db } from '../platform/database.ts';
import { containsText } from '../platform/search.ts';
import type { AgencyRow } from '../platform/schema.ts';
import { agenciesTakingBookings } from './booking-agencies.ts';
import { agencyChain } from './chain.ts';
import { presentPlace } from './place.ts';
import { specialDays } from './working-calendar.ts';

const maxAgencies = 200;

export function agencyRoutes(router: Router): void {
  router.read(agencyList, async ({ parent, q, booking, service }, { app: { db }, now, cacheFor }) => {
    let query = db.selectFrom('agency').selectAll().orderBy('name').limit(maxAgencies);
    if (booking) query = query.where('id', 'in', ['', ...(await agenciesTakingBookings(db, booking, now, service))]);
    if (parent) query = query.where('parent', '=', parent);
    if (q) query = query.where(containsText(q));
    const rows = (await query.execute()).sort((a, b) => compareNames(a.name, b.name));
    cacheFor(300);
    return { agencies: await presentSummaries(db, rows) };
  });

  router.read(agencyRead, async ({ agency: id }, { app: { db }, cacheFor }) => {
    const chain = await agencyChain(db, id);
    const [agency] = chain as [AgencyRow];
    const [summary] = await presentSummaries(db, [agency]);
    const places = await db
      .selectFrom('place')
      .selectAll()
      .where('agency', '=', id)
      .where('desk', '=', true)
      .where('active', '=', true)
      .orderBy('position')
      .execute();
    const channels = chain.find(({ formal_channels }) => formal_channels.length)?.formal_channels ?? [];
    cacheFor(300);
    return {
      ...(summary as AgencySummary),
      phone: chain.find(({ phone }) => phone)?.phone ?? undefined,
      places: places.map(presentPlace),
      formalChannels: channels as Agency['formalChannels'],
    };
  });

  router.read(calendarRead, async ({ agency, from, to }, { app: { db }, cacheFor }) => {
    const days = await specialDays(db, await agencyChain(db, agency), from, to);
    cacheFor(3600);
    return { days: [...days].map(([date, day]) => ({ date, ...day })) };
  });
}

async function presentSummaries(db: Db, agencies: readonly AgencyRow[]): Promise<AgencySummary[]> {
  if (!agencies.length) return [];
  const successors = await db
    .selectFrom('agency_successor')
    .selectAll()
    .where(
      'agency',
      'in',
      agencies.map(agency => agency.id),
    )
    .execute();
  return agencies.map(agency => ({
    id: agency.id,
    name: agency.name,
    kind: agency.kind,
    parent: agency.parent,
    formerNames: agency.former_names,
    validFrom: agency.valid_from,
    validTo: agency.valid_to,
    successors: successors.filter(row => row.agency === agency.id).map(row => row.successor),
    position: agency.position ?? undefined,
  }));
}
