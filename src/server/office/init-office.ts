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

/** What came of it; without a token the office was there already, and nothing was changed. */
export interface InitResult {
  agency: string;
  name: string;
  token?: string;
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
  if (taken) throw new Error(`officer ${admin.id} belongs to ${taken.agency}: choose another name with --admin`);
  await applyOffice(db, stringify(initialOffice(office, known, now)), { officer, now });
  const token = await addOfficer(db, { ...admin, agency: code, role: 'admin' }, { now });
  return { agency: code, name, token };
}
