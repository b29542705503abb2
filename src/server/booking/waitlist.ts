import type { Slot } from '../../contract/index.ts';
import { dayOf, instantAt, minuteOf } from '../../domain/calendar.ts';
import { parseTimeOfDay } from '../../domain/time-of-day.ts';
import { agencyChain, type Booking, effectiveSettings } from '../agencies/index.ts';
import { notify, retract } from '../notifications/index.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { SlotRow, WaitingRow } from '../platform/schema.ts';
import type { TxContext } from '../platform/tx-context.ts';

/**
 * Expires holds and offers, then promotes the waitlist (FIFO): no booking overtakes it. Caller holds the slot lock.
 * @returns the slot afterwards
 */
export async function promoteWaitlist(context: TxContext, id: number): Promise<SlotRow> {
  const { tx, now } = context;
  await deleteExpiredHolds(tx, id, now);
  await tx
    .updateTable('waiting')
    .set({ state: 'expired' })
    .where('slot', '=', id)
    .where('state', '=', 'offered')
    .where('offered_until', '<=', now)
    .execute();
  for (;;) {
    const slot = await tx.selectFrom('slot').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const first = await firstWaiting(tx, id);
    if (!first || now >= bookingDeadline(slot) || slot.taken + first.units > slot.capacity) return slot;
    await offerPlace(context, slot, first);
  }
}

/** Deletes the expired holds of a slot. Caller holds the slot lock. */
export async function deleteExpiredHolds(tx: Tx, id: number, now: Date): Promise<void> {
  await tx
    .deleteFrom('appointment')
    .where('slot', '=', id)
    .where('state', '=', 'held')
    .where('expires_at', '<=', now)
    .execute();
}

/** The next entry to be offered a place. */
export const firstWaiting = (db: Db, slot: number): Promise<WaitingRow | undefined> =>
  db
    .selectFrom('waiting')
    .selectAll()
    .where('slot', '=', slot)
    .where('state', '=', 'waiting')
    .orderBy('turn')
    .limit(1)
    .executeTakeFirst();

/** Processes all waitlists; locked slots are skipped. Runs every minute. */
export async function processWaitlists(db: Db, jobs: Jobs | undefined, now: Date): Promise<void> {
  const slots = await db
    .selectFrom('waiting')
    .select('slot')
    .distinct()
    .where('state', 'in', ['waiting', 'offered'])
    .execute();
  const failures: unknown[] = [];
  for (const { slot: id } of slots)
    await db
      .transaction()
      .execute(async tx => {
        const locked = await tx.selectFrom('slot').selectAll().where('id', '=', id).forUpdate().skipLocked().execute();
        const [slot] = locked;
        if (!slot) return;
        const asked = { tx, jobs, now };
        await promoteWaitlist(asked, id);
        if (now >= bookingDeadline(slot)) await closeWaitlist(asked, slot, ['waiting']);
      })
      .catch((error: unknown) => failures.push(error));
  // One failing slot does not keep the others from being processed.
  if (failures.length) throw failures[0];
}

interface CloseOptions {
  /** Told to those who waited. */
  reason?: string | null;
  /** The next free time for an entry. */
  next?: (row: WaitingRow) => Promise<Slot | undefined>;
  /** Only entries for these services; all by default. */
  services?: readonly string[];
}

/**
 * Ends the entries of a slot and notifies them. Caller holds the slot lock.
 * @returns the number of entries
 */
export async function closeWaitlist(
  context: TxContext,
  slot: SlotRow,
  states: readonly string[],
  { reason = null, next, services }: CloseOptions = {},
): Promise<number> {
  const rows = await context.tx
    .updateTable('waiting')
    .set({ state: 'over', reason })
    .where('slot', '=', slot.id)
    .where('state', 'in', states)
    .$if(services !== undefined, query => query.where('service', 'in', services!))
    .returningAll()
    .execute();
  for (const row of rows) {
    const { booking } = effectiveSettings(await agencyChain(context.tx, row.agency));
    const due = offerWindow(booking, context.now).from;
    await retract(context, row);
    await notify(context, 'waiting.over', row, slot, { next: await next?.(row), ...(due < slot.starts_at && { due }) });
  }
  return rows.length;
}

export const bookingDeadline = (slot: SlotRow): Date => slot.book_until ?? slot.starts_at;

async function offerPlace(context: TxContext, slot: SlotRow, row: WaitingRow): Promise<void> {
  const { tx, now } = context;
  const { booking } = effectiveSettings(await agencyChain(tx, row.agency));
  const { from, until } = offerWindow(booking, now);
  const ends = until < bookingDeadline(slot) ? until : bookingDeadline(slot);
  const { id } = await tx
    .insertInto('appointment')
    .values({
      slot: slot.id,
      service: row.service,
      agency: row.agency,
      state: 'held',
      expires_at: ends,
      phone_key: row.phone_key,
      units: row.units,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('waiting')
    .set({ state: 'offered', offer: id, offered_until: ends })
    .where('id', '=', row.id)
    .execute();
  await notify(context, 'waiting.offered', row, slot, { until: ends, due: from < bookingDeadline(slot) ? from : now });
}

const defaultOffer: NonNullable<Booking['offer']> = { minutes: 30, from: '07:00', to: '20:30' };

/**
 * When an offer is sent and until when it holds: offers made at night are sent in the morning, and their time starts
 * then.
 */
export function offerWindow(booking: Booking | null, now: Date): { from: Date; until: Date } {
  const { minutes, from: opens, to: closes } = booking?.offer ?? defaultOffer;
  const today = dayOf(now);
  const minute = minuteOf(now);
  const from =
    minute < parseTimeOfDay(opens)
      ? instantAt(today, parseTimeOfDay(opens))
      : minute >= parseTimeOfDay(closes)
        ? instantAt(today, 24 * 60 + parseTimeOfDay(opens))
        : now;
  return { from, until: new Date(from.getTime() + minutes * 60_000) };
}
