import { sql } from 'kysely';
import { randomInt } from 'node:crypto';
import type { BookedVisit } from '../../contract/index.ts';
import type { HomeVisit } from '../../contract/requests/home.ts';
import { dayOf } from '../../domain/calendar.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import { maskName } from '../../domain/person.ts';
import { agencyChain, effectiveSettings } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { AgencyRow, AppointmentRow } from '../platform/schema.ts';
import type { BookingContext } from './context.ts';

/** Value of `eligible_by` for age. */
const byAge = 'age';

/**
 * Stores the person, address and door code of a home visit.
 * @throws ProblemError `invalid-input` when the person is not eligible or the hamlet not served,
 * `visit-already-booked`
 */
export async function addVisit(
  { tx, secrets, now }: BookingContext,
  chain: readonly AgencyRow[],
  appointment: AppointmentRow,
  visit: HomeVisit,
): Promise<void> {
  const { home } = effectiveSettings(chain);
  if (!home) throw new ProblemError('not-offered');
  const { elder, group, hamlet, returns } = visit;
  const [name, line, relation] = [elder.name.trim(), visit.line.trim(), visit.relation.trim()];
  if (!name) throw invalidInput('/home/elder/name', 'required');
  if (!line) throw invalidInput('/home/line', 'required');
  if (!relation) throw invalidInput('/home/relation', 'required');
  const year = Number(dayOf(now).slice(0, 4));
  const isOld = elder.birthYear <= year - home.minAge;
  if (elder.birthYear > year) throw invalidInput('/home/elder/birthYear', 'future');
  if (!isOld && !home.groups.some(({ id }) => id === group)) throw invalidInput('/home/elder/birthYear', 'age');
  if (!home.hamlets.some(known => known.name === hamlet)) throw invalidInput('/home/hamlet', 'unknown');
  if (!home.returns.some(({ id }) => id === returns)) throw invalidInput('/home/returns', 'unknown');

  // The key does not depend on who books: two children of one mother must not book twice.
  const elderKey = secrets.hmac('elder', `${appointment.agency} ${foldDiacritics(name)} ${elder.birthYear}`);
  await sql`select pg_advisory_xact_lock(${elderKey.readBigInt64BE(8).toString()}::bigint)`.execute(tx);
  const before = await tx
    .selectFrom('home_visit')
    .innerJoin('appointment', 'appointment.id', 'home_visit.appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot')
    .select('appointment.id')
    .where('elder_key', '=', elderKey)
    .where('appointment.state', '=', 'booked')
    .where('slot.ends_at', '>', now)
    .executeTakeFirst();
  if (before) throw new ProblemError('visit-already-booked');

  await tx
    .insertInto('home_visit')
    .values({
      appointment: appointment.id,
      elder_key: elderKey,
      elder_name: name,
      elder_birth_year: elder.birthYear,
      eligible_by: isOld ? byAge : group!,
      hamlet,
      line,
      relation,
      note: visit.note?.trim() || null,
      returns,
      door_code: String(randomInt(10_000)).padStart(4, '0'),
    })
    .execute();
}

/** The home visit of an appointment as its holder sees it; undefined for appointments at the desk. */
export async function presentVisit(db: Db, { id, agency }: AppointmentRow): Promise<BookedVisit | undefined> {
  const row = await db.selectFrom('home_visit').selectAll().where('appointment', '=', id).executeTakeFirst();
  if (!row) return undefined;
  const { home } = effectiveSettings(await agencyChain(db, agency));
  return {
    state: row.state,
    doorCode: row.door_code,
    elder: row.elder_name ? maskName(row.elder_name) : '',
    hamlet: row.hamlet,
    area: home?.area ?? '',
    returns: home?.returns.find(({ id }) => id === row.returns)?.label ?? { vi: '' },
    callsFrom: home?.callsFrom,
  };
}
