import { sql } from 'kysely';
import { readPhone } from '../../domain/phone.ts';
import type { Tx } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { SlotRow } from '../platform/schema.ts';
import { type Bookable } from './bookable.ts';
import type { BookingContext } from './context.ts';

/** A phone number as it is stored. Refuses what is none. */
export function parsePhone(typed: string, pointer: string): string {
  const reading = readPhone(typed);
  if (reading.kind === 'phone') return reading.e164;
  throw invalidInput(pointer, reading.kind);
}

/** Requests of one phone go one after the other. Taken before any slot, so that nobody waits in a ring. */
export async function lockPhone(tx: Tx, key: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(${Buffer.from(key).readBigInt64BE().toString()}::bigint)`.execute(tx);
}

/**
 * Refuses a phone that has as many live appointments as one may have, or has not come too often. Two requests of one phone are counted one after
 * the other.
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
 * Refuses a phone that has its place in a session already, or waits for one. A hold of its own is none: its token is
 * easily lost, and nobody else could give it back. The slot must be locked.
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
