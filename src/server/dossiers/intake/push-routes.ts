import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createHash } from 'node:crypto';
import { agencyAndBelow } from '../../agencies/index.ts';
import type { AppContext } from '../../http/router.ts';
import { clientAddress, networkOf } from '../../http/address.ts';
import { RateLimit } from '../../http/rate-limit.ts';
import { withAudit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import type { ReadRecord } from '../../platform/record-file/index.ts';
import { findSource, ingestSecret, isSigned, type PushingSource } from './ingest-key.ts';
import { parseOnce } from './parse-once.ts';
import { takeIn } from './take-in.ts';

const maxBodyBytes = 4 * 1024 * 1024;
const maxPushed = 500;
/** Clocks may differ by as much. */
const maxSkewMs = 5 * 60_000;
/** Signatures are kept for longer than they could be valid. */
const keptMs = 3 * maxSkewMs;
const perNetwork = { max: 1200, seconds: 60 };

/** `key=mk_…, t=<Unix seconds>, v1=<HMAC-SHA-256 in hexadecimal>` */
const header = /^key=(mk_[0-9a-f]{32}),\s*t=(\d{10}),\s*v1=([0-9a-f]{64})$/i;

/** `POST /api/ingest/dossiers`: other systems push dossiers, in batches that they sign ([docs/intake.md]). */
export function ingestRoutes(app: AppContext): Hono {
  const { db, secrets, clock, jobs } = app;
  const limit = new RateLimit(perNetwork);
  const routes = new Hono();
  routes.use(bodyLimit({ maxSize: maxBodyBytes, onError: () => Promise.reject(new ProblemError('too-large')) }));

  routes.post('/dossiers', async c => {
    const now = clock();
    limit.consume(networkOf(clientAddress(c, app.trustedProxies)), now);
    const { source, signature, body } = await authenticate(app, c, now);
    const records = readBatch(body);
    const scope = await agencyAndBelow(db, source.agency);
    const counts = await withAudit(db, async tx => {
      await takeSignature(tx, signature, now);
      await tx.updateTable('ingest_source').set({ used_at: now }).where('id', '=', source.id).execute();
      return takeIn({ tx, jobs, now, secrets, source: { ...source, by: `ingest:${source.id}`, scope } }, records);
    });
    c.header('Cache-Control', 'no-store');
    const { mistakes, ...done } = counts;
    return c.json({ ...done, mistakes: mistakes.map(({ line, ...mistake }) => ({ index: line - 1, ...mistake })) });
  });

  routes.all('/dossiers', c => {
    c.header('Allow', 'POST');
    throw new ProblemError('method-not-allowed');
  });
  return routes;
}

/** @throws ProblemError `not-allowed`: without saying whether the key or the signature is wrong */
async function authenticate({ db, secrets }: AppContext, c: Context, now: Date) {
  const [, key, time, signature] = header.exec(c.req.header('Motcua-Signature') ?? '') ?? [];
  if (!key || !time || !signature) throw refused('signature');
  if (Math.abs(now.getTime() - Number(time) * 1000) > maxSkewMs) throw refused('time');
  const source: PushingSource | undefined = await findSource(db, key.toLowerCase(), now);
  if (!source) throw refused('signature');
  const body = new Uint8Array(await c.req.arrayBuffer());
  if (!isSigned(ingestSecret(secrets, key.toLowerCase()), { time, body, signature })) throw refused('signature');
  return { source, body, signature };
}

const refused = (code: string): ProblemError =>
  new ProblemError('not-allowed', { errors: [{ pointer: '/Motcua-Signature', code }] });

/**
 * A signature counts once; it is kept with what it brought, so that a request that failed can be sent again.
 * @throws ProblemError `not-allowed` for one that was used
 */
async function takeSignature(tx: Tx, signature: string, now: Date): Promise<void> {
  const key = createHash('sha256').update(signature.toLowerCase()).digest();
  const taken = await tx
    .insertInto('ingest_signature')
    .values({ signature: key, at: now })
    .onConflict(conflict => conflict.doNothing())
    .returning('at')
    .executeTakeFirst();
  if (!taken) throw refused('replayed');
  await tx
    .deleteFrom('ingest_signature')
    .where('at', '<', new Date(now.getTime() - keptMs))
    .execute();
}

/** @throws ProblemError `invalid-input` when the body as a whole cannot be read */
function readBatch(body: Uint8Array): ReadRecord[] {
  const batch = parseOnce(body);
  const dossiers = (batch as { dossiers?: unknown } | null)?.dossiers;
  if (!Array.isArray(dossiers) || !dossiers.length) throw invalidInput('/dossiers', 'required');
  if (dossiers.length > maxPushed) throw invalidInput('/dossiers', 'long', String(maxPushed));
  return dossiers.map((value: unknown, nth) => ({ line: nth + 1, value }));
}
