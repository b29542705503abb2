import { object, partial, parse, type InferOutput } from 'valibot';
import { Capabilities } from '../contract/index.ts';
import type { Db } from './database.ts';
import type { AgencyRow } from './schema.ts';
import { Refusal } from './http/problem.ts';

/** What an agency itself has set of its capabilities; what it leaves out comes from the agencies above it. */
export const AgencySettings = partial(
  object({
    lookup: Capabilities.entries.lookup,
    rating: Capabilities.entries.rating,
    opinion: Capabilities.entries.opinion,
  }),
);
export type AgencySettings = InferOutput<typeof AgencySettings>;

/** An agency and those above it, itself first. Refuses one that does not exist. */
export async function agencyChain(db: Db, id: string): Promise<AgencyRow[]> {
  const rows = await db
    .withRecursive('chain(id, parent, depth)', chain =>
      chain
        .selectFrom('agency')
        .select(({ lit }) => ['id', 'parent', lit(0).as('depth')])
        .where('id', '=', id)
        .unionAll(
          chain
            .selectFrom('agency')
            .innerJoin('chain', 'chain.parent', 'agency.id')
            .select(({ eb }) => ['agency.id', 'agency.parent', eb('chain.depth', '+', 1).as('depth')]),
        ),
    )
    .selectFrom('agency')
    .innerJoin('chain', 'chain.id', 'agency.id')
    .selectAll('agency')
    .orderBy('chain.depth')
    .execute();
  if (!rows.length) throw new Refusal('agency-not-found');
  return rows;
}

/** What an agency offers, each part from the nearest agency that has set it. */
export function settingsOf(chain: readonly AgencyRow[]): Required<AgencySettings> {
  const settings = chain.map(agency => parse(AgencySettings, agency.settings));
  return {
    lookup: settings.find(own => own.lookup !== undefined)?.lookup ?? null,
    rating: settings.find(own => own.rating !== undefined)?.rating ?? null,
    opinion: settings.find(own => own.opinion !== undefined)?.opinion ?? null,
  };
}
