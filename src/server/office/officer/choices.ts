import { sql } from 'kysely';
import { agencyChain } from '../../agencies/index.ts';
import type { Db } from '../../platform/database.ts';

/** What fields of a form refer to. */
export interface Choices {
  /** Services that the agency offers, its own and those from above. */
  services: readonly { id: string; name: string }[];
  /** The catalogue, when it is short enough for a list. */
  procedures: readonly { code: string; name: string }[];
}

/** A longer list would slow the page down. */
const maxProcedures = 500;

/** What fields of an agency's forms can refer to. */
export async function choicesOf(db: Db, agency: string): Promise<Choices> {
  const ids = (await agencyChain(db, agency)).map(({ id }) => id);
  const services = await db
    .selectFrom('service')
    .select(['id', 'name'])
    .where('active', '=', true)
    .where(sql<boolean>`agency = any(${ids}::text[])`)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const procedures = await db
    .selectFrom('procedure')
    .select(['code', 'short_name as name'])
    .orderBy('code')
    .limit(maxProcedures + 1)
    .execute();
  return { services, procedures: procedures.length > maxProcedures ? [] : procedures };
}
