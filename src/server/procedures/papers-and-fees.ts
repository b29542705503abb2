import type { Fee, Procedure, Service } from '../../contract/index.ts';
import type { Db } from '../platform/database.ts';
import type { ServiceRow } from '../platform/schema.ts';

/** The required papers and the fees of a service, from its procedure; empty without one. */
export async function papersAndFees(db: Db, { procedure }: ServiceRow): Promise<Pick<Service, 'papers' | 'fees'>> {
  const row = procedure
    ? await db.selectFrom('procedure').select('facts').where('code', '=', procedure).executeTakeFirst()
    : undefined;
  const facts = (row?.facts ?? {}) as Partial<Procedure>;
  return { papers: facts.components ?? [], fees: feesOf(facts) };
}

/** The fees of a procedure; an amount that was not confirmed is marked. */
export const feesOf = ({ fees = [], confirmed }: Partial<Procedure>): Fee[] =>
  fees.map(fee => (confirmed === false && fee.amount ? { ...fee, confirmed: false } : fee));
