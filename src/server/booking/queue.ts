import { sql } from 'kysely';
import type { Appointment } from '../../contract/index.ts';
import { addDays, dayOf, instantAt } from '../../domain/calendar.ts';
import { callNumber } from '../calls/index.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import type { AppointmentRow, SlotRow } from '../platform/schema.ts';
import type { OfficerTx } from '../platform/tx-context.ts';

/** The counter at which an officer calls. */
export interface CallingCounter {
  id: string;
  /** What is announced: the number on the officer's desk, else the name of the counter. */
  name: string;
  place: string;
  agency: string;
}

interface NextVisitor {
  id: string;
  number: string;
}

/**
 * Calls who comes next at a counter: the first by time and number who has arrived and was not called. Two officers who
 * press at once call two people: the lock of the counter serializes them.
 * @returns undefined when nobody waits
 */
export async function callNext(context: OfficerTx, counter: CallingCounter): Promise<NextVisitor | undefined> {
  const { tx, now } = context;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`call:${counter.id}`}, 0))`.execute(tx);
  const day = dayOf(now);
  const { rows } = await sql<NextVisitor>`
    select a.id, a.number from slot join appointment a on a.slot = slot.id
    where slot.counter = ${counter.id} and slot.starts_at >= ${instantAt(day, 0)}
      and slot.starts_at < ${instantAt(addDays(day, 1), 0)} and a.state = 'arrived'
      and not exists (select from ticket_call where ticket_call.appointment = a.id
        and called_at >= ${instantAt(day, 0)})
    order by slot.starts_at, a.number limit 1`.execute(tx);
  if (rows[0]) await callVisitor(context, counter, rows[0]);
  return rows[0];
}

/** Calls a number, also once more; of an appointment, or any that another system has given out. */
export async function callVisitor(
  { tx, officer, now }: OfficerTx,
  { id, name, place, agency }: CallingCounter,
  { id: appointment, number }: Partial<NextVisitor> & Pick<NextVisitor, 'number'>,
): Promise<void> {
  const call = { agency, place, counter: id, counterName: name, number, appointment, officer: officer.id };
  await callNumber(tx, call, now);
  await recordAudit(tx, { officer: officer.id, action: 'ticket.call', subject: number, detail: { counter: id }, now });
}

/** The last number that an officer called today. */
export const lastCallBy = (db: Db, officer: string, now: Date) =>
  db
    .selectFrom('ticket_call')
    .select(['number', 'appointment', 'counter', 'called_at'])
    .where('officer', '=', officer)
    .where('called_at', '>=', instantAt(dayOf(now), 0))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** A number that was called stays called for so long, whatever the counter calls next: its holder has to walk. */
const calledMs = 3 * 60_000;

/**
 * Where an appointment stands in today's queue: how many come before it, and whether it is called now. Before it are
 * those of the counter with an earlier time or number who were not called today, and are there or still in time.
 * Undefined on other days, where nobody is called by this system, and for who was served.
 */
export async function queueOf(
  db: Db,
  row: AppointmentRow,
  slot: SlotRow,
  now: Date,
): Promise<Appointment['queue'] | undefined> {
  if (dayOf(slot.starts_at) !== dayOf(now) || !['booked', 'arrived'].includes(row.state)) return undefined;
  const [first, next] = [instantAt(dayOf(now), 0), instantAt(addDays(dayOf(now), 1), 0)];
  const { rows } = await sql<{ before: number; has_calls: boolean; at: Date | null; name: string | null }>`
    with own as (
      select called_at, counter_name from ticket_call
      where appointment = ${row.id} and called_at >= ${first} order by id desc limit 1
    ) select
      (select count(*)::int from slot s join appointment a on a.slot = s.id
        where s.counter = ${slot.counter} and s.starts_at >= ${first} and s.starts_at < ${next}
          and (s.starts_at, a.number) < (${slot.starts_at}, ${row.number})
          and (a.state = 'arrived' or (a.state = 'booked' and s.ends_at > ${now}))
          and not exists (select from ticket_call t where t.appointment = a.id and t.called_at >= ${first})) as before,
      exists (select from ticket_call where counter = ${slot.counter} and called_at >= ${first}) as has_calls,
      (select called_at from own) as at, (select counter_name from own) as name`.execute(db);
  const { before, has_calls, at, name } = rows[0]!;
  if (!at) return has_calls ? { before, calling: null } : undefined;
  if (now.getTime() - at.getTime() > calledMs) return undefined;
  return { before: 0, calling: { counter: name ?? '', at: isoInstant(at) } };
}
