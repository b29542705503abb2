import { type Expression, sql, type SqlBool } from 'kysely';
import type { Notice, NoticeList } from '../../../contract/index.ts';
import { dayOf, instantAt } from '../../../domain/calendar.ts';
import { dossierKey } from '../../../domain/dossier-code.ts';
import { maskPhone, nationalPhone } from '../../../domain/phone.ts';
import type { Db } from '../../platform/database.ts';
import { isoInstant } from '../../platform/instant.ts';
import type { OutboxRow } from '../../platform/schema.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { shownWords } from '../compose.ts';
import { type CallOutcome, isCall } from './claims.ts';

const maxShown = 50;
/** Fewer digits would find half of the list. */
const minDigits = 3;

/** Lists of the desk: calls to make now, later ones, those that are done today. */
export type NoticeTab = 'open' | 'later' | 'done';

/** A call with what a list shows of it. */
export interface CallRow extends OutboxRow {
  claimer: string | null;
  calls: number;
  outcome: CallOutcome | null;
  /** The last one that was written. */
  note: string | null;
}

interface QueueQuery {
  tab: NoticeTab;
  /** Part of a code, or the last digits of a phone. */
  search?: string | undefined;
}

const withCalls = (db: Db) =>
  db
    .selectFrom('outbox')
    .leftJoin('officer', 'officer.id', 'outbox.claimed_by')
    .selectAll('outbox')
    .select([
      'officer.name as claimer',
      sql<number>`(select count(*)::int from notice_call c where c.message = outbox.id)`.as('calls'),
      sql<CallOutcome | null>`(select outcome from notice_call c where c.message = outbox.id order by at desc limit 1)`.as(
        'outcome',
      ),
      sql<
        string | null
      >`(select note from notice_call c where c.message = outbox.id and note is not null order by at desc limit 1)`.as(
        'note',
      ),
    ]);

/** Calls of an officer's agencies, the longest waiting first; before them those that the officer has claimed. */
export async function listCalls(
  db: Db,
  { id: officer, scope }: Pick<SignedInOfficer, 'id' | 'scope'>,
  { tab, search = '' }: QueueQuery,
  now: Date,
): Promise<{ rows: CallRow[]; more: boolean }> {
  const isMine = sql<boolean>`coalesce(claimed_by = ${officer} and claimed_until >= ${now}, false)`;
  const isWanted: Expression<SqlBool>[] = search ? [isFound(search)] : [];
  if (tab === 'open') isWanted.push(sql<boolean>`(call_at is null or call_at <= ${now})`);
  if (tab === 'later') isWanted.push(sql<boolean>`call_at > ${now}`);
  const rows = await withCalls(db)
    .where('outbox.agency', 'in', scope)
    .$if(tab === 'done', query =>
      query
        .where('state', '=', 'called')
        .where(wasCalledSince(instantAt(dayOf(now), 0)))
        .where(({ and }) => and(isWanted)),
    )
    .$if(tab !== 'done', query => query.where(isCall(now)).where(({ or, and }) => or([isMine, and(isWanted)])))
    .orderBy(sql`${isMine} desc`)
    .orderBy('created_at')
    .orderBy('outbox.id')
    .limit(maxShown + 1)
    .execute();
  return { rows: rows.slice(0, maxShown), more: rows.length > maxShown };
}

const wasCalledSince = (from: Date) =>
  sql<boolean>`exists (select 1 from notice_call c where c.message = outbox.id and c.at >= ${from})`;

/** Whether a code contains what is searched for, or a number ends with it. */
function isFound(search: string): Expression<SqlBool> {
  const code = dossierKey(search);
  const digits = search.replace(/\D/g, '').replace(/^0/, '');
  const subject = sql`replace(regexp_replace(upper(subject), '[^A-Z0-9]', '', 'g'), 'O', '0')`;
  const hasCode = code ? sql<boolean>`${subject} like ${`%${code}%`}` : sql<boolean>`false`;
  const hasNumber = digits.length >= minDigits ? sql<boolean>`recipient like ${`%${digits}`}` : sql<boolean>`false`;
  return sql<boolean>`(${hasCode} or ${hasNumber})`;
}

/** How many calls are in each list. */
export async function countCallsOf(
  db: Db,
  { scope }: Pick<SignedInOfficer, 'scope'>,
  now: Date,
): Promise<NoticeList['counts']> {
  const calls = await db
    .selectFrom('outbox')
    .select([
      sql<number>`count(*) filter (where call_at is null or call_at <= ${now})::int`.as('open'),
      sql<number>`count(*) filter (where call_at > ${now})::int`.as('later'),
    ])
    .where('agency', 'in', scope)
    .where(isCall(now))
    .executeTakeFirstOrThrow();
  const done = await db
    .selectFrom('outbox')
    .select(sql<number>`count(*)::int`.as('done'))
    .where('agency', 'in', scope)
    .where('state', '=', 'called')
    .where(wasCalledSince(instantAt(dayOf(now), 0)))
    .executeTakeFirstOrThrow();
  return { ...calls, ...done };
}

/** One call, whether or not it is still to make. */
export const readCall = (db: Db, id: string): Promise<CallRow> =>
  withCalls(db).where('outbox.id', '=', id).executeTakeFirstOrThrow();

/** A call of an officer's agencies, whether or not it is still to make. */
export const findCall = (db: Db, id: string, scope: readonly string[]): Promise<CallRow | undefined> =>
  withCalls(db).where('outbox.id', '=', id).where('outbox.agency', 'in', scope).executeTakeFirst();

/** A call as the contract returns it to an officer: the number only to who has claimed it. */
export function presentNotice(row: CallRow, officer: string, now: Date): Notice {
  const [kind = '', ...code] = row.subject.split(':');
  const isClaimed = row.claimed_by !== null && row.claimed_until !== null && row.claimed_until >= now;
  const isMine = isClaimed && row.claimed_by === officer;
  return {
    id: row.id,
    kind,
    code: kind === 'waiting' || kind === 'phone' ? '' : code.join(':'),
    phone: isMine ? nationalPhone(row.recipient) : maskPhone(row.recipient),
    words: shownWords(row.words, row.fields),
    reason: row.state === 'unknown' ? 'unknown' : (row.last_error ?? ''),
    createdAt: isoInstant(row.created_at),
    callAt: row.call_at && isoInstant(row.call_at),
    calls: row.calls,
    claimedBy: isClaimed ? { name: row.claimer ?? '', isMe: isMine, until: isoInstant(row.claimed_until!) } : null,
    outcome: row.outcome,
    note: row.note,
  };
}
