import { isDeepStrictEqual } from 'node:util';
import { safeParse } from 'valibot';
import type { Tx } from '../../platform/database.ts';
import { type ImportCounts, type ReadRecord, schemaMistakes } from '../../platform/record-file/index.ts';
import { lockCatalogue } from '../lock-catalogue.ts';
import { foldedProcedure } from '../folded.ts';
import { deriveFacts } from './derive-facts.ts';
import { mergeFacts } from './merge-facts.ts';
import { NationalRecord } from './national-record.ts';

/**
 * Imports published procedures in a transaction: what is new or has changed is written, what an admin has changed here
 * stays. The same records a second time change nothing.
 */
export async function importProcedures(tx: Tx, records: readonly ReadRecord[], now: Date): Promise<ImportCounts> {
  const counts: ImportCounts = { added: 0, changed: 0, unchanged: 0, mistakes: [] };
  const published = new Map<string, NationalRecord>();
  for (const { line, value } of records) {
    const read = safeParse(NationalRecord, value);
    if (!read.success) counts.mistakes.push(...schemaMistakes(line, read.issues));
    else if (published.has(read.output.code))
      counts.mistakes.push({ line, path: 'code', code: 'duplicate', detail: read.output.code });
    else published.set(read.output.code, read.output);
  }
  if (published.size) await lockCatalogue(tx);
  // In one order, so that reports of two imports are alike.
  for (const code of [...published.keys()].sort()) counts[await write(tx, published.get(code)!, now)]++;
  return counts;
}

async function write(tx: Tx, read: NationalRecord, now: Date): Promise<'added' | 'changed' | 'unchanged'> {
  const { code } = read;
  const row = await tx.selectFrom('procedure').selectAll().where('code', '=', code).forUpdate().executeTakeFirst();
  const last = row?.published as NationalRecord | null | undefined;
  // What a file does not have at all, as a table with few columns, is not removed.
  const record = { ...last, ...read };
  if (last && isDeepStrictEqual(last, record)) return 'unchanged';
  const current = row && { ...row.facts, code, name: row.name, shortName: row.short_name, field: row.field };
  const merged = mergeFacts(current, last ? deriveFacts(last) : undefined, deriveFacts(record));
  const { name, shortName, field, ...rest } = merged as Record<string, string>;
  const facts: Record<string, unknown> = { ...rest };
  delete facts['code'];
  const words = row?.words ?? null;
  const values = {
    ...{ name: name!, short_name: shortName!, field: field! },
    ...{ facts: JSON.stringify(facts), published: JSON.stringify(record), imported_at: now },
    folded: foldedProcedure({ code, name: name!, words, facts }),
  };
  await tx
    .insertInto('procedure')
    .values({ code, words: words && JSON.stringify(words), ...values })
    .onConflict(conflict => conflict.column('code').doUpdateSet(values))
    .execute();
  return row ? 'changed' : 'added';
}
