import { recordAudit } from '../../platform/audit.ts';
import { officersFor } from '../../platform/officers.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import type { OfficerTx } from '../../platform/tx-context.ts';
import { isUuid } from '../../platform/uuid.ts';

const maxAtOnce = 200;

/**
 * Assigns dossiers to an officer of their agency or of one above it, or to nobody.
 * @param scope agencies of the officer who assigns
 * @throws ProblemError `invalid-input`, or `dossier-not-found` when one of them is not there: then none is assigned
 */
export async function assign(
  { tx, officer, now }: OfficerTx,
  scope: readonly string[],
  ids: readonly string[],
  to: string | null,
): Promise<void> {
  if (!ids.length || ids.length > maxAtOnce) throw invalidInput('/dossier', 'required');
  if (!ids.every(isUuid)) throw new ProblemError('dossier-not-found');
  const rows = await tx
    .selectFrom('dossier')
    .select(['id', 'code', 'agency'])
    .where('id', 'in', ids)
    .where('agency', 'in', scope)
    .orderBy('id')
    .forUpdate()
    .execute();
  if (rows.length !== new Set(ids).size) throw new ProblemError('dossier-not-found');
  for (const agency of new Set(rows.map(row => row.agency)))
    if (to && !(await officersFor(tx, agency, 'dossiers', now)).some(({ id }) => id === to))
      throw invalidInput('/assignee', 'unknown');
  await tx.updateTable('dossier').set({ assignee: to }).where('id', 'in', ids).execute();
  for (const { code } of rows)
    await recordAudit(tx, { officer: officer.id, action: 'dossier.assign', subject: code, detail: { to }, now });
}
