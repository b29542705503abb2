import { sql } from 'kysely';
import { addDays, dayOf, instantAt } from '../../../domain/calendar.ts';
import { parsePhoneNumber } from '../../../domain/phone.ts';
import { foldDiacritics } from '../../../domain/fold-diacritics.ts';
import type { Db } from '../../platform/database.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { appointmentRows } from './appointment-rows.ts';

const maxHits = 20;
const minDigits = 4;
/** Appointments are searched among those of the last week and later. */
const daysBack = 7;

/** Appointments from a week ago on: by ticket number, phone or its last digits, or by words of the name. */
export async function searchAppointments(db: Db, { scope }: SignedInOfficer, typed: string, now: Date) {
  const text = typed.trim();
  const phone = parsePhoneNumber(text);
  const digits = text.replace(/\D/g, '');
  const isNumber = digits.length >= minDigits && /^[\d\s.+()-]+$/.test(text);
  const words = foldDiacritics(text).split(/\s+/).filter(Boolean).slice(0, 8);
  const like = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const found = [
    /^[a-z]{1,3}\d{1,4}$/i.test(text) && sql<boolean>`appointment.number = ${text.toUpperCase()}`,
    phone.kind === 'phone' && sql<boolean>`appointment.contact_phone = ${phone.e164}`,
    isNumber && sql<boolean>`appointment.contact_phone like ${`%${digits.replace(/^0/, '')}`}`,
    /\p{L}/u.test(text) &&
      sql<boolean>`(${sql.join(
        words.map(word => sql`folded(appointment.contact_name) like ${like(word)}`),
        sql` and `,
      )})`,
  ].filter(condition => condition !== false);
  if (!found.length) return [];
  return appointmentRows(db, scope)
    .where('slot.starts_at', '>=', instantAt(addDays(dayOf(now), -daysBack), 0))
    .where(({ or }) => or(found))
    .limit(maxHits)
    .execute();
}
