import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import type { Hold, holdCreate } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import { effectiveSettings } from '../agencies/index.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { parsePhone } from '../platform/parse-phone.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import { proofSeconds, requireProofOfWork } from '../platform/proof-of-work.ts';
import type { AppointmentRow, SlotRow } from '../platform/schema.ts';
import type { Secrets } from '../platform/secrets.ts';
import { type Bookable, loadBookable, modeOf } from './bookable.ts';
import type { BookingContext } from './context.ts';
import { findOfferedSlot } from './free-slots.ts';
import { assertOnePerSession, assertPhoneQuota } from './quotas.ts';
import { reserveSlot } from './reserve-slot.ts';
import { presentSlot } from './slots.ts';
import { promoteWaitlist } from './waitlist.ts';

export const phoneKey = (secrets: Secrets, phone: string): Buffer => secrets.hmac('booking-phone', phone);

/** Identifies a citizen without a phone by name and year of birth. */
export const personKey = (secrets: Secrets, name: string, birthYear: number | undefined): Buffer =>
  secrets.hmac('booking-person', `${foldDiacritics(name)} ${birthYear ?? ''}`);

/**
 * Holds a place of a slot, replacing an earlier hold of the same citizen.
 * @throws ProblemError `slot-taken`, `slot-closed`, `invalid-input`, `proof-needed`, and those of the quotas
 */
export async function createHold(context: BookingContext, input: Input<typeof holdCreate>): Promise<Hold> {
  const { tx, secrets, now } = context;
  const bookable = await loadBookable(tx, input.agency, input.service, now);
  const { session } = await findOfferedSlot(tx, bookable, input.slot, now, input.units);
  if (input.phone === undefined && session?.needsPhone !== false) throw invalidInput('/phone', 'required');
  // Citizens without a phone are identified when they book.
  const key = input.phone === undefined ? randomBytes(32) : phoneKey(secrets, parsePhone(input.phone, '/phone'));
  const given = input.instead ? await readHold(tx, secrets.verifyToken('hold', input.instead)) : undefined;
  // A hold that has been booked meanwhile counts as an appointment.
  const before = given?.state === 'held' ? given : undefined;
  await assertPhoneQuota(tx, bookable, { key, except: before?.id, now });
  const network_key = await checkNetworkQuota(context, bookable, before?.id);

  const slot = await reserveSlot(context, bookable, input.slot, {
    units: input.units ?? 1,
    from: before && { slot: before.slot, hold: before.id },
  });
  if (modeOf(bookable, slot) === 'session') await assertOnePerSession(context, slot, { key });
  const row = await tx
    .insertInto('appointment')
    .values({
      slot: slot.id,
      service: bookable.service.id,
      agency: input.agency,
      state: 'held',
      expires_at: minutesAfter(now, bookable.booking.holdMinutes),
      phone_key: key,
      network_key,
      units: input.units ?? 1,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return presentHold(secrets, bookable, row, slot, now);
}

/** Open holds per network that need no proof of work; a network may be a whole mobile operator's. */
const freeHoldsPerNetwork = 60;

/**
 * Requires a proof of work for further holds of a network with many, unless the agency requires one for each hold.
 * @returns the HMAC under which the hold is counted; null for an officer
 */
async function checkNetworkQuota(
  { tx, secrets, now, client }: BookingContext,
  { chain }: Bookable,
  instead: string | undefined,
): Promise<Buffer | null> {
  if (!client) return null;
  const key = secrets.hmac('hold-network', client.network);
  if (effectiveSettings(chain).challenge?.operations.includes('hold.create')) return key;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from appointment
    where state = 'held' and network_key = ${key} and expires_at > ${now} and id is distinct from ${instead ?? null}::uuid`.execute(
    tx,
  );
  const seconds = proofSeconds(rows[0]?.count ?? 0, freeHoldsPerNetwork);
  if (seconds)
    await requireProofOfWork(tx, secrets, { purpose: `hold:${key.toString('hex')}`, seconds }, client.proof, now);
  return key;
}

/**
 * Extends a hold, as often as the agency allows; afterwards it returns the hold unchanged.
 * @throws ProblemError `hold-expired`
 */
export async function extendHold({ tx, secrets, now }: BookingContext, token: string): Promise<Hold> {
  const { row, slot } = (await lockWithSlot(tx, secrets.verifyToken('hold', token))) ?? {};
  if (!row?.expires_at || !slot || row.expires_at <= now) throw new ProblemError('hold-expired');
  const bookable = await loadBookable(tx, row.agency, row.service, now);
  const { extensions, extensionMinutes } = bookable.booking;
  if (row.extensions >= extensions) return presentHold(secrets, bookable, row, slot, now);
  const later = minutesAfter(now, extensionMinutes);
  const extended = await tx
    .updateTable('appointment')
    .set({ expires_at: later > row.expires_at ? later : row.expires_at, extensions: row.extensions + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return presentHold(secrets, bookable, extended, slot, now);
}

/**
 * Releases a hold.
 * @returns false when there is none
 */
export async function releaseHold(context: BookingContext, token: string): Promise<boolean> {
  const { tx, secrets } = context;
  const { row, slot } = (await lockWithSlot(tx, secrets.verifyToken('hold', token))) ?? {};
  if (row?.state !== 'held' || !slot) return false;
  await tx.deleteFrom('appointment').where('id', '=', row.id).execute();
  await promoteWaitlist(context, slot.id);
  return true;
}

/**
 * Locks an appointment or hold and its slot. The slot is always locked first: a fixed lock order prevents deadlocks.
 */
export async function lockWithSlot(
  tx: Tx,
  id: string | undefined,
): Promise<{ row: AppointmentRow; slot: SlotRow } | undefined> {
  for (;;) {
    const before = await readHold(tx, id);
    if (!before) return undefined;
    const slot = await tx
      .selectFrom('slot')
      .selectAll()
      .where('id', '=', before.slot)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const row = await readHold(tx, id);
    // Moved while waiting for the lock: retry.
    if (row && row.slot !== slot.id) continue;
    return row && { row, slot };
  }
}

async function readHold(tx: Tx, id: string | undefined): Promise<AppointmentRow | undefined> {
  return id ? tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
}

/** Deletes expired holds, slot by slot; locked slots are skipped (`SKIP LOCKED`). */
export async function deleteAllExpiredHolds(db: Db, now: Date): Promise<number> {
  const { rows } = await sql`with locked as (
      select id from slot where id in (select slot from appointment where state = 'held' and expires_at <= ${now})
      order by id for update skip locked
    ) delete from appointment where state = 'held' and expires_at <= ${now} and slot in (select id from locked)
    returning id`.execute(db);
  return rows.length;
}

function presentHold(secrets: Secrets, bookable: Bookable, row: AppointmentRow, slot: SlotRow, now: Date): Hold {
  const place = bookable.counters.find(({ id }) => id === slot.counter)?.place ?? '';
  return {
    token: secrets.signToken('hold', row.id),
    slot: presentSlot({
      counter: slot.counter,
      place,
      start: slot.starts_at,
      end: slot.ends_at,
      capacity: 1,
      taken: 0,
    }),
    expiresAt: isoInstant(row.expires_at ?? now),
    extensionsLeft: Math.max(0, bookable.booking.extensions - row.extensions),
    now: isoInstant(now),
  };
}

const minutesAfter = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);
