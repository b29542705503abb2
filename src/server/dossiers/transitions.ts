import { addDays, dayOf, instantAt } from '../../domain/calendar.ts';
import { statesNeedingReason, transitions } from '../../domain/dossier-transitions.ts';
import type { TemplateFields } from '../../domain/message-template.ts';
import type { Term } from '../../domain/term.ts';
import { agencyChain } from '../agencies/index.ts';
import { messageDay, messageDeadline, restoreMessages, withdraw, type Withdrawn } from '../notifications/index.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { DossierRow } from '../platform/schema.ts';
import type { OfficerContext, OfficerTx } from '../platform/tx-context.ts';
import { dossierClock } from './dossier-clock.ts';
import { isTermNeeded, stateAfter, type Transition } from './state-after.ts';
import { tellHolder } from './tell-holder.ts';

/** How long a move can be undone, in seconds. */
export const undoSeconds = 10;
/** The message goes out after that: the page with the button takes its time to come. */
const messageSeconds = 20;

/**
 * Moves a dossier to its next state: stops or restarts its clock, records the step and notifies the holder. For ten
 * seconds the officer can undo it.
 * @throws ProblemError `invalid-input` for an impossible transition or a missing field, `changed-meanwhile`
 */
export async function applyTransition(
  { tx, officer, jobs, now }: OfficerContext,
  row: DossierRow,
  transition: Transition,
): Promise<void> {
  validateTransition(row, transition);
  const chain = await agencyChain(tx, row.agency);
  const clock = await dossierClock(tx, chain);
  const known = isTermNeeded(row, transition.to, clock.pauses) ? await knownTerm(tx, row) : undefined;
  const after = stateAfter(row, transition, now, { ...clock, term: known ?? clock.term });
  await updateDossier(tx, row, after);
  const step = await tx
    .insertInto('dossier_step')
    .values({
      dossier: row.id,
      at: now,
      status: transition.to,
      by: chain[0]?.name ?? null,
      note: transition.note ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const replaced = await tellHolder({ tx, jobs, now }, row, chain, {
    event: transition.to,
    fields: movedFields(after.due_at, transition),
    matter: moveMatter(row.id),
    due: new Date(now.getTime() + messageSeconds * 1000),
  });
  await keepUndo({ tx, officer, now }, row, step.id, replaced);
  // Last: the log of an agency is one chain, in which others wait until this transaction ends.
  await recordAudit(tx, {
    officer: officer.id,
    action: 'dossier.move',
    subject: row.code,
    detail: { from: row.status, to: transition.to },
    now,
  });
}

/** What messages about a transition tell. */
export const movedFields = (due: Date | null, { before, amount }: Transition): TemplateFields => ({
  due: due && messageDay(due),
  before: before && messageDeadline(before),
  amount: amount ? `${amount.toLocaleString('vi-VN')} đồng` : null,
});

/** Messages about a state that is replaced by the next one. */
export const moveMatter = (dossier: string): string => `dossier-move:${dossier}`;

const restored = [
  'status',
  'label',
  'received_at',
  'due_at',
  'paused_at',
  'finished_at',
  'reason',
  'task',
] as const satisfies readonly (keyof DossierRow)[];

async function keepUndo(
  { tx, officer, now }: OfficerTx,
  row: DossierRow,
  step: number,
  replaced: readonly Withdrawn[],
): Promise<void> {
  const values = {
    officer: officer.id,
    version: row.version + 1,
    step,
    before: JSON.stringify(Object.fromEntries(restored.map(name => [name, row[name]]))),
    replaced: JSON.stringify(replaced),
    ends_at: new Date(now.getTime() + undoSeconds * 1000),
  };
  await tx
    .insertInto('dossier_undo')
    .values({ dossier: row.id, ...values })
    .onConflict(conflict => conflict.column('dossier').doUpdateSet(values))
    .execute();
}

/**
 * Undoes the officer's last move, its step and its message.
 * @throws ProblemError `changed-meanwhile` when the time is over or the dossier was changed since
 */
export async function undoMove({ tx, officer, now }: OfficerTx, row: DossierRow): Promise<void> {
  const undo = await tx
    .deleteFrom('dossier_undo')
    .where('dossier', '=', row.id)
    .where('officer', '=', officer.id)
    .where('version', '=', row.version)
    .where('ends_at', '>=', now)
    .returningAll()
    .executeTakeFirst();
  if (!undo) throw new ProblemError('changed-meanwhile');
  const { task, ...before } = undo.before;
  await updateDossier(tx, row, { ...before, task: JSON.stringify(task), updated_at: now });
  await tx.deleteFrom('dossier_step').where('id', '=', undo.step).execute();
  await withdraw(tx, { matter: moveMatter(row.id) }, now);
  await restoreMessages(tx, undo.replaced);
  await recordAudit(tx, {
    officer: officer.id,
    action: 'dossier.undo',
    subject: row.code,
    detail: { from: row.status, to: undo.before['status'] },
    now,
  });
}

/**
 * Whether a dossier can be moved so.
 * @throws ProblemError `invalid-input` for an impossible transition or a missing field
 */
export function validateTransition(row: Pick<DossierRow, 'status'>, transition: Transition): void {
  if (!transitions[row.status]?.includes(transition.to)) throw invalidInput('/to', 'invalid');
  if (statesNeedingReason.includes(transition.to) && !transition.note) throw invalidInput('/note', 'invalid');
  if (transition.to === 'supplement' && !transition.papers?.length) throw invalidInput('/papers', 'invalid');
  if (transition.to === 'payment' && !transition.amount) throw invalidInput('/amount', 'invalid');
}

/** Later due dates are typing errors. */
const maxDaysAhead = 10 * 366;

/**
 * Postpones the due date, once, with reason and apology (one-stop mechanism, Decree 118/2025/NĐ-CP).
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function extendDossier(
  { tx, officer, jobs, now }: OfficerContext,
  row: DossierRow,
  { to, reason, letter }: { to: Date; reason: string; letter?: string },
): Promise<void> {
  if (!row.due_at || row.finished_at || row.extension) throw invalidInput('/to', 'invalid');
  if (!(to > row.due_at) || to > instantAt(addDays(dayOf(now), maxDaysAhead), 0)) throw invalidInput('/to', 'invalid');
  if (!reason) throw invalidInput('/reason', 'invalid');
  const extension = { from: isoInstant(row.due_at), to: isoInstant(to), reason, ...(letter ? { letter } : {}) };
  await updateDossier(tx, row, { due_at: to, extension: JSON.stringify(extension), updated_at: now });
  await recordAudit(tx, {
    officer: officer.id,
    action: 'dossier.extend',
    subject: row.code,
    detail: { to: extension.to },
    now,
  });

  await tellHolder({ tx, jobs, now }, row, await agencyChain(tx, row.agency), {
    event: 'extended',
    fields: { due: messageDay(to) },
    matter: `dossier-extend:${row.id}`,
  });
}

/**
 * Optimistic locking.
 * @throws ProblemError `changed-meanwhile` when the row has changed since it was read
 */
export async function updateDossier(tx: Tx, row: DossierRow, values: Record<string, unknown>): Promise<void> {
  const result = await tx
    .updateTable('dossier')
    .set({ ...values, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  if (!result.numUpdatedRows) throw new ProblemError('changed-meanwhile');
}

async function knownTerm(tx: Tx, { procedure }: DossierRow): Promise<Term | undefined> {
  const row = procedure
    ? await tx.selectFrom('procedure').select('facts').where('code', '=', procedure).executeTakeFirst()
    : undefined;
  return (row?.facts['term'] as Term | null | undefined) ?? undefined;
}
