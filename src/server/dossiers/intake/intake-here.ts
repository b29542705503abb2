import { agencyAndBelow } from '../../agencies/index.ts';
import { withAudit } from '../../platform/audit.ts';
import type { Db } from '../../platform/database.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { invalidInput } from '../../platform/problem.ts';
import type { ImportBatch } from '../../platform/record-file/index.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { takeIn } from './take-in.ts';

interface FileIntake {
  db: Db;
  secrets: Secrets;
  jobs: Jobs | undefined;
  clock: () => Date;
}

/**
 * Takes in the batches of a file, each in a transaction.
 * @param by the officer, or the command
 * @throws ProblemError `invalid-input` for an agency that does not exist
 */
export async function intakeHere(
  { db, secrets, jobs, clock }: FileIntake,
  { by, agency }: { by: string; agency: string },
): Promise<ImportBatch> {
  const scope = await agencyAndBelow(db, agency);
  if (!scope.length) throw invalidInput('/agency', 'unknown');
  const source = { id: 'file', name: 'file', by, agency, scope };
  return records => withAudit(db, tx => takeIn({ tx, jobs, secrets, now: clock(), source }, records));
}
