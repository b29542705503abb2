import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { SlotRow } from '../platform/schema.ts';
import { type Bookable } from './bookable.ts';
import type { BookingContext } from './context.ts';

/** Serializes requests of one phone. Taken before any slot lock: a fixed lock order prevents deadlocks. */
export async function lockPhone(tx: Tx, key: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(${Buffer.from(key).readBigInt64BE().toString()}::bigint)`.execute(tx);
}

/**
 * Limits live appointments per phone, and pauses phones with too many missed ones. Serialized by phone.
 * @throws ProblemError `too-many-appointments`, `too-many-missed`
 */
export async function assertPhoneQuota(
  tx: Tx,
  { booking }: Bookable,
  { key, except, now }: { key: Buffer; except?: string | undefined; now: Date },
): Promise<void> {
  await lockPhone(tx, key);
  const { most = 0, days = 0 } = booking.missed ?? {};
  const { rows } = await sql<{ live: number; missed: number }>`
    select (
      select count(*)::int from appointment a join slot s on s.id = a.slot
        where a.phone_key = ${key} and s.starts_at > ${now} and a.id is distinct from ${except ?? null}::uuid
          and (a.state = 'booked' or a.state = 'held' and a.expires_at > ${now})
    ) + (
      select count(*)::int from waiting w join slot s on s.id = w.slot
        where w.phone_key = ${key} and s.starts_at > ${now} and w.state = 'waiting'
    ) as live, (
      select count(*)::int from appointment a join slot s on s.id = a.slot
        where a.phone_key = ${key} and a.state = 'missed' and s.starts_at > ${daysBefore(now, days)}
    ) as missed`.execute(tx);
  const [{ live, missed } = { live: 0, missed: 0 }] = rows;
  if (live >= booking.maxPerPhone) throw new ProblemError('too-many-appointments');
  if (booking.missed && missed >= most) throw new ProblemError('too-many-missed');
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 24 * 3600_000);

/**
 * Allows one appointment or waitlist entry per phone and session. An own hold does not count: its token is easily
 * lost, and only its holder could release it. Caller holds the slot lock.
 * @throws ProblemError `already-booked`
 */
export async function assertOnePerSession(
  { tx }: Pick<BookingContext, 'tx'>,
  slot: SlotRow,
  { key, except }: { key: Buffer; except?: string | undefined },
): Promise<void> {
  const { rows } = await sql`
    select 1 from appointment
      where slot = ${slot.id} and phone_key = ${key} and id is distinct from ${except ?? null}::uuid
        and state in ('booked', 'arrived')
    union all select 1 from waiting where slot = ${slot.id} and phone_key = ${key} and state in ('waiting', 'offered')
    limit 1`.execute(tx);
  if (rows.length) throw new ProblemError('already-booked');
}
