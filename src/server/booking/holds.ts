import { sql } from 'kysely';
import { randomBytes } from 'node:crypto';
import type { Hold, holdCreate, Input } from '../../contract/index.ts';
import { fold } from '../../domain/fold-diacritics.ts';
import { effectiveSettings } from '../agencies/index.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import { proofSeconds, requireProofOfWork } from '../platform/proof-of-work.ts';
import type { AppointmentRow, SlotRow } from '../platform/schema.ts';
import type { Secrets } from '../platform/secrets.ts';
import { type Bookable, loadBookable, modeOf } from './bookable.ts';
import type { BookingContext } from './context.ts';
import { findOfferedSlot } from './free-slots.ts';
import { assertOnePerSession, assertPhoneQuota, parsePhone } from './quotas.ts';
import { reserveSlot } from './reserve-slot.ts';
import { presentSlot } from './slots.ts';
import { promoteWaitlist } from './waitlist.ts';

export const phoneKey = (secrets: Secrets, phone: string): Buffer => secrets.hmac('booking-phone', phone);

/** Who has no phone is known by name and year of birth. */
export const personKey = (secrets: Secrets, name: string, birthYear: number | undefined): Buffer =>
  secrets.hmac('booking-person', `${fold(name)} ${birthYear ?? ''}`);

/** Keeps one place of a slot for a phone, in the place of an earlier hold when there is one. */
export async function createHold(context: BookingContext, input: Input<typeof holdCreate>): Promise<Hold> {
  const { tx, secrets, now } = context;
  const bookable = await loadBookable(tx, input.agency, input.service, now);
  const { session } = await findOfferedSlot(tx, bookable, input.slot, now, input.units);
  if (input.phone === undefined && session?.needsPhone !== false) throw invalidInput('/phone', 'required');
  // Whoever has no phone is told apart when the place is booked.
  const key = input.phone === undefined ? randomBytes(32) : phoneKey(secrets, parsePhone(input.phone, '/phone'));
  const given = input.instead ? await readHold(tx, secrets.verifyToken('hold', input.instead)) : undefined;
  // One that has been booked meanwhile is no hold any more, and counts.
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

/** So many places may be held at once from one network, which may be a whole mobile operator's, before each costs work. */
const freeHoldsPerNetwork = 60;

/**
 * Asks for a proof of work for a further hold of a network that holds many. Where the agency asks for a proof of each
 * hold, that one counts.
 * @returns under what the hold is counted
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

/** Keeps a place longer, as often as is allowed; after that, nothing changes. */
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

/** Gives a held place back; false when there is none. */
export async function releaseHold(context: BookingContext, token: string): Promise<boolean> {
  const { tx, secrets } = context;
  const { row, slot } = (await lockWithSlot(tx, secrets.verifyToken('hold', token))) ?? {};
  if (row?.state !== 'held' || !slot) return false;
  await tx.deleteFrom('appointment').where('id', '=', row.id).execute();
  await promoteWaitlist(context, slot.id);
  return true;
}

/**
 * An appointment or a hold with its slot, both locked. Whoever changes one locks its slot first, so that nobody waits in a
 * ring.
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
    // Moved while this waited for the lock: once more.
    if (row && row.slot !== slot.id) continue;
    return row && { row, slot };
  }
}

async function readHold(tx: Tx, id: string | undefined): Promise<AppointmentRow | undefined> {
  return id ? tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
}

/** Forgets holds whose time is over, slot by slot; a slot that somebody works on is left to them. */
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
