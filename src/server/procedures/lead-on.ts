import { type Selectable, sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import type { ProcedureTable } from '../platform/schema/procedures.ts';

/** Columns of a procedure in a list: not its facts, nor the published record, which are long. */
export const listed = [
  ...(['code', 'name', 'short_name', 'field', 'words', 'folded'] as const),
  sql<string | null>`facts->>'replacedBy'`.as('replaced_by'),
] as const;

/** A procedure in a list. */
export type ListedProcedure = Pick<
  Selectable<ProcedureTable>,
  'code' | 'name' | 'short_name' | 'field' | 'words' | 'folded'
> & {
  replaced_by: string | null;
};

/** Replacements of replacements that are followed; a loop ends here. */
const maxSteps = 5;

/** In the place of procedures that were replaced, those that replace them, where the catalogue has them; each once. */
export async function leadOn(db: Db, rows: readonly ListedProcedure[]): Promise<ListedProcedure[]> {
  let current = [...rows];
  for (let step = 0; step < maxSteps; step++) {
    const wanted = [...new Set(current.flatMap(row => row.replaced_by ?? []))];
    if (!wanted.length) break;
    const found = await db.selectFrom('procedure').select(listed).where('code', 'in', wanted).execute();
    if (!found.length) break;
    current = current.map(row => found.find(({ code }) => code === row.replaced_by) ?? row);
  }
  return [...new Map(current.map(row => [row.code, row])).values()];
}
