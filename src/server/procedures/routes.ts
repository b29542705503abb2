import { type Procedure, procedureList, procedureRead } from '../../contract/index.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import { agencyChain } from '../agencies/index.ts';
import type { Router } from '../http/router.ts';
import { ProblemError } from '../platform/problem.ts';

const maxProcedures = 100;

export function procedureRoutes(router: Router): void {
  router.read(procedureList, async ({ agency, q }, { app: { db }, cacheFor }) => {
    await agencyChain(db, agency);
    let query = db.selectFrom('procedure').selectAll().orderBy('name').limit(maxProcedures);
    for (const word of foldDiacritics(q ?? '').split(' ')) {
      if (word) query = query.where('folded', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`);
    }
    const rows = await query.execute();
    cacheFor(300);
    return {
      procedures: rows.map(({ code, name, short_name, field }) => ({ code, name, shortName: short_name, field })),
    };
  });

  router.read(procedureRead, async ({ agency, code }, { app: { db }, cacheFor }) => {
    await agencyChain(db, agency);
    const row = await db.selectFrom('procedure').selectAll().where('code', '=', code).executeTakeFirst();
    if (!row) throw new ProblemError('procedure-not-found');
    const { name, short_name, field, facts } = row;
    cacheFor(300);
    return { ...(facts as Omit<Procedure, 'code'>), code, name, shortName: short_name, field };
  });
}
