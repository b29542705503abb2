import { sql } from 'kysely';
import { retentionGroups, type RetentionGroup } from '../agencies/index.ts';
import { dayOf } from '../../domain/calendar.ts';
import { deleteAllExpiredHolds } from '../booking/index.ts';
import type { Db } from '../platform/database.ts';
import { removeOldSessions } from '../platform/sessions.ts';

const dayMs = 24 * 3600_000;

/** Removed rows or values, by kind. */
export type RemovedRows = Record<
  | 'applicants'
  | 'contacts'
  | 'opinions'
  | 'comments'
  | 'visits'
  | 'waiting'
  | 'holds'
  | 'messages'
  | 'keys'
  | 'attempts',
  number
>;

/** Removes personal data past the retention of each agency. Runs every night and by `motcua retain`. */
export async function applyRetention(db: Db, now: Date): Promise<RemovedRows> {
  const removed: RemovedRows = {
    ...{
      applicants: 0,
      contacts: 0,
      opinions: 0,
      comments: 0,
      visits: 0,
      waiting: 0,
      holds: 0,
      messages: 0,
      keys: 0,
      attempts: 0,
    },
  };
  for (const group of await retentionGroups(db)) {
    const of = await removeOfGroup(db, now, group);
    for (const [kind, count] of Object.entries(of)) removed[kind as keyof typeof of] += Number(count);
  }
  const before = (days: number) => new Date(now.getTime() - days * dayMs);
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
  const keys = await db.deleteFrom('idempotency').where('expires_at', '<', now).executeTakeFirst();
  const attempts = await db.deleteFrom('wrong_try').where('last_at', '<', before(2)).executeTakeFirst();
  const holds = await deleteAllExpiredHolds(db, now);
  await db.deleteFrom('ticket_call').where('called_at', '<', before(2)).execute();
  await db.deleteFrom('screen_message').where('until', '<', before(30)).execute();
  for (const table of ['screen_play', 'guide_watch'] as const)
    await db
      .deleteFrom(table)
      .where('day', '<', dayOf(before(400)))
      .execute();
  await db.deleteFrom('incoming_message').where('at', '<', before(2)).execute();
  await db.deleteFrom('duty_change').where('at', '<', before(1)).execute();
  await db.deleteFrom('guide_file').where('replaced_at', '<', before(1)).execute();
  await db.deleteFrom('used_proof').where('expires_at', '<', now).execute();
  await removeOldSessions(db, now);
  return {
    ...removed,
    ...{ waiting: Number(waiting.numDeletedRows), holds },
    ...{ keys: Number(keys.numDeletedRows), attempts: Number(attempts.numDeletedRows) },
  };
}

async function removeOfGroup(db: Db, now: Date, { days, agencies }: RetentionGroup) {
  const before = (count: number) => new Date(now.getTime() - count * dayMs);
  const isOurs = sql<boolean>`agency = any(${agencies}::text[])`;
  const applicants = await db
    .updateTable('dossier')
    .set({
      ...{ applicant_name: null, applicant_phone: null, notify: false },
      receipt: sql`receipt || '{"address": null, "content": null}'`,
    })
    .where(isOurs)
    .where('finished_at', '<', before(days.applicants))
    .where(({ eb, or }) => or([eb('applicant_name', 'is not', null), eb('applicant_phone', 'is not', null)]))
    .executeTakeFirst();
  const contacts = await db
    .updateTable('opinion')
    .set({ contact_name: null, contact_phone: null })
    .where(isOurs)
    .where(({ eb, or, and }) =>
      or([
        eb('answered_at', '<', before(days.contacts)),
        and([eb('answered_at', 'is', null), eb('received_at', '<', before(days.opinions))]),
      ]),
    )
    .where(({ eb, or }) => or([eb('contact_name', 'is not', null), eb('contact_phone', 'is not', null)]))
    .executeTakeFirst();
  const opinions = await db
    .updateTable('opinion')
    .set({ text: '', contact_name: null, contact_phone: null, forward_note: null })
    .where(isOurs)
    .where('answered_at', '<', before(days.opinions))
    .where('text', '<>', '')
    .executeTakeFirst();
  const comments = await db
    .updateTable('rating')
    .set({ comment: null })
    .where(isOurs)
    .where('received_at', '<', before(days.comments))
    .where('comment', 'is not', null)
    .executeTakeFirst();
  const visits = await db
    .updateTable('appointment')
    .set({ contact_name: null, contact_phone: null, contact_email: null, dossier: null, phone_key: Buffer.alloc(0) })
    .where(isOurs)
    .where(({ eb, or }) => or([eb('contact_name', 'is not', null), eb('contact_phone', 'is not', null)]))
    .where('slot', 'in', db.selectFrom('slot').select('id').where('ends_at', '<', before(days.visits)))
    .executeTakeFirst();
  // The consent of a subscription names the days; one that has ended goes with the next run.
  await db
    .deleteFrom('subscription')
    .where(({ eb, or, selectFrom }) =>
      or([
        eb('stopped_at', '<', before(0)),
        eb(
          'dossier',
          'in',
          selectFrom('dossier').select('id').where(isOurs).where('finished_at', '<', before(days.contacts)),
        ),
      ]),
    )
    .execute();
  const messages = await db
    .deleteFrom('outbox')
    .where(isOurs)
    .where(({ eb, and, or, fn }) =>
      or([
        and([
          eb('state', 'in', ['sent', 'delivered', 'replaced', 'called']),
          eb('created_at', '<', before(days.messages)),
        ]),
        and([
          eb('state', 'in', ['not-sent', 'unknown', 'sending', 'waiting']),
          eb(fn.coalesce('due_at', 'created_at'), '<', before(days.contacts)),
        ]),
      ]),
    )
    .executeTakeFirst();
  return {
    applicants: applicants.numUpdatedRows,
    contacts: contacts.numUpdatedRows,
    opinions: opinions.numUpdatedRows,
    comments: comments.numUpdatedRows,
    visits: visits.numUpdatedRows,
    messages: messages.numDeletedRows,
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
