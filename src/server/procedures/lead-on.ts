import type { Selectable } from 'kysely';
import type { Db } from '../platform/database.ts';
import type { ProcedureTable } from '../platform/schema/procedures.ts';

type Row = Selectable<ProcedureTable>;

/** Replacements of replacements that are followed; a loop ends here. */
const maxSteps = 5;

/** In the place of procedures that were replaced, those that replace them, where the catalogue has them; each once. */
export async function leadOn(db: Db, rows: readonly Row[]): Promise<Row[]> {
  let current = [...rows];
  for (let step = 0; step < maxSteps; step++) {
    const wanted = [...new Set(current.flatMap(row => replacementOf(row) ?? []))];
    if (!wanted.length) break;
    const found = await db.selectFrom('procedure').selectAll().where('code', 'in', wanted).execute();
    if (!found.length) break;
    current = current.map(row => found.find(({ code }) => code === replacementOf(row)) ?? row);
  }
  return [...new Map(current.map(row => [row.code, row])).values()];
}

function replacementOf({ code, facts }: Row): string | undefined {
  const { replacedBy } = facts;
  return typeof replacedBy === 'string' && replacedBy !== code ? replacedBy : undefined;
}
