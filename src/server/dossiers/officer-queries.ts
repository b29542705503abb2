import { dossierKey } from '../../domain/dossier-code.ts';
import { agencyAndBelow } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import type { Officer } from '../platform/officers.ts';
import { ProblemError } from '../platform/problem.ts';
import type { DossierRow } from '../platform/schema.ts';
import { isUuid } from '../platform/uuid.ts';

const maxShown = 100;

/** The dossiers of an officer's agencies, last changed first, 100 at most. */
export async function listDossiers(db: Db, { agency }: Officer, filters: { code: string; status: string }) {
  const key = dossierKey(filters.code);
  return db
    .selectFrom('dossier')
    .selectAll()
    .where('agency', 'in', await agencyAndBelow(db, agency))
    .$if(key !== '', query => query.where('code_key', 'like', `%${key}%`))
    .$if(filters.status !== '', query => query.where('status', '=', filters.status))
    .orderBy('updated_at', 'desc')
    .limit(maxShown)
    .execute();
}

/**
 * A dossier of the officer's agencies.
 * @throws ProblemError `dossier-not-found`
 */
export async function readDossier(db: Db, { agency }: Officer, id: string): Promise<DossierRow> {
  const row = isUuid(id)
    ? await db.selectFrom('dossier').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!row || !(await agencyAndBelow(db, agency)).includes(row.agency)) throw new ProblemError('dossier-not-found');
  return row;
}

/** The steps of a dossier, newest first. */
export const stepsOf = (db: Db, dossier: string) =>
  db.selectFrom('dossier_step').selectAll().where('dossier', '=', dossier).orderBy('id', 'desc').execute();
