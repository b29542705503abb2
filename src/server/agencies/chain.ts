import { sql } from 'kysely';
import { parse } from 'valibot';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { AgencyRow } from '../platform/schema.ts';
import { usualRetention, withDays } from './retention.ts';
import { AgencySettings } from './settings.ts';

/** Identifiers of an agency and all agencies below it: the scope of its officers. */
export async function agencyAndBelow(db: Db, agency: string): Promise<string[]> {
  const rows = await db
    .withRecursive('tree(id)', tree =>
      tree
        .selectFrom('agency')
        .select('id')
        .where('id', '=', agency)
        .unionAll(tree.selectFrom('agency').innerJoin('tree', 'tree.id', 'agency.parent').select('agency.id')),
    )
    .selectFrom('tree')
    .select('id')
    .execute();
  return rows.map(row => row.id);
}

/**
 * For what all agencies share, and only those that exist may ask for.
 * @throws ProblemError `agency-not-found`
 */
export async function requireAgency(db: Db, id: string): Promise<void> {
  const row = await db.selectFrom('agency').select('id').where('id', '=', id).executeTakeFirst();
  if (!row) throw new ProblemError('agency-not-found');
}

/**
 * An agency and its ancestors, itself first.
 * @throws ProblemError `agency-not-found`
 */
export async function agencyChain(db: Db, id: string): Promise<AgencyRow[]> {
  const { rows } = await sql<AgencyRow>`
    with recursive chain(id, parent, depth) as (
      select id, parent, 0 from agency where id = ${id}
      union all select a.id, a.parent, chain.depth + 1 from chain join agency a on a.id = chain.parent
    ) select agency.* from chain join agency using (id) order by depth`.execute(db);
  if (!rows.length) throw new ProblemError('agency-not-found');
  return rows;
}

/**
 * The chains of several agencies, as `agencyChain`, with one query. Unknown agencies have no entry.
 * @returns chains by the identifier of the agency
 */
export async function agencyChains(db: Db, ids: readonly string[]): Promise<Map<string, AgencyRow[]>> {
  const { rows } = await sql<AgencyRow & { start: string }>`
    with recursive chain(start, id, parent, depth) as (
      select id, id, parent, 0 from agency where id in (${sql.join(ids)})
      union all select chain.start, a.id, a.parent, chain.depth + 1 from chain join agency a on a.id = chain.parent
    ) select chain.start, agency.* from chain join agency using (id) order by start, depth`.execute(db);
  const chains = new Map<string, AgencyRow[]>();
  for (const { start, ...row } of rows) chains.set(start, [...(chains.get(start) ?? []), row]);
  return chains;
}

const settingNames = Object.keys(AgencySettings.entries) as (keyof AgencySettings)[];

/**
 * The settings in effect for an agency: each from the nearest agency of the chain that has set it, null without one.
 * Words of consent name the days after which data is removed.
 */
export function effectiveSettings(chain: readonly AgencyRow[]): Required<AgencySettings> {
  const settings = chain.map(agency => parse(AgencySettings, agency.settings));
  const effective = Object.fromEntries(
    settingNames.map(name => [name, settings.find(own => own[name] !== undefined)?.[name] ?? null]),
  ) as Required<AgencySettings>;
  const { opinion, booking, notices } = effective;
  const { contacts, visits } = { ...usualRetention, ...effective.retention };
  return {
    ...effective,
    opinion: opinion && { ...opinion, purposes: withDays(opinion.purposes, contacts) },
    booking: booking && { ...booking, purposes: withDays(booking.purposes, visits) },
    notices: notices && { ...notices, purposes: withDays(notices.purposes, contacts) },
  };
}
