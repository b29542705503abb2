import { stringify } from 'yaml';
import { agencyAndBelow } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import { toFile } from './office-records.ts';
import { readOffice } from './office-rows.ts';

/** Lists of plain values up to this length stand in one line. */
const inlineWidth = 100;

/**
 * The office file of an agency and all below it, or of all agencies.
 * @throws ProblemError `agency-not-found`
 */
export async function exportOffice(db: Db, agency?: string): Promise<string> {
  const ids = agency
    ? await agencyAndBelow(db, agency)
    : (await db.selectFrom('agency').select('id').orderBy('id').execute()).map(({ id }) => id);
  if (!ids.length) throw new ProblemError('agency-not-found');
  return stringify(toFile(await readOffice(db, ids)), { lineWidth: inlineWidth, aliasDuplicateObjects: false });
}
