export type { CsvOptions } from './csv-records.ts';
export {
  type ImportBatch,
  type ImportCounts,
  type ImportMistake,
  importRecords,
  type ImportReport,
} from './import-records.ts';
export { readRecords, type RecordFile } from './read-records.ts';
export { safeText, schemaMistakes } from './record-schema.ts';
export type { FileMistake, FileRecord, ReadRecord } from './record.ts';
