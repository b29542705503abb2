import { randomBytes, randomUUID } from 'node:crypto';
import type { Db } from '../platform/database.ts';
import { hashToken } from '../platform/secrets.ts';
import { recordAudit } from '../platform/audit.ts';
import type { OfficerTx } from '../platform/tx-context.ts';

/** A queue machine that may call numbers. */
export interface CallKey {
  id: string;
  agency: string;
  place: string;
  name: string;
}

/**
 * Makes a key for a queue machine of a place.
 * @returns the key itself, which is not stored
 */
export async function createCallKey(
  { tx, officer, now }: OfficerTx,
  { agency, place, name }: Pick<CallKey, 'agency' | 'place' | 'name'>,
): Promise<string> {
  const key = randomBytes(24).toString('base64url');
  const id = randomUUID();
  await tx
    .insertInto('call_key')
    .values({ id, agency, place, name, token_key: hashToken(key), created_at: now })
    .execute();
  await recordAudit(tx, { officer: officer.id, action: 'call-key.create', subject: id, detail: { name, place }, now });
  return key;
}

/** The machine with a key; undefined for a wrong one. */
export async function findCallKey(db: Db, agency: string, key: string): Promise<CallKey | undefined> {
  return db
    .selectFrom('call_key')
    .select(['id', 'agency', 'place', 'name'])
    .where('token_key', '=', hashToken(key))
    .where('agency', '=', agency)
    .executeTakeFirst();
}

/** Revokes the key of a machine of these agencies; false where there is none. */
export async function deleteCallKey(
  { tx, officer, now }: OfficerTx,
  id: string,
  agencies: readonly string[],
): Promise<boolean> {
  const gone = await tx
    .deleteFrom('call_key')
    .where('id', '=', id)
    .where('agency', 'in', agencies)
    .returning('name')
    .executeTakeFirst();
  if (!gone) return false;
  await recordAudit(tx, {
    officer: officer.id,
    action: 'call-key.revoke',
    subject: id,
    detail: { name: gone.name },
    now,
  });
  return true;
}
