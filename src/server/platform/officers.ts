import { randomBytes } from 'node:crypto';
import type { Db } from './database.ts';
import { hashToken } from './secrets.ts';

/** An officer with an account. */
export interface Officer {
  id: string;
  name: string;
  agency: string;
  /** `officer` works on dossiers, `lead` also reads the log, `admin` may do everything. */
  role: 'officer' | 'lead' | 'admin';
}

export const roles = ['officer', 'lead', 'admin'] as const;

/**
 * Stores an officer, or gives an existing one a new token.
 * @returns the token; only its hash is stored
 */
export async function addOfficer(db: Db, officer: Officer): Promise<string> {
  const token = randomBytes(18).toString('base64url');
  const token_hash = hashToken(token);
  await db
    .insertInto('officer')
    .values({ ...officer, token_hash, active: true })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ ...officer, token_hash, active: true }))
    .execute();
  return token;
}

/**
 * Deactivates an officer at once; audit entries stay.
 * @throws when there is no such officer
 */
export async function deactivateOfficer(db: Db, id: string): Promise<void> {
  const result = await db.updateTable('officer').set({ active: false }).where('id', '=', id).executeTakeFirst();
  if (!result.numUpdatedRows) throw new Error(`no officer ${id}`);
}

/** Finds an active officer by identifier and token. */
export async function findOfficer(db: Db, id: string, token: string): Promise<Officer | undefined> {
  const row = await db
    .selectFrom('officer')
    .select(['id', 'name', 'agency', 'role'])
    .where('id', '=', id)
    .where('token_hash', '=', hashToken(token))
    .where('active', '=', true)
    .executeTakeFirst();
  return row as Officer | undefined;
}
