import { agencyChain } from '../agencies/index.ts';
import { enqueue, messages } from '../notifications/index.ts';
import { recordAudit } from '../platform/audit.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { OpinionRow } from '../platform/schema.ts';
import type { OfficerContext } from '../platform/tx-context.ts';

/**
 * Answers an opinion, once, and notifies its sender by SMS.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function answerOpinion(
  { tx, officer, jobs, now }: OfficerContext,
  row: OpinionRow,
  answer: string,
): Promise<void> {
  if (!answer) throw invalidInput('/answer', 'required');
  const chain = await agencyChain(tx, row.agency);
  const by = chain.find(({ id }) => id === officer.agency)?.name ?? chain[0]?.name ?? '';
  const result = await tx
    .updateTable('opinion')
    .set({ status: 'answered', answer, answered_by: by, answered_at: now, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('answer', 'is', null)
    .executeTakeFirst();
  if (!result.numUpdatedRows) throw new ProblemError('changed-meanwhile');
  await recordAudit(tx, { officer: officer.id, action: 'opinion.answer', subject: row.code, now });
  if (row.contact_phone) {
    const subject = `opinion:${row.code}`;
    const text = messages.answered({
      agency: chain[0]?.name ?? '',
      code: row.code,
      phone: chain.find(a => a.phone)?.phone,
    });
    await enqueue(
      tx,
      jobs,
      { agency: row.agency, subject, matter: subject, recipient: row.contact_phone, words: text },
      now,
    );
  }
}
