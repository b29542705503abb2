import { type Selectable, sql } from 'kysely';
import { type Procedure, type ProcedureSummary, procedureList, procedureRead } from '../../contract/index.ts';
import { compareNames } from '../../domain/search.ts';
import { requireAgency } from '../agencies/index.ts';
import type { Router } from '../http/router.ts';
import { ProblemError } from '../platform/problem.ts';
import { leadOn, listed, type ListedProcedure } from './lead-on.ts';
import { feesOf } from './papers-and-fees.ts';
import type { ProcedureTable } from '../platform/schema/procedures.ts';
import { containsWords } from '../platform/search.ts';
import type { Db } from '../platform/database.ts';
import { searchProcedures } from './search/search-procedures.ts';

/** Procedures of an answer: the best matches of a search, or the first of all. */
const maxFound = 20;
const maxProcedures = 100;

export function procedureRoutes(router: Router): void {
  router.read(procedureList, async ({ agency, q }, { app: { db }, cacheFor }) => {
    const [rows] = await Promise.all([q ? findProcedures(db, q) : firstByName(db), requireAgency(db, agency)]);
    const found = await leadOn(db, rows);
    cacheFor(300);
    return { procedures: found.map(presentSummary) };
  });

  router.read(procedureRead, async ({ agency, code }, { app: { db }, cacheFor }) => {
    await requireAgency(db, agency);
    const row = await db
      .selectFrom('procedure')
      .select(['code', 'name', 'short_name', 'field', 'words', 'facts'])
      .where('code', '=', code)
      .executeTakeFirst();
    if (!row) throw new ProblemError('procedure-not-found');
    cacheFor(300);
    const facts = row.facts as Omit<Procedure, 'code'>;
    return { ...facts, fees: feesOf(facts), ...presentSummary(row) };
  });
}

type Summary = Pick<Selectable<ProcedureTable>, 'code' | 'name' | 'short_name' | 'field' | 'words'>;

const presentSummary = ({ code, name, short_name, field, words }: Summary): ProcedureSummary => ({
  code,
  name,
  shortName: short_name,
  field,
  words: words ?? undefined,
});

/** The best matches; where no word is known, what contains the search as it stands, as a part of a code. */
async function findProcedures(db: Db, search: string): Promise<ListedProcedure[]> {
  const found = await searchProcedures(db, search, maxFound);
  if (found.length) return found;
  const query = db.selectFrom('procedure').select(listed).where(containsWords(search));
  return query.orderBy('code').limit(maxFound).execute();
}

async function firstByName(db: Db): Promise<ListedProcedure[]> {
  const name = sql`split_part(folded, ' | ', 2)`;
  const rows = await db.selectFrom('procedure').select(listed).orderBy(name).limit(maxProcedures).execute();
  return rows.sort((a, b) => compareNames(a.name, b.name));
}
