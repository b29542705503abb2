import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import { agencyChain } from '../agencies/index.ts';
import { composeMessage, enqueue } from '../notifications/index.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { officersFor } from '../platform/officers.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { OpinionRow } from '../platform/schema.ts';
import type { OfficerContext, OfficerTx } from '../platform/tx-context.ts';
import { forwardTargets } from './forward-targets.ts';

const openStates = ['received', 'assigned'];

/** Whether an opinion still waits for an answer. */
export const isOpenOpinion = ({ status }: Pick<OpinionRow, 'status'>): boolean => openStates.includes(status);

/**
 * Answers an opinion, once, and notifies its sender by SMS.
 * @param isClosed whether it is closed without being dealt with: the answer says why
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function answerOpinion(
  { tx, officer, jobs, now }: OfficerContext,
  row: OpinionRow,
  answer: string,
  isClosed = false,
): Promise<void> {
  if (!answer) throw invalidInput(isClosed ? '/reason' : '/answer', 'required');
  const chain = await agencyChain(tx, row.agency);
  const by = chain.find(({ id }) => id === officer.agency)?.name ?? chain[0]?.name ?? '';
  const status = isClosed ? 'closed' : 'answered';
  await updateOpen(tx, row, { status, answer, answered_by: by, answered_at: now });
  const action = isClosed ? 'opinion.close' : 'opinion.answer';
  await recordAudit(tx, { officer: officer.id, action, subject: row.code, now });
  if (row.contact_phone) {
    const subject = `opinion:${row.code}`;
    const text = composeMessage(chain, 'opinion.answered', { code: row.code });
    await enqueue(
      tx,
      jobs,
      { agency: row.agency, subject, matter: subject, recipient: row.contact_phone, ...text },
      now,
    );
  }
}

/**
 * Assigns an opinion to an officer of its agency or of one above it, or to nobody.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function assignOpinion({ tx, officer, now }: OfficerTx, row: OpinionRow, to: string | null) {
  if (to && !(await officersFor(tx, row.agency, 'opinions', now)).some(({ id }) => id === to))
    throw invalidInput('/assignee', 'unknown');
  await updateOpen(tx, row, { assignee: to, status: to ? 'assigned' : 'received' });
  await recordAudit(tx, { officer: officer.id, action: 'opinion.assign', subject: row.code, detail: { to }, now });
}

/**
 * Forwards an opinion to the body that answers it; its sender sees which. The promised day stays.
 * @param to identifier or name of the body, with or without diacritics
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function forwardOpinion(
  { tx, officer, now }: OfficerTx,
  row: OpinionRow,
  { to, note }: { to: string; note: string },
): Promise<void> {
  const targets = await forwardTargets(tx, row.agency, now);
  const body =
    targets.find(({ id }) => id === to) ?? targets.find(({ name }) => foldDiacritics(name) === foldDiacritics(to));
  if (!body) throw invalidInput('/to', 'unknown');
  if (!note) throw invalidInput('/note', 'required');
  const from = { forwarded_from: row.agency, forwarded_at: now, forward_note: note };
  await updateOpen(tx, row, { ...from, agency: body.id, assignee: null, status: 'received' });
  const detail = { to: body.name };
  await recordAudit(tx, { officer: officer.id, action: 'opinion.forward', subject: row.code, detail, now });
}

/** Changes an opinion that is still open and has not changed since it was shown. */
async function updateOpen(tx: Tx, row: OpinionRow, change: Partial<OpinionRow>): Promise<void> {
  const { consents: _, ...values } = change;
  const result = await tx
    .updateTable('opinion')
    .set({ ...values, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('status', 'in', openStates)
    .executeTakeFirst();
  if (!result.numUpdatedRows) throw new ProblemError('changed-meanwhile');
}
