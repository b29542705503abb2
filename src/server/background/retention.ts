import { sql } from 'kysely';
import { deleteAllExpiredHolds } from '../booking/index.ts';
import type { Db } from '../platform/database.ts';
import { removeOldSessions } from '../platform/sessions.ts';

const dayMs = 24 * 3600_000;

/** Retention of personal data in days (Law 91/2025/QH15: data minimization). */
export interface RetentionDays {
  /** Name and phone of an opinion, after its answer. */
  contacts: number;
  /** Text of an opinion, after its answer. */
  opinions: number;
  /** Comments of ratings; scores are kept. */
  comments: number;
  /** Name, phone and e-mail of an appointment, after its day. */
  visits: number;
  /** Sent messages; unsent ones are kept as long as `contacts`. */
  messages: number;
}

export const defaultRetention: RetentionDays = { contacts: 90, opinions: 730, comments: 730, visits: 30, messages: 30 };

/** Removed rows or values, by kind. */
export type RemovedRows = Record<
  'contacts' | 'opinions' | 'comments' | 'visits' | 'waiting' | 'holds' | 'messages' | 'keys' | 'attempts',
  number
>;

/** Removes personal data past its retention. Runs every night and by `motcua retain`. */
export async function applyRetention(db: Db, now: Date, keep: RetentionDays = defaultRetention): Promise<RemovedRows> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
  const contacts = await db
    .updateTable('opinion')
    .set({ contact_name: null, contact_phone: null })
    .where('answered_at', '<', before(keep.contacts))
    .where(({ eb, or }) => or([eb('contact_name', 'is not', null), eb('contact_phone', 'is not', null)]))
    .executeTakeFirst();
  const opinions = await db
    .updateTable('opinion')
    .set({ text: '', contact_name: null, contact_phone: null, forward_note: null })
    .where('answered_at', '<', before(keep.opinions))
    .where('text', '<>', '')
    .executeTakeFirst();
  const comments = await db
    .updateTable('rating')
    .set({ comment: null })
    .where('received_at', '<', before(keep.comments))
    .where('comment', 'is not', null)
    .executeTakeFirst();
  const visits = await db
    .updateTable('appointment')
    .set({ contact_name: null, contact_phone: null, contact_email: null, dossier: null, phone_key: Buffer.alloc(0) })
    .where(({ eb, or }) => or([eb('contact_name', 'is not', null), eb('contact_phone', 'is not', null)]))
    .where('slot', 'in', db.selectFrom('slot').select('id').where('ends_at', '<', before(keep.visits)))
    .executeTakeFirst();
  await db
    .updateTable('home_visit')
    .set({
      elder_key: Buffer.alloc(0),
      elder_name: null,
      elder_birth_year: null,
      line: null,
      relation: null,
      note: null,
    })
    .where('elder_name', 'is not', null)
    .where(
      'appointment',
      'in',
      db
        .selectFrom('appointment')
        .select('appointment.id')
        .where('contact_name', 'is', null)
        .where('state', '<>', 'held'),
    )
    .execute();
  const waiting = await db
    .deleteFrom('waiting')
    .where('slot', 'in', db.selectFrom('slot').select('id').where('ends_at', '<', before(1)))
    .executeTakeFirst();
  const holds = await deleteAllExpiredHolds(db, now);
  const messages = await db
    .deleteFrom('outbox')
    .where(({ eb, and, or }) =>
      or([
        and([eb('state', 'in', ['sent', 'replaced', 'called']), eb('created_at', '<', before(keep.messages))]),
        and([eb('state', '=', 'not-sent'), eb('created_at', '<', before(keep.contacts))]),
      ]),
    )
    .executeTakeFirst();
  const keys = await db.deleteFrom('idempotency').where('expires_at', '<', now).executeTakeFirst();
  const attempts = await db.deleteFrom('wrong_try').where('last_at', '<', before(2)).executeTakeFirst();
  await db.deleteFrom('duty_change').where('at', '<', before(1)).execute();
  await db.deleteFrom('guide_file').where('replaced_at', '<', before(1)).execute();
  await db.deleteFrom('used_proof').where('expires_at', '<', now).execute();
  await removeOldSessions(db, now);
  return {
    contacts: Number(contacts.numUpdatedRows),
    opinions: Number(opinions.numUpdatedRows),
    comments: Number(comments.numUpdatedRows),
    visits: Number(visits.numUpdatedRows),
    waiting: Number(waiting.numDeletedRows),
    holds,
    messages: Number(messages.numDeletedRows),
    keys: Number(keys.numDeletedRows),
    attempts: Number(attempts.numDeletedRows),
  };
}

/** Row counts for `motcua health`. */
export async function rowCounts(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; count: number }>`
    select 'dossiers' as name, count(*)::int as count from dossier
    union all select 'opinions', count(*)::int from opinion
    union all select 'ratings with a ticket', count(*)::int from rating where dossier is not null
    union all select 'ratings without a ticket (unverified)', count(*)::int from rating where dossier is null
    union all select 'appointments', count(*)::int from appointment where state <> 'held'
    union all select 'messages not sent', count(*)::int from outbox where state = 'not-sent'`.execute(db);
  return Object.fromEntries(rows.map(row => [row.name, row.count]));
}
