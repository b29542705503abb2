import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Hold, Input, holdCreate } from '../../contract/index.ts';
import { bookable, claim, invalid, offered, wayOf, type Asked, type Bookable } from './bookable.ts';
import { limitPhone, onceASession, phoneOf } from './quotas.ts';
import { fold } from '../../domain/fold-diacritics.ts';
import type { Db, Tx } from '../platform/database.ts';
import { ProblemError } from '../http/problem.ts';
import { isoInstant } from '../platform/instant.ts';
import type { Secrets } from '../platform/secrets.ts';
import { settle } from './waitlist.ts';
import type { AppointmentRow, SlotRow } from '../platform/schema.ts';
import { proofSeconds, requireWork } from '../platform/proof-of-work.ts';
import { settingsOf } from '../agencies/settings.ts';
import { slotOf } from './slots.ts';

export const phoneKey = (secrets: Secrets, phone: string): Buffer => secrets.hmac('booking-phone', phone);

/** Who has no phone is known by name and year of birth. */
export const personKey = (secrets: Secrets, name: string, birthYear: number | undefined): Buffer =>
  secrets.hmac('booking-person', `${fold(name)} ${birthYear ?? ''}`);

/** Keeps one place of a slot for a phone, in the place of an earlier hold when there is one. */
export async function hold(asked: Asked, input: Input<typeof holdCreate>): Promise<Hold> {
  const { tx, keys: secrets, now } = asked;
  const wanted = await bookable(tx, input.agency, input.service, now);
  const { session } = await offered(tx, wanted, input.slot, now, input.units);
  if (input.phone === undefined && session?.needsPhone !== false) throw invalid('/phone', 'required');
  // Whoever has no phone is told apart when the place is booked.
  const key = input.phone === undefined ? randomBytes(32) : phoneKey(secrets, phoneOf(input.phone, '/phone'));
  const given = input.instead ? await read(tx, secrets.verifyToken('hold', input.instead)) : undefined;
  // One that has been booked meanwhile is no hold any more, and counts.
  const before = given?.state === 'held' ? given : undefined;
  await limitPhone(tx, wanted, { key, except: before?.id, now });
  const network_key = await limitNetwork(asked, wanted, before?.id);

  const slot = await claim(asked, wanted, input.slot, {
    units: input.units ?? 1,
    from: before && { slot: before.slot, hold: before.id },
  });
  if (wayOf(wanted, slot) === 'session') await onceASession(asked, slot, { key });
  const row = await tx
    .insertInto('appointment')
    .values({
      slot: slot.id,
      service: wanted.service.id,
      agency: input.agency,
      state: 'held',
      expires_at: minutesAfter(now, wanted.booking.holdMinutes),
      phone_key: key,
      network_key,
      units: input.units ?? 1,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return describeHold(secrets, wanted, row, slot, now);
}

/** So many places may be held at once from one network, which may be a whole mobile operator's, before each costs work. */
const freeHolds = 60;

/**
 * Asks for a proof of work for a further hold of a network that holds many. Where the agency asks for a proof of each
 * hold, that one counts.
 * @returns under what the hold is counted
 */
async function limitNetwork(
  { tx, keys: secrets, now, client }: Asked,
  { chain }: Bookable,
  instead: string | undefined,
): Promise<Buffer | null> {
  if (!client) return null;
  const key = secrets.hmac('hold-network', client.network);
  if (settingsOf(chain).challenge?.operations.includes('hold.create')) return key;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from appointment
    where state = 'held' and network_key = ${key} and expires_at > ${now} and id is distinct from ${instead ?? null}::uuid`.execute(
    tx,
  );
  const seconds = proofSeconds(rows[0]?.count ?? 0, freeHolds);
  if (seconds) await requireWork(tx, secrets, { purpose: `hold:${key.toString('hex')}`, seconds }, client.proof, now);
  return key;
}

/** Keeps a place longer, as often as is allowed; after that, nothing changes. */
export async function extendHold({ tx, keys: secrets, now }: Asked, token: string): Promise<Hold> {
  const { row, slot } = (await locked(tx, secrets.verifyToken('hold', token))) ?? {};
  if (!row?.expires_at || !slot || row.expires_at <= now) throw new ProblemError('hold-expired');
  const wanted = await bookable(tx, row.agency, row.service, now);
  const { extensions, extensionMinutes } = wanted.booking;
  if (row.extensions >= extensions) return describeHold(secrets, wanted, row, slot, now);
  const later = minutesAfter(now, extensionMinutes);
  const extended = await tx
    .updateTable('appointment')
    .set({ expires_at: later > row.expires_at ? later : row.expires_at, extensions: row.extensions + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return describeHold(secrets, wanted, extended, slot, now);
}

/** Gives a held place back; false when there is none. */
export async function releaseHold(asked: Asked, token: string): Promise<boolean> {
  const { tx, keys: secrets } = asked;
  const { row, slot } = (await locked(tx, secrets.verifyToken('hold', token))) ?? {};
  if (row?.state !== 'held' || !slot) return false;
  await tx.deleteFrom('appointment').where('id', '=', row.id).execute();
  await settle(asked, slot.id);
  return true;
}

/**
 * An appointment or a hold with its slot, both locked. Whoever changes one locks its slot first, so that nobody waits in a
 * ring.
 */
export async function locked(
  tx: Tx,
  id: string | undefined,
): Promise<{ row: AppointmentRow; slot: SlotRow } | undefined> {
  for (;;) {
    const before = await read(tx, id);
    if (!before) return undefined;
    const slot = await tx
      .selectFrom('slot')
      .selectAll()
      .where('id', '=', before.slot)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const row = await read(tx, id);
    // Moved while this waited for the lock: once more.
    if (row && row.slot !== slot.id) continue;
    return row && { row, slot };
  }
}

async function read(tx: Tx, id: string | undefined): Promise<AppointmentRow | undefined> {
  return id ? tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
}

/** Forgets holds whose time is over, slot by slot; a slot that somebody works on is left to them. */
export async function dropExpired(db: Db, now: Date): Promise<number> {
  const { rows } = await sql`with locked as (
      select id from slot where id in (select slot from appointment where state = 'held' and expires_at <= ${now})
      order by id for update skip locked
    ) delete from appointment where state = 'held' and expires_at <= ${now} and slot in (select id from locked)
    returning id`.execute(db);
  return rows.length;
}

function describeHold(secrets: Secrets, wanted: Bookable, row: AppointmentRow, slot: SlotRow, now: Date): Hold {
  const place = wanted.counters.find(({ id }) => id === slot.counter)?.place ?? '';
  return {
    token: secrets.signToken('hold', row.id),
    slot: slotOf({ counter: slot.counter, place, start: slot.starts_at, end: slot.ends_at, capacity: 1, taken: 0 }),
    expiresAt: isoInstant(row.expires_at ?? now),
    extensionsLeft: Math.max(0, wanted.booking.extensions - row.extensions),
    now: isoInstant(now),
  };
}

const minutesAfter = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);
