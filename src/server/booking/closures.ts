import { sql } from 'kysely';
import { type Day, dayOf, instantAt } from '../../domain/calendar.ts';
import { parseTimeOfDay } from '../../domain/time-of-day.ts';
import { notify } from '../notifications/index.ts';
import { recordAudit } from '../platform/audit.ts';
import { invalidInput } from '../platform/problem.ts';
import type { SlotRow } from '../platform/schema.ts';
import type { OfficerContext, OfficerTx, TxContext } from '../platform/tx-context.ts';
import { nextFreeSlot } from './free-slots.ts';
import { dayLockKey } from './reserve-slot.ts';
import { closeWaitlist } from './waitlist.ts';

/** Hours of a counter's day, `hh:mm`; the whole day by default. */
interface ClosedHours {
  counter: string;
  date: Day;
  from?: string;
  until?: string;
}

/**
 * Closes a counter for a day or some hours. Appointments that overlap are cancelled and their holders notified, holds
 * are dropped; a running session ends.
 * @returns the number of cancelled appointments
 */
export async function closeDay(
  { tx, officer, jobs, now }: OfficerContext,
  { counter, date, from = '00:00', until = '24:00', reason }: ClosedHours & { reason: string },
): Promise<number> {
  if (!reason) throw invalidInput('/reason', 'required');
  if (!isTimeOfDay(from)) throw invalidInput('/from', 'invalid');
  if (!isTimeOfDay(until) || until <= from) throw invalidInput('/until', 'order');
  const [begins, ends] = [instantAt(date, parseTimeOfDay(from)), instantAt(date, parseTimeOfDay(until))];
  if (ends <= now) throw invalidInput(date < dayOf(now) ? '/date' : '/until', 'past');
  // Waits for running bookings of this day; later ones see the closure.
  await sql`select pg_advisory_xact_lock(${dayLockKey(counter, date)})`.execute(tx);
  await tx
    .insertInto('closure')
    .values({ counter, date, closed_from: from, closed_to: until, reason })
    // An existing longer closure keeps its end and reason.
    .onConflict(conflict =>
      conflict
        .columns(['counter', 'date', 'closed_from'])
        .doUpdateSet({ reason, closed_to: until })
        .where('closure.closed_to', '<', until),
    )
    .execute();
  const slots = await tx
    .selectFrom('slot')
    .selectAll()
    .where('counter', '=', counter)
    // Citizens who have been served, or are at the desk, are not notified.
    .where('ends_at', '>', later(now, begins))
    .where(({ eb, or }) => or([eb('starts_at', '>=', now), eb('unit', 'is not', null)]))
    .where('starts_at', '<', ends)
    .orderBy('id')
    .forUpdate()
    .execute();
  let cancelled = 0;
  for (const slot of slots) cancelled += (await cancelSlot({ tx, jobs, now }, slot, reason)).booked;
  const subject = `${counter} ${date}`;
  await recordAudit(tx, { officer: officer.id, action: 'day.close', subject, detail: { from, until, cancelled }, now });
  return cancelled;
}

/**
 * Cancels all bookings, holds and waitlist entries of a slot and notifies their holders with the next free time.
 * Caller holds the slot lock.
 * @returns numbers of bookings and entries, and the holders who could not be notified because they have no phone
 */
export async function cancelSlot({ tx, jobs, now }: TxContext, slot: SlotRow, reason: string) {
  await tx.deleteFrom('appointment').where('slot', '=', slot.id).where('state', '=', 'held').execute();
  const notified = await cancelBookings({ tx, jobs, now }, slot, reason);
  const next = (row: Parameters<typeof nextFreeSlot>[1]) => nextFreeSlot(tx, row, slot, now);
  const waiting = await closeWaitlist({ tx, jobs, now }, slot, ['waiting', 'offered'], { reason, next });
  return { ...notified, waiting };
}

/**
 * Cancels the bookings of a slot and notifies their holders.
 * @param only turns that begin then or later, or bookings of these services; all by default
 */
export async function cancelBookings(
  { tx, jobs, now }: TxContext,
  slot: SlotRow,
  reason: string,
  { from, services }: { from?: Date; services?: readonly string[] } = {},
) {
  const rows = await tx
    .updateTable('appointment')
    .set(({ eb }) => ({ state: 'cancelled', reason, version: eb('version', '+', 1) }))
    .where('slot', '=', slot.id)
    .where('state', '=', 'booked')
    // In a running session, turns that are over have been served, marked or not.
    .where(({ eb, or }) =>
      from ? eb('turn_from', '>=', from) : or([eb('turn_to', 'is', null), eb('turn_to', '>', now)]),
    )
    .$if(services !== undefined, query => query.where('service', 'in', services!))
    // Home visits that have begun are not cancelled.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('home_visit')
            .select('appointment')
            .whereRef('appointment', '=', 'appointment.id')
            .where('home_visit.state', '<>', 'planned'),
        ),
      ),
    )
    .returningAll()
    .execute();
  for (const row of rows)
    await notify({ tx, jobs, now }, 'appointment.closed', row, slot, { next: await nextFreeSlot(tx, row, slot, now) });
  const notNotified = rows
    .filter(row => row.contact_phone === null)
    .map(row => ({ number: row.number ?? '', name: row.contact_name ?? '', at: slot.starts_at }));
  return { booked: rows.length, untold: notNotified };
}

/** Reopens hours that were closed. Cancelled appointments stay cancelled: their holders have made other plans. */
export async function reopenDay(
  { tx, officer, now }: OfficerTx,
  { counter, date, from = '00:00' }: ClosedHours,
): Promise<void> {
  const opened = await tx
    .deleteFrom('closure')
    .where('counter', '=', counter)
    .where('date', '=', date)
    .where('closed_from', '=', from)
    .returning('closed_to as until')
    .executeTakeFirst();
  if (!opened) return;
  const detail = { from, ...opened };
  await recordAudit(tx, { officer: officer.id, action: 'day.reopen', subject: `${counter} ${date}`, detail, now });
}

const isTimeOfDay = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '24:00';

const later = (a: Date, b: Date) => (a > b ? a : b);
