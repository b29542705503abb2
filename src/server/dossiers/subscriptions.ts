import type { TxContext } from '../platform/tx-context.ts';

/** Ends all messages about dossiers to a phone: what it has subscribed to, and what its own dossiers report. */
export async function stopMessagesTo({ tx, now }: Pick<TxContext, 'tx' | 'now'>, phone: string): Promise<void> {
  await tx
    .updateTable('subscription')
    .set({ stopped_at: now })
    .where('phone', '=', phone)
    .where('stopped_at', 'is', null)
    .execute();
  await tx
    .updateTable('dossier')
    .set({ notify: false })
    .where('applicant_phone', '=', phone)
    .where('notify', '=', true)
    .execute();
  await tx
    .updateTable('outbox')
    .set({ state: 'replaced' })
    .where('recipient', '=', phone)
    .where('subject', 'like', 'dossier:%')
    .where('state', '=', 'waiting')
    .execute();
}
