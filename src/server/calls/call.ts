import type { TicketCall } from '../../contract/index.ts';
import { dayOf, instantAt } from '../../domain/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import type { TicketCallRow } from '../platform/schema.ts';

/** A number to call. */
export interface NewCall {
  agency: string;
  place: string;
  /** Undefined for a counter that only another system knows. */
  counter?: string | undefined;
  counterName: string;
  number: string;
  /** The appointment that the number belongs to. */
  appointment?: string | undefined;
}

/** Calls a number: the screens of its place show it and read it out. */
export async function callNumber(tx: Tx, call: NewCall, now: Date): Promise<TicketCall> {
  const { agency, place, counter = null, counterName, number, appointment = null } = call;
  const row = await tx
    .insertInto('ticket_call')
    .values({ agency, place, counter, counter_name: counterName, number, appointment, called_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return presentCall(row);
}

/** The last calls of the day at a place, newest first; a number that was called again stands there once. */
export async function latestCalls(db: Db, place: string, now: Date, count = 3): Promise<TicketCall[]> {
  const rows = await db
    .selectFrom('ticket_call')
    .selectAll()
    .where('place', '=', place)
    .where('called_at', '>=', instantAt(dayOf(now), 0))
    .orderBy('id', 'desc')
    .limit(count * 4)
    .execute();
  const isNewest = (row: TicketCallRow, at: number) => rows.findIndex(({ number }) => number === row.number) === at;
  return rows.filter(isNewest).slice(0, count).map(presentCall);
}

export const presentCall = ({ id, number, counter_name, called_at }: TicketCallRow): TicketCall => ({
  id: String(id),
  number,
  counter: counter_name,
  at: isoInstant(called_at),
});
