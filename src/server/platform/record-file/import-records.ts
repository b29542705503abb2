import type { CsvOptions } from './csv-records.ts';
import { readRecords, type RecordFile } from './read-records.ts';
import type { ReadRecord } from './record.ts';

/** A record that was not imported. */
export interface ImportMistake {
  line: number;
  /** Where in the record: a path with dots; empty for the whole. */
  path: string;
  /** `json`, `columns`, `long`, `encoding`, `table`, or what the import says of a record. */
  code: string;
  detail?: string;
}

export interface ImportCounts {
  added: number;
  changed: number;
  unchanged: number;
  mistakes: ImportMistake[];
}

/** What an import of a file has done. */
export interface ImportReport extends ImportCounts {
  /** Mistakes that are not told any more. */
  more: number;
}

/** Imports batches one after the other, wherever the database is. */
export type ImportBatch = (records: readonly ReadRecord[]) => Promise<ImportCounts>;

/** Mistakes that are told; more are counted. */
const maxTold = 200;

/**
 * Imports a file as it is read, in batches: what is wrong is told with its line, the rest is imported.
 * @param batchSize records of one transaction
 */
export async function importRecords(
  file: RecordFile,
  csv: CsvOptions,
  { batchSize, importBatch }: { batchSize: number; importBatch: ImportBatch },
): Promise<ImportReport> {
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
  for await (const record of readRecords(file, csv)) {
    if ('code' in record) {
      const { line, code, detail } = record;
      tell([{ line, path: '', code, ...(detail && { detail }) }]);
      continue;
    }
    records.push(record);
    if (records.length >= batchSize) await flush();
  }
  await flush();
  return report;
}
