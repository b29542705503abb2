import type { Database } from '../../platform/database.ts';
import { type ReadRecord, readRecords, type RecordFile } from '../../platform/record-file/index.ts';
import { withAudit, recordAudit } from '../../platform/audit.ts';
import { type ImportCounts, importProcedures } from './import-procedures.ts';
import { catalogueTable } from './table-record.ts';

/** Records of one transaction: one that fails costs little, and memory stays small. */
const batch = 50;
/** Mistakes that are told; more are counted. */
const maxTold = 200;

/** What an import of a file has done. */
export interface ImportReport extends ImportCounts {
  /** Mistakes that are not told any more. */
  more: number;
}

/** Imports batches one after the other, wherever the database is. */
export type ImportBatch = (records: readonly ReadRecord[]) => Promise<ImportCounts>;

/**
 * Imports a catalogue from a file as it is read: JSON lines or a JSON list as the national portal publishes it, or a
 * table. What is wrong is told with its line, the rest is imported; the same file a second time changes nothing.
 */
export async function importCatalogue(file: RecordFile, importBatch: ImportBatch): Promise<ImportReport> {
  const report: ImportReport = { added: 0, changed: 0, unchanged: 0, mistakes: [], more: 0 };
  const tell = (mistakes: ImportCounts['mistakes']) => {
    const room = Math.max(0, maxTold - report.mistakes.length);
    report.mistakes.push(...mistakes.slice(0, room));
    report.more += Math.max(0, mistakes.length - room);
  };
  let records: ReadRecord[] = [];
  const flush = async () => {
    if (!records.length) return;
    const { added, changed, unchanged, mistakes } = await importBatch(records);
    records = [];
    report.added += added;
    report.changed += changed;
    report.unchanged += unchanged;
    tell(mistakes);
  };
  for await (const record of readRecords(file, catalogueTable)) {
    if ('code' in record) {
      const { line, code, detail } = record;
      tell([{ line, path: '', code, ...(detail && { detail }) }]);
      continue;
    }
    records.push(record);
    if (records.length >= batch) await flush();
  }
  await flush();
  return report;
}

/** Imports a batch here, and logs what it has changed. */
export const importHere =
  ({ db }: Pick<Database, 'db'>, officer: string, now: () => Date): ImportBatch =>
  records =>
    withAudit(db, async tx => {
      const counts = await importProcedures(tx, records, now());
      const { added, changed } = counts;
      const detail = { added: String(added), changed: String(changed) };
      if (added || changed)
        await recordAudit(tx, { officer, action: 'catalogue.import', subject: 'catalogue', detail, now: now() });
      return counts;
    });
