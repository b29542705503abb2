import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';
import type { OutboxRow } from '../platform/schema.ts';

/** Which messages: about a matter, to a phone, with a subject. */
export interface Withdrawal {
  matter?: string;
  recipient?: string | undefined;
  subject?: string;
  /** The recipient wants none: also what nobody knows of, and what an officer calls about now. */
  isUnwanted?: boolean;
}

/** A withdrawn message, and how it stood before. */
export interface Withdrawn {
  id: string;
  state: OutboxRow['state'];
}

/**
 * Withdraws messages that wait, and calls to make in their place. One that is being sent is not sent a second time.
 * @returns them, for `restoreMessages`
 */
export async function withdraw(
  tx: Tx,
  { matter, recipient, subject, isUnwanted = false }: Withdrawal,
  now: Date,
): Promise<Withdrawn[]> {
  const rows = await tx
    .selectFrom('outbox')
    .select(['id', 'state'])
    .$if(matter !== undefined, query => query.where('matter', '=', matter!))
    .$if(recipient !== undefined, query => query.where('recipient', '=', recipient!))
    .$if(subject !== undefined, query => query.where('subject', '=', subject!))
    .where('state', 'in', ['waiting', 'sending', 'not-sent', ...(isUnwanted ? (['unknown'] as const) : [])])
    .$if(!isUnwanted, query =>
      query.where(({ eb, or }) => or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now)])),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  if (!rows.length) return [];
  await tx
    .updateTable('outbox')
    .set(({ eb }) => ({
      is_withdrawn: true,
      state: eb
        .case()
        .when('state', '=', 'sending')
        .then(eb.ref('state'))
        .else('replaced' as const)
        .end(),
    }))
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return rows;
}

/** Undoes a withdrawal; the jobs of messages that wait are still there, or are made within a minute. */
export async function restoreMessages(tx: Tx, withdrawn: readonly Withdrawn[]): Promise<void> {
  for (const { id, state } of withdrawn)
    await tx
      .updateTable('outbox')
      .set(({ eb }) => ({
        is_withdrawn: false,
        state: eb
          .case()
          .when('state', '=', 'replaced')
          .then(state === 'sending' ? 'waiting' : state)
          .else(eb.ref('state'))
          .end(),
      }))
      .where('id', '=', id)
      .where('is_withdrawn', '=', true)
      .where(
        sql<boolean>`not exists (select 1 from outbox other
          where other.event = outbox.event and other.id <> outbox.id and other.state <> 'replaced')`,
      )
      .execute();
}
