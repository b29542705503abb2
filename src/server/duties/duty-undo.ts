import { recordAudit } from '../platform/audit.ts';
import { ProblemError } from '../platform/problem.ts';
import type { OfficerTx } from '../platform/tx-context.ts';
import { type DutyChange, lockRosters } from './duty-plan.ts';

/** A change can be undone for a day. */
const undoMs = 24 * 3600_000;

/**
 * Keeps a change for its undo.
 * @returns its identifier; undefined when nothing has changed
 */
export async function keepForUndo(
  { tx, officer, now }: OfficerTx,
  { before, after }: DutyChange,
): Promise<string | undefined> {
  if (!before.length && !after.length) return undefined;
  const { id } = await tx
    .insertInto('duty_change')
    .values({ officer: officer.id, at: now, before: JSON.stringify(before), after: JSON.stringify(after) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Undoes an officer's own change, once, within a day.
 * @throws ProblemError `changed-meanwhile` when one of its duties has been changed since
 */
export async function undoChange({ tx, officer, now }: OfficerTx, places: readonly string[], id: string) {
  await lockRosters(tx);
  const change = await tx
    .deleteFrom('duty_change')
    .where('id', '=', id)
    .where('officer', '=', officer.id)
    .where('at', '>', new Date(now.getTime() - undoMs))
    .returning(['before', 'after'])
    .executeTakeFirst();
  const isOwn = change && [...change.before, ...change.after].every(({ place }) => places.includes(place));
  if (!isOwn) throw new ProblemError('changed-meanwhile');
  for (const { id, version } of change.after) {
    const removed = await tx.deleteFrom('duty').where('id', '=', id).where('version', '=', version).executeTakeFirst();
    if (!removed.numDeletedRows) throw new ProblemError('changed-meanwhile');
  }
  if (change.before.length) {
    const restored = await tx
      .insertInto('duty')
      .values(
        change.before.map(({ helpers, tasks, languages, ...row }) => ({
          ...row,
          helpers: JSON.stringify(helpers),
          tasks: JSON.stringify(tasks),
          languages: JSON.stringify(languages),
          // Pages that show the undone state must not change it.
          version: row.version + 2,
        })),
      )
      .onConflict(conflict => conflict.doNothing())
      .returning('id')
      .execute();
    if (restored.length !== change.before.length) throw new ProblemError('changed-meanwhile');
  }
  const [first] = [...change.before, ...change.after];
  await recordAudit(tx, { officer: officer.id, action: 'duty.undo', subject: `${first?.place} ${first?.date}`, now });
}
