import type { Selectable } from 'kysely';
import { type Procedure, type ProcedureSummary, procedureList, procedureRead } from '../../contract/index.ts';
import { byRelevance } from '../../domain/search.ts';
import { agencyChain } from '../agencies/index.ts';
import type { Router } from '../http/router.ts';
import { ProblemError } from '../platform/problem.ts';
import { leadOn, listed } from './lead-on.ts';
import { feesOf } from './papers-and-fees.ts';
import type { ProcedureTable } from '../platform/schema/procedures.ts';
import { containsWords } from '../platform/search.ts';

/** Procedures of an answer, and those that are ranked for it. */
const maxProcedures = 100;
const maxRanked = 10_000;

export function procedureRoutes(router: Router): void {
  router.read(procedureList, async ({ agency, q }, { app: { db }, cacheFor }) => {
    await agencyChain(db, agency);
    const rows = await db
      .selectFrom('procedure')
      .select(listed)
      .where(containsWords(q ?? ''))
      .limit(maxRanked)
      .execute();
    cacheFor(300);
    const found = await leadOn(db, byRelevance(rows, q ?? '').slice(0, maxProcedures));
    return { procedures: found.map(presentSummary) };
  });

  router.read(procedureRead, async ({ agency, code }, { app: { db }, cacheFor }) => {
    await agencyChain(db, agency);
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
