export type { CsvOptions } from './csv-records.ts';
export { readRecords, type RecordFile } from './read-records.ts';
export type { FileMistake, FileRecord, ReadRecord } from './record.ts';
