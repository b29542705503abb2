import { sql } from 'kysely';
import { recordAudit } from '../../platform/audit.ts';
import type { Db } from '../../platform/database.ts';
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
    if (to && !(await officersFor(tx, agency)).some(({ id }) => id === to)) throw invalidInput('/assignee', 'unknown');
  await tx.updateTable('dossier').set({ assignee: to }).where('id', 'in', ids).execute();
  for (const { code } of rows)
    await recordAudit(tx, { officer: officer.id, action: 'dossier.assign', subject: code, detail: { to }, now });
}

/** The active officers who may work on the dossiers of an agency: those of it and of the agencies above. */
export async function officersFor(db: Db, agency: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive chain(id, parent) as (
      select id, parent from agency where id = ${agency}
      union all select a.id, a.parent from chain join agency a on a.id = chain.parent
    )
    select officer.id, officer.name from officer join chain on chain.id = officer.agency
    where officer.active order by officer.name, officer.id limit 300`.execute(db);
  return rows;
}
