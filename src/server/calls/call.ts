import { sql } from 'kysely';
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
  /** Who calls; undefined for a queue machine. */
  officer?: string | undefined;
}

/** Calls a number: the screens of its place show it and read it out. */
export async function callNumber(tx: Tx, call: NewCall, now: Date): Promise<TicketCall> {
  const { agency, place, counter = null, counterName, number, appointment = null, officer = null } = call;
  await lockCalls(tx, place);
  const row = await tx
    .insertInto('ticket_call')
    .values({ agency, place, counter, counter_name: counterName, number, appointment, officer, called_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return presentCall(row);
}

/** One push reaches each process of this server at about the same time; who calls again waits longer. */
const samePushMs = 3000;

/** Calls a number that another system pushed, unless another process of this server has just done so. */
export async function callNumberOnce(tx: Tx, call: NewCall, now: Date): Promise<void> {
  await lockCalls(tx, call.place);
  const same = await tx
    .selectFrom('ticket_call')
    .select('id')
    .where('place', '=', call.place)
    .where('number', '=', call.number)
    .where('counter_name', '=', call.counterName)
    .where('called_at', '>', new Date(now.getTime() - samePushMs))
    .executeTakeFirst();
  if (!same) await callNumber(tx, call, now);
}

/** Identifiers become visible in their order: a screen that has seen a later one has seen those before. */
async function lockCalls(tx: Tx, place: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`calls:${place}`}, 0))`.execute(tx);
}

/** Takes an appointment off its calls: it was moved to another time. */
export async function detachCalls(tx: Tx, appointment: string): Promise<void> {
  await tx.updateTable('ticket_call').set({ appointment: null }).where('appointment', '=', appointment).execute();
}

/** Calls that a screen may not have announced yet: it was away for a moment, or many counters call at once. */
const freshMs = 60_000;
const maxCalls = 30;

/** The last calls of the day at a place, newest first: those of the last minute, and the last numbers each once. */
export async function latestCalls(db: Db, place: string, now: Date, count = 3): Promise<TicketCall[]> {
  const rows = await db
    .selectFrom('ticket_call')
    .selectAll()
    .where('place', '=', place)
    .where('called_at', '>=', instantAt(dayOf(now), 0))
    .orderBy('id', 'desc')
    .limit(maxCalls)
    .execute();
  const isNewest = (row: TicketCallRow, at: number) => rows.findIndex(({ number }) => number === row.number) === at;
  const last = rows.filter(isNewest).slice(0, count);
  return rows.filter(row => last.includes(row) || now.getTime() - row.called_at.getTime() < freshMs).map(presentCall);
}

export const presentCall = ({ id, number, counter_name, called_at }: TicketCallRow): TicketCall => ({
  id: String(id),
  number,
  counter: counter_name,
  at: isoInstant(called_at),
});
