import { createHmac, randomUUID } from 'node:crypto';
import type { Db } from '../../platform/database.ts';
import { recordAudit } from '../../platform/audit.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { safeEqual } from '../../platform/secrets.ts';
import type { OfficerTx } from '../../platform/tx-context.ts';

/** A source that pushes dossiers, by one of its keys. */
export interface PushingSource {
  id: string;
  agency: string;
  name: string;
}

/** How long the keys of a source still count after a new one, for its maker to change over. */
export const overlapDays = 7;

/** The secret of a key. It is derived from the server's key: a stolen copy of the table signs nothing. */
export const ingestSecret = (secrets: Secrets, key: string): string =>
  secrets.hmac('ingest-key', key).toString('base64url');

/** Whether a body was signed at a time (Unix seconds) with the secret of a key: HMAC-SHA-256 of `<time>.<body>`. */
export function isSigned(
  secret: string,
  { time, body, signature }: { time: string; body: Uint8Array; signature: string },
) {
  const right = createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
  return safeEqual(right, signature.toLowerCase());
}

/** The source of a key that is still valid. */
export const findSource = (db: Db, key: string, now: Date): Promise<PushingSource | undefined> =>
  db
    .selectFrom('ingest_key')
    .innerJoin('ingest_source', 'ingest_source.id', 'ingest_key.source')
    .select(['ingest_source.id', 'ingest_source.agency', 'ingest_source.name'])
    .where('ingest_key.id', '=', key)
    .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .executeTakeFirst();

/** Makes a source, which has no key yet. */
export async function createSource(
  { tx, officer, now }: OfficerTx,
  { agency, name }: { agency: string; name: string },
): Promise<string> {
  const id = randomUUID();
  await tx.insertInto('ingest_source').values({ id, agency, name, created_at: now, used_at: null }).execute();
  const detail = { agency, name };
  await recordAudit(tx, { officer: officer.id, action: 'ingest-source.create', subject: id, detail, now });
  return id;
}

/** Makes a key of a source; the others end after `overlapDays`. */
export async function createKey({ tx, officer, now }: OfficerTx, source: string): Promise<string> {
  const id = `mk_${randomUUID().replaceAll('-', '')}`;
  const end = new Date(now.getTime() + overlapDays * 86_400_000);
  await tx
    .updateTable('ingest_key')
    .set({ expires_at: end })
    .where('source', '=', source)
    .where(({ eb, or }) => or([eb('expires_at', 'is', null), eb('expires_at', '>', end)]))
    .execute();
  await tx.insertInto('ingest_key').values({ id, source, created_at: now, expires_at: null }).execute();
  await recordAudit(tx, {
    officer: officer.id,
    action: 'ingest-key.create',
    subject: source,
    detail: { key: id },
    now,
  });
  return id;
}

/** Ends a key at once; false where the source has none such. */
export async function revokeKey({ tx, officer, now }: OfficerTx, source: string, key: string): Promise<boolean> {
  const gone = await tx
    .deleteFrom('ingest_key')
    .where('id', '=', key)
    .where('source', '=', source)
    .returning('id')
    .executeTakeFirst();
  if (!gone) return false;
  await recordAudit(tx, { officer: officer.id, action: 'ingest-key.revoke', subject: source, detail: { key }, now });
  return true;
}
