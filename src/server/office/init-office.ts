import { stringify } from 'yaml';
import type { Db } from '../platform/database.ts';
import { addOfficer } from '../platform/officers.ts';
import { applyOffice } from './apply-office.ts';
import { type InitialOffice, initialOffice } from './initial-office.ts';

/** The first officer of a new office, who lets all others in. */
export interface FirstAdmin {
  id: string;
  name: string;
}

/** What came of it; without a token nothing was changed: the office was there already, if nothing else is said. */
export interface InitResult {
  agency: string;
  name: string;
  token?: string;
  /** The agency whose officer has the identifier of the admin already; then nothing was changed. */
  taken?: string;
}

/** Makes a commune's office and its first admin, unless it is there. */
export async function initOffice(
  db: Db,
  office: InitialOffice,
  admin: FirstAdmin,
  { officer, now }: { officer: string; now: Date },
): Promise<InitResult> {
  const { code, name } = office.unit;
  const agencies = await db.selectFrom('agency').select('id').execute();
  const known = new Set(agencies.map(({ id }) => id));
  if (known.has(code)) return { agency: code, name };
  const taken = await db.selectFrom('officer').select('agency').where('id', '=', admin.id).executeTakeFirst();
  if (taken) return { agency: code, name, taken: taken.agency };
  await applyOffice(db, stringify(initialOffice(office, known, now)), { officer, now });
  const token = await addOfficer(db, { ...admin, agency: code, role: 'admin' }, { now });
  return { agency: code, name, token };
}
