import { type Kysely, sql } from 'kysely';
import { createHmac } from 'node:crypto';
import { SealedWrite } from '../sealed-write.ts';

interface PlainWrite {
  scope: string;
  key: string;
  body_hash: Buffer;
  answer: unknown;
}

const batch = 500;

/**
 * Answers of writes are stored so that only the client's key opens them. Those of the last days are kept: a phone may
 * still repeat what it has sent before the update.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table idempotency add column sealed bytea`.execute(db);
  const { rows: keys } = await sql<{ key: Buffer }>`select key from server_key`.execute(db);
  const secrets = keys[0] && secretsOf(keys[0].key);
  // A new database has no key yet, and no writes.
  if (secrets) while (await sealSome(db, secrets));
  await sql`alter table idempotency drop column answer`.execute(db);
}

/** @returns whether there may be more */
async function sealSome(db: Kysely<unknown>, secrets: ReturnType<typeof secretsOf>): Promise<boolean> {
  const { rows } = await sql<PlainWrite>`
    select scope, key, body_hash, answer from idempotency where sealed is null limit ${batch}`.execute(db);
  for (const { scope, key, body_hash, answer } of rows) {
    const write = new SealedWrite(secrets, scope, key);
    await sql`update idempotency set key = ${write.row}, body_hash = ${write.bodyHash(Buffer.from(body_hash))},
      sealed = ${write.seal(answer)} where scope = ${scope} and key = ${key}`.execute(db);
  }
  return rows.length === batch;
}

const secretsOf = (key: Uint8Array) => ({
  hmac: (purpose: string, value: string) => createHmac('sha256', key).update(`${purpose}\0${value}`).digest(),
});
