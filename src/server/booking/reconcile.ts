import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar.ts';
import { agencyChain, workingCalendar } from '../agencies/index.ts';
import type { Tx } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { SlotRow } from '../platform/schema.ts';
import type { TxContext } from '../platform/tx-context.ts';
import { cancelBookings, cancelSlot } from './closures.ts';
import { nextFreeSlot } from './free-slots.ts';
import { counterTimes, loadCounters } from './slots.ts';
import { closeWaitlist, deleteExpiredHolds, promoteWaitlist } from './waitlist.ts';

/** Effect of a change on bookings. */
export interface ReconcileResult {
  /** Number of cancelled appointments. */
  cancelled: number;
  /** Number of people who waited for a place. */
  waiting: number;
  /** Cancelled holders without a phone: an officer has to find another way. */
  notNotified: { number: string; name: string; at: Date }[];
}

/**
 * Locks the rules of a counter, before any other lock, and checks the expected version. `NO KEY UPDATE`: inserts that
 * reference the counter need not wait.
 * @throws ProblemError `changed-meanwhile`
 */
export async function lockRules(tx: Tx, counter: string, expected?: number): Promise<void> {
  const { rules_version: current } = await tx
    .selectFrom('counter')
    .select('rules_version')
    .where('id', '=', counter)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (expected !== undefined && expected !== current) throw new ProblemError('changed-meanwhile');
}

/**
 * Reconciles the booked slots of a counter with its rules, services and calendar: a raised capacity promotes the
 * waitlist; what is no longer offered is cancelled, and its holders are notified. A counter that works another way
 * (`wayChanged`) keeps no booking.
 */
export async function reconcileBookings(
  context: TxContext,
  counter: { id: string; agency: string; wayChanged?: boolean },
  reason: string,
): Promise<ReconcileResult> {
  const { tx, now, jobs } = context;
  const { wayChanged = false } = counter;
  // Concurrent reservations notice by the version that the rules have changed (reserve-slot.ts).
  await tx
    .updateTable('counter')
    .set(({ eb }) => ({ rules_version: eb('rules_version', '+', 1) }))
    .where('id', '=', counter.id)
    .execute();
  const fresh = (await loadCounters(tx, counter.agency)).find(({ id }) => id === counter.id);
  const chain = await agencyChain(tx, counter.agency);
  const agencies = chain.map(({ id }) => id);
  const calendar = await workingCalendar(tx, chain);
  const slots = await tx
    .selectFrom('slot')
    .selectAll()
    .where('counter', '=', counter.id)
    .where('ends_at', '>', now)
    // Who is at the desk is served; in a running session, later turns are not.
    .where(({ eb, or }) => or([eb('starts_at', '>', now), eb('unit', 'is not', null)]))
    .orderBy('id')
    .forUpdate()
    .execute();
  const result: ReconcileResult = { cancelled: 0, waiting: 0, notNotified: [] };
  const add = ({ booked, waiting = 0, untold }: Cancelled) => {
    result.cancelled += booked;
    result.waiting += waiting;
    result.notNotified.push(...untold);
  };
  for (const slot of slots) {
    const time = wayChanged
      ? undefined
      : fresh && counterTimes(fresh, calendar, dayOf(slot.starts_at)).find(({ start }) => +start === +slot.starts_at);
    if (!time) {
      add(await cancelSlot(context, slot, reason));
      continue;
    }
    add(await cancelUnoffered(context, slot, agencies, reason));
    if (time.end < slot.ends_at) {
      add(await cancelBookings(context, slot, reason, { from: time.end }));
      await tx
        .updateTable('appointment')
        .set({ turn_to: time.end })
        .where('slot', '=', slot.id)
        .where('turn_to', '>', time.end)
        .execute();
    }
    // Places of expired holds are not counted as taken.
    await deleteExpiredHolds(tx, slot.id, now);
    await tx
      .updateTable('slot')
      .set({
        ends_at: time.end,
        capacity: time.capacity,
        unit: time.session?.unit ?? null,
        book_until: time.session?.bookUntil ?? null,
      })
      .where('id', '=', slot.id)
      .execute();
    await promoteWaitlist({ tx, jobs, now }, slot.id);
  }
  return result;
}

interface Cancelled {
  booked: number;
  waiting?: number;
  untold: ReconcileResult['notNotified'];
}

/** Cancels bookings and waitlist entries of services that the counter does not offer any more, and drops holds of them. */
async function cancelUnoffered(
  context: TxContext,
  slot: SlotRow,
  agencies: readonly string[],
  reason: string,
): Promise<Cancelled> {
  const { rows } = await sql<{ service: string }>`
    select service from (
      select service from appointment where slot = ${slot.id} and state in ('held', 'booked')
      union select service from waiting where slot = ${slot.id} and state in ('waiting', 'offered')
    ) as wanted where service not in (
      select counter_service.service from counter_service
      join service on service.id = counter_service.service and service.active
      where counter_service.counter = ${slot.counter} and service.agency in (${sql.join(agencies)}))`.execute(
    context.tx,
  );
  const services = rows.map(({ service }) => service);
  if (!services.length) return { booked: 0, untold: [] };
  await context.tx
    .deleteFrom('appointment')
    .where('slot', '=', slot.id)
    .where('state', '=', 'held')
    .where('service', 'in', services)
    .execute();
  const cancelled = await cancelBookings(context, slot, reason, { services });
  const next = (row: Parameters<typeof nextFreeSlot>[1]) => nextFreeSlot(context.tx, row, slot, context.now);
  const waiting = await closeWaitlist(context, slot, ['waiting', 'offered'], { reason, next, services });
  return { ...cancelled, waiting };
}
