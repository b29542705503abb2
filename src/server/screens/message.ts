import { recordAudit } from '../platform/audit.ts';
import { invalidInput } from '../platform/problem.ts';
import type { OfficerTx } from '../platform/tx-context.ts';

/** Letters that are read from six metres in a few lines. */
export const maxMessageLength = 160;
/** How long a message stays, in minutes. */
export const messageMinutes = [30, 60, 240, 1440] as const;

/**
 * Shows a message on all screens of the officer's agency and of those below it, instead of guides.
 * @throws ProblemError `invalid-input`
 */
export async function showMessage({ tx, officer, now }: OfficerTx, text: string, minutes: number): Promise<void> {
  if (!text) throw invalidInput('/text', 'required');
  if (text.length > maxMessageLength) throw invalidInput('/text', 'max_length');
  if (!messageMinutes.some(each => each === minutes)) throw invalidInput('/minutes', 'unknown');
  await endMessages({ tx, officer, now });
  const until = new Date(now.getTime() + minutes * 60_000);
  await tx
    .insertInto('screen_message')
    .values({ agency: officer.agency, text, created_at: now, until, officer: officer.id })
    .execute();
  await recordAudit(tx, {
    officer: officer.id,
    action: 'screen-message.show',
    subject: officer.agency,
    detail: { text, until },
    now,
  });
}

/** Ends the message of the officer's agency. */
export async function withdrawMessage(context: OfficerTx): Promise<void> {
  const { tx, officer, now } = context;
  if (await endMessages(context))
    await recordAudit(tx, { officer: officer.id, action: 'screen-message.end', subject: officer.agency, now });
}

async function endMessages({ tx, officer, now }: OfficerTx): Promise<number> {
  const ended = await tx
    .updateTable('screen_message')
    .set({ until: now })
    .where('agency', '=', officer.agency)
    .where('until', '>', now)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}
