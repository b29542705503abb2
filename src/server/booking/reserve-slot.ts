import { sql } from 'kysely';
import { type Day, dayOf } from '../../domain/calendar.ts';
import type { Tx } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { SlotRow } from '../platform/schema.ts';
import type { Bookable } from './bookable.ts';
import type { BookingContext } from './context.ts';
import { findOfferedSlot, slotUnavailable } from './free-slots.ts';
import { closureAt, slotId, toClosure } from './slots.ts';
import { firstWaiting, promoteWaitlist } from './waitlist.ts';

interface ReserveOptions {
  /** Units of capacity; 1 by default. */
  units?: number;
  /**
   * The slot of an earlier hold that is given up. Both slots are locked in the order of their ids: a fixed lock order
   * prevents deadlocks.
   */
  from?: { slot: number; hold?: string } | undefined;
}

/**
 * Locks a slot and checks that it has room and no waitlist. The caller may then insert a hold or appointment.
 * @throws ProblemError `slot-taken` or `slot-closed`, with alternatives
 */
export async function reserveSlot(
  context: BookingContext,
  bookable: Bookable,
  id: string,
  { units = 1, from }: ReserveOptions = {},
) {
  const { slot, capacity } = await lockSlot(context, bookable, id, units, from);
  if (slot.taken + units > capacity || (await firstWaiting(context.tx, slot.id)))
    throw await slotUnavailable(
      context.tx,
      'slot-taken',
      bookable,
      slotId(slot.counter, slot.starts_at),
      context.now,
      units,
    );
  return slot;
}

/**
 * Locks the row of a slot, inserting it when new, and deletes its expired holds.
 * @throws ProblemError `slot-closed` with alternatives
 */
export async function lockSlot(
  context: BookingContext,
  bookable: Bookable,
  id: string,
  units: number,
  from?: ReserveOptions['from'],
) {
  const { tx, now } = context;
  const { counter, start, end, capacity, session } = await findOfferedSlot(tx, bookable, id, now, units);
  const { rows: current } = await sql<{ rules_version: number }>`
    select rules_version, pg_advisory_xact_lock_shared(${dayLockKey(counter.id, dayOf(start))})
    from counter where id = ${counter.id} for share`.execute(tx);
  await tx
    .insertInto('slot')
    .values({
      counter: counter.id,
      starts_at: start,
      ends_at: end,
      capacity,
      unit: session?.unit ?? null,
      book_until: session?.bookUntil ?? null,
    })
    .onConflict(conflict => conflict.columns(['counter', 'starts_at']).doNothing())
    .execute();
  const rows = await tx
    .selectFrom('slot')
    .selectAll()
    .where(({ eb, or, and }) =>
      or([
        and([eb('counter', '=', counter.id), eb('starts_at', '=', start)]),
        ...(from ? [eb('id', '=', from.slot)] : []),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  const row = rows.find(slot => slot.counter === counter.id && slot.starts_at.getTime() === start.getTime());
  if (!row) throw new ProblemError('internal');

  // A closure or a change of rules may have committed while this waited for the lock.
  if (current[0]?.rules_version !== counter.rulesVersion || (await isClosed(tx, row)))
    throw await slotUnavailable(tx, 'slot-closed', bookable, id, now, units);
  if (from?.hold) {
    await tx.deleteFrom('appointment').where('id', '=', from.hold).where('state', '=', 'held').execute();
    if (from.slot !== row.id) await promoteWaitlist(context, from.slot);
  }
  const until = session?.bookUntil ?? null;
  if (capacity !== row.capacity || until?.getTime() !== row.book_until?.getTime())
    await tx.updateTable('slot').set({ capacity, book_until: until }).where('id', '=', row.id).execute();
  return { slot: await promoteWaitlist(context, row.id), capacity, counter };
}

/** Whether the slot has been closed since its counter was read. */
export async function isClosed(tx: Tx, { counter, starts_at: start, ends_at: end }: SlotRow): Promise<boolean> {
  const rows = await tx
    .selectFrom('closure')
    .selectAll()
    .where('counter', '=', counter)
    .where('date', '=', dayOf(start))
    .execute();
  return closureAt({ closures: rows.map(toClosure) }, { start, end }) !== undefined;
}

/** Advisory lock of a counter's day: closures take it exclusively, reservations share it. */
export const dayLockKey = (counter: string, date: Day) => sql`hashtextextended(${`day:${counter}:${date}`}, 0)`;
