import type { Db } from '../platform/database.ts';

/** What a receipt says of a message. */
export type Receipt = 'sent' | 'delivered' | 'failed';

/**
 * Applies a receipt. Receipts come in any order, twice, late, and before the provider has answered: a message that was
 * delivered stays so, and one that an officer has dealt with is left alone.
 * @returns whether the message exists
 */
export async function applyReceipt(db: Db, id: string, receipt: Receipt, now: Date): Promise<boolean> {
  const message = db.updateTable('outbox').where('id', '=', id).where('attempts', '>', 0);
  if (receipt === 'delivered')
    await message
      .set(({ fn, val }) => ({ state: 'delivered', sent_at: fn.coalesce('sent_at', val(now)), last_error: null }))
      .where('state', 'in', ['waiting', 'sending', 'sent', 'unknown', 'not-sent'])
      .execute();
  if (receipt === 'sent')
    await message
      .set(({ fn, val }) => ({ state: 'sent', sent_at: fn.coalesce('sent_at', val(now)), last_error: null }))
      .where('state', 'in', ['waiting', 'sending', 'unknown'])
      .execute();
  if (receipt === 'failed')
    await message
      .set({ state: 'not-sent', last_error: 'receipt-failed' })
      .where('state', 'in', ['sending', 'sent', 'unknown'])
      .execute();
  return Boolean(await db.selectFrom('outbox').select('id').where('id', '=', id).executeTakeFirst());
}
