import { sql } from 'kysely';
import { dossierKey } from '../../../domain/dossier-code.ts';
import { parsePhoneNumber } from '../../../domain/phone.ts';
import type { Db } from '../../platform/database.ts';
import { containsWords } from '../../platform/search.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';

const maxHits = 20;
/** Shorter parts of a code or number would find everything. */
const minDigits = 4;

/** Dossiers by a part of the code, by the applicant's phone or its last digits, or by words of name and procedure. */
export async function searchDossiers(db: Db, { scope }: SignedInOfficer, typed: string) {
  const phone = parsePhoneNumber(typed);
  const digits = typed.replace(/\D/g, '');
  const isNumber = digits.length >= minDigits && /^[\d\s.+()-]+$/.test(typed);
  const key = dossierKey(typed);
  const found = [
    key.length >= minDigits && /\d/.test(key) && sql<boolean>`code_key like ${`%${key}%`}`,
    phone.kind === 'phone' && sql<boolean>`applicant_phone = ${phone.e164}`,
    isNumber && sql<boolean>`applicant_phone like ${`%${digits.replace(/^0/, '')}`}`,
    /\p{L}/u.test(typed) && containsWords(typed),
  ].filter(condition => condition !== false);
  if (!found.length) return [];
  return db
    .selectFrom('dossier')
    .select(['id', 'code', 'procedure_name', 'applicant_name', 'status', 'label', 'due_at', 'paused_at', 'finished_at'])
    .where('agency', 'in', scope)
    .where(({ or }) => or(found))
    .orderBy('updated_at', 'desc')
    .limit(maxHits)
    .execute();
}
