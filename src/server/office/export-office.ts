import { Document, isScalar, visit } from 'yaml';
import { agencyAndBelow } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import { toFile } from './office-records.ts';
import { readOffice } from './office-rows.ts';

/** Longer lists and texts are broken. */
const lineWidth = 110;

/**
 * The office file of an agency and all below it, or of all agencies.
 * @throws ProblemError `agency-not-found`
 */
export async function exportOffice(db: Db, agency?: string): Promise<string> {
  const ids = agency
    ? await agencyAndBelow(db, agency)
    : (await db.selectFrom('agency').select('id').orderBy('id').execute()).map(({ id }) => id);
  if (!ids.length) throw new ProblemError('agency-not-found');
  const document = new Document(toFile(await readOffice(db, ids)), { aliasDuplicateObjects: false });
  // Weekdays, synonyms and the like in one line.
  visit(document, {
    Seq: (_, list) => {
      if (list.items.every(item => isScalar(item))) list.flow = true;
    },
  });
  return document.toString({ lineWidth, flowCollectionPadding: false });
}
