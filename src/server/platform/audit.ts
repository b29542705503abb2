import { sql } from 'kysely';
import { createHash } from 'node:crypto';
import type { Db, Tx } from './database.ts';

/** One action of an officer. */
export interface AuditEntry {
  officer: string;
  action: string;
  subject: string;
  detail?: Record<string, unknown>;
  now: Date;
  /** Whose log it is in, for what no officer does; that of the officer's agency by default. */
  agency?: string;
}

const pendingEntries = new WeakMap<Tx, AuditEntry[]>();

/**
 * Runs an officer's change in a transaction and appends its audit entries as the last statements. The chain of an
 * agency is locked only then: a transaction that holds the lock waits for no other, so there is no deadlock.
 */
export async function withAudit<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async tx => {
    const entries: AuditEntry[] = [];
    pendingEntries.set(tx, entries);
    const done = await work(tx);
    await appendEntries(tx, entries);
    return done;
  });
}

/** Records an action in the append-only log, in the transaction of the change. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const entries = pendingEntries.get(tx);
  if (entries) entries.push(entry);
  else await appendEntries(tx, [entry]);
}

const genesisHash = Buffer.alloc(32);

async function appendEntries(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  for (const { officer, action, subject, detail = {}, now, agency: given } of entries) {
    const who = await tx.selectFrom('officer').select('agency').where('id', '=', officer).executeTakeFirst();
    const agency = given ?? who?.agency ?? '';
    await tx
      .insertInto('audit_head')
      .values({ agency, hash: genesisHash, entries: 0 })
      .onConflict(conflict => conflict.doNothing())
      .execute();
    const { hash: prior } = await tx
      .selectFrom('audit_head')
      .select('hash')
      .where('agency', '=', agency)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const row = { at: now, agency, officer, action, subject, detail };
    const hash = chainHash(prior, row);
    await tx
      .insertInto('audit')
      .values({ ...row, detail: JSON.stringify(detail), prior, hash })
      .execute();
    await tx
      .updateTable('audit_head')
      .set(({ eb }) => ({ hash, entries: eb('entries', '+', 1) }))
      .where('agency', '=', agency)
      .execute();
  }
}

interface AuditRow {
  at: Date;
  agency: string;
  officer: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
}

/** SHA-256 over the previous hash and the entry. */
function chainHash(prior: Buffer, { at, agency, officer, action, subject, detail }: AuditRow): Buffer {
  const text = JSON.stringify([at.toISOString(), agency, officer, action, subject, sortKeys(detail)]);
  return createHash('sha256').update(prior).update(text).digest();
}

/** jsonb does not keep the order of keys: they are sorted before hashing. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || !value) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortKeys(item)]));
}

/** Result of verifying the chain of one agency. */
export interface ChainReport {
  agency: string;
  entries: number;
  /** The last hash. Noted outside the database, it later proves that no earlier entry was changed. */
  head: string;
  /** The first entry whose hash is wrong; `head` when the last entries are missing; undefined for an intact chain. */
  broken?: number | 'head';
}

const batchSize = 1000;

/**
 * Verifies the hash chain of each agency from its first entry.
 * @param only the agencies whose chains are verified; all by default
 */
export async function verifyLog(db: Db, only?: readonly string[]): Promise<ChainReport[]> {
  const { rows } = await sql<{ agency: string }>`
    select agency from audit_head union select distinct agency from audit where hash is not null order by agency`.execute(
    db,
  );
  const agencies = rows.filter(({ agency }) => !only || only.includes(agency));
  const verified: ChainReport[] = [];
  for (const { agency } of agencies) verified.push(await verifyChain(db, agency));
  return verified;
}

async function verifyChain(db: Db, agency: string): Promise<ChainReport> {
  let prior: Buffer = genesisHash;
  let entries = 0;
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('agency', '=', agency)
      .where('hash', 'is not', null)
      .where('id', '>', last)
      .orderBy('id')
      .limit(batchSize)
      .execute();
    for (const row of rows) {
      const hash = chainHash(prior, { ...row, agency });
      if (!row.prior || !row.hash || !prior.equals(row.prior) || !hash.equals(row.hash))
        return { agency, entries, head: prior.toString('hex'), broken: row.id };
      prior = hash;
      entries++;
    }
    if (rows.length < batchSize) break;
    last = rows[rows.length - 1]!.id;
  }
  const head = await db.selectFrom('audit_head').selectAll().where('agency', '=', agency).executeTakeFirst();
  const isWhole = head && prior.equals(head.hash) && Number(head.entries) === entries;
  return { agency, entries, head: prior.toString('hex'), ...(!isWhole && { broken: 'head' as const }) };
}
