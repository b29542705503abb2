import { sql } from 'kysely';
import { parse } from 'valibot';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { AgencyRow } from '../platform/schema.ts';
import { AgencySettings } from './settings.ts';

/** Identifiers of an agency and all below it: what an officer of that agency may see. */
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

/** An agency and those above it, itself first. Refuses one that does not exist. */
export async function agencyChain(db: Db, id: string): Promise<AgencyRow[]> {
  const { rows } = await sql<AgencyRow>`
    with recursive chain(id, parent, depth) as (
      select id, parent, 0 from agency where id = ${id}
      union all select a.id, a.parent, chain.depth + 1 from chain join agency a on a.id = chain.parent
    ) select agency.* from chain join agency using (id) order by depth`.execute(db);
  if (!rows.length) throw new ProblemError('agency-not-found');
  return rows;
}

/** What an agency offers, each part from the nearest agency that has set it. */
export function effectiveSettings(chain: readonly AgencyRow[]): Required<AgencySettings> {
  const settings = chain.map(agency => parse(AgencySettings, agency.settings));
  return {
    lookup: settings.find(own => own.lookup !== undefined)?.lookup ?? null,
    rating: settings.find(own => own.rating !== undefined)?.rating ?? null,
    opinion: settings.find(own => own.opinion !== undefined)?.opinion ?? null,
    booking: settings.find(own => own.booking !== undefined)?.booking ?? null,
    home: settings.find(own => own.home !== undefined)?.home ?? null,
    roster: settings.find(own => own.roster !== undefined)?.roster ?? null,
    challenge: settings.find(own => own.challenge !== undefined)?.challenge ?? null,
  };
}
