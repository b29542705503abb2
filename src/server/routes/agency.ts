import {
  agencyList,
  agencyRead,
  calendarRead,
  type Agency,
  type AgencySummary,
  type Place,
} from '../../contract/index.ts';
import { fold } from '../../domain/fold.ts';
import type { Db } from '../database.ts';
import type { AgencyRow, PlaceRow } from '../schema.ts';
import { agencyChain } from '../settings.ts';
import type { Routes } from './route.ts';

const longestList = 200;

export function agencyRoutes(routes: Routes): void {
  routes.read(agencyList, async ({ parent, q }, { service: { db }, cacheFor }) => {
    let query = db.selectFrom('agency').selectAll().orderBy('name').limit(longestList);
    if (parent) query = query.where('parent', '=', parent);
    if (q) query = query.where('folded', 'like', `%${fold(q).replace(/[\\%_]/g, '\\$&')}%`);
    cacheFor(300);
    return { agencies: await summaries(db, await query.execute()) };
  });

  routes.read(agencyRead, async ({ agency: id }, { service: { db }, cacheFor }) => {
    const chain = await agencyChain(db, id);
    const [agency] = chain as [AgencyRow];
    const [summary] = await summaries(db, [agency]);
    const places = await db.selectFrom('place').selectAll().where('agency', '=', id).orderBy('position').execute();
    const channels = chain.find(({ formal_channels }) => formal_channels.length)?.formal_channels ?? [];
    cacheFor(300);
    return {
      ...(summary as AgencySummary),
      phone: chain.find(({ phone }) => phone)?.phone ?? undefined,
      places: places.map(placeOf),
      formalChannels: channels as Agency['formalChannels'],
    };
  });

  routes.read(calendarRead, async ({ agency, from, to }, { service: { db }, cacheFor }) => {
    const chain = await agencyChain(db, agency);
    const ids = chain.map(({ id }) => id);
    const rows = await db
      .selectFrom('calendar_day')
      .selectAll()
      .where('agency', 'in', ids)
      .where('date', '>=', from)
      .where('date', '<=', to)
      .orderBy('date')
      .execute();
    const nearest = new Map<string, (typeof rows)[number]>();
    for (const id of [...ids].reverse()) for (const row of rows) if (row.agency === id) nearest.set(row.date, row);
    cacheFor(3600);
    return {
      days: [...nearest.values()]
        .sort((a, b) => (a.date < b.date ? -1 : 1))
        .map(({ date, type, name }) => ({ date, type: type as 'holiday', name })),
    };
  });
}

export function placeOf({ id, name, address, phone, hours }: PlaceRow): Place {
  return { id, name, address, phone: phone ?? undefined, hours };
}

async function summaries(db: Db, agencies: readonly AgencyRow[]): Promise<AgencySummary[]> {
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
  }));
}
