import type { Fee, Procedure, Service } from '../../contract/index.ts';
import type { Db } from '../platform/database.ts';
import type { ServiceRow } from '../platform/schema.ts';

/** The required papers and the fees of a service, from its procedure; empty without one. */
export async function papersAndFees(db: Db, { procedure }: ServiceRow): Promise<Pick<Service, 'papers' | 'fees'>> {
  const row = procedure
    ? await db.selectFrom('procedure').select('facts').where('code', '=', procedure).executeTakeFirst()
    : undefined;
  const { components = [], fees = [], confirmed } = (row?.facts ?? {}) as Partial<Procedure>;
  const isLocal = ({ amount }: Fee) => confirmed === false && amount;
  return { papers: components, fees: fees.map(fee => (isLocal(fee) ? { ...fee, confirmed: false } : fee)) };
}
