import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar.ts';
import type { Db } from '../platform/database.ts';

const maxTargets = 500;

/** The bodies that an opinion of an agency can be forwarded to: all under the same root, such as a province. */
export async function forwardTargets(db: Db, agency: string, now: Date): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive chain(id, parent) as (
      select id, parent from agency where id = ${agency}
      union all select a.id, a.parent from chain join agency a on a.id = chain.parent
    ), tree(id) as (
      select id from chain where parent is null
      union all select a.id from tree join agency a on a.parent = tree.id
    )
    select agency.id, agency.name from tree join agency using (id)
    where agency.id <> ${agency} and (agency.valid_to is null or agency.valid_to >= ${dayOf(now)})
    order by agency.name, agency.id limit ${maxTargets}`.execute(db);
  const names = rows.map(({ name }) => name);
  // Of bodies with one name, each gets its identifier beside it.
  return rows.map(({ id, name }) => ({
    id,
    name: names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${id})`,
  }));
}
