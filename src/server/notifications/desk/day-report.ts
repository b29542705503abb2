import { sql } from 'kysely';
import type { NoticeReport } from '../../../contract/index.ts';
import { type Day, instantAt } from '../../../domain/calendar.ts';
import type { Db } from '../../platform/database.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';

/** Counts the messages that were written on a day and the calls that were made on it, by hour in Viet Nam. */
export async function reportDay(
  db: Db,
  { scope }: Pick<SignedInOfficer, 'scope'>,
  day: Day,
): Promise<Omit<NoticeReport, 'now'>> {
  const from = instantAt(day, 0);
  const to = new Date(from.getTime() + 24 * 3600_000);
  const agencies = sql`any(${scope as string[]}::text[])`;
  const { rows: states } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from outbox
    where agency = ${agencies} and created_at >= ${from} and created_at < ${to} group by state`.execute(db);
  const { rows: outcomes } = await sql<{ outcome: string; count: number }>`
    select outcome, count(*)::int as count from notice_call
    where agency = ${agencies} and at >= ${from} and at < ${to} group by outcome`.execute(db);
  const { rows: hours } = await sql<{ hour: number; messages: number; calls: number }>`
    select hour::int, sum(messages)::int as messages, sum(calls)::int as calls from (
      select extract(hour from created_at at time zone 'Asia/Ho_Chi_Minh') as hour, 1 as messages, 0 as calls from outbox
      where agency = ${agencies} and created_at >= ${from} and created_at < ${to} and state <> 'replaced'
      union all
      select extract(hour from at at time zone 'Asia/Ho_Chi_Minh'), 0, 1 from notice_call
      where agency = ${agencies} and at >= ${from} and at < ${to}
    ) events group by hour order by hour`.execute(db);
  const messages = (...names: string[]) =>
    states.filter(({ state }) => names.includes(state)).reduce((sum, { count }) => sum + count, 0);
  const calls = (name: string) => outcomes.find(({ outcome }) => outcome === name)?.count ?? 0;
  return {
    day,
    messages: {
      sent: messages('sent'),
      delivered: messages('delivered'),
      waiting: messages('waiting', 'sending'),
      notSent: messages('not-sent', 'called'),
      unknown: messages('unknown'),
    },
    calls: {
      reached: calls('reached'),
      noAnswer: calls('no-answer'),
      wrongNumber: calls('wrong-number'),
      callBack: calls('call-back'),
    },
    hours,
  };
}
