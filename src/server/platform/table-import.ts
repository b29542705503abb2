import { parse } from 'csv-parse/sync';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import { writeCsv } from './csv.ts';
import { invalidInput, ProblemError } from './problem.ts';
import { isZip, readXlsx } from './xlsx.ts';

/** A data row of a file. */
export interface TableRow {
  /** Line in the file; the header is line 1. */
  line: number;
  cells: Record<string, string>;
}

/** Why a row was rejected: all that is wrong with it. */
export interface RejectedRow {
  line: number;
  errors: readonly { pointer: string; code: string; detail?: string }[];
}

/** Result of an import: valid rows are kept, whatever is wrong with others. */
export interface ImportResult {
  done: number;
  rejected: RejectedRow[];
}

/** Longer files are rejected: an import runs within one request. */
const maxRows = 1000;
const maxColumns = 50;
/** A row with a longer cell is rejected: no column of ours takes as much. */
const maxText = 2000;

/** Accepted headings of each column, by name; the first one is that of the template. */
export type Columns = Readonly<Record<string, readonly string[]>>;

/**
 * Reads a spreadsheet: an Excel workbook (`.xlsx`), or CSV (RFC 4180) in UTF-8, separated by commas, semicolons or
 * tabs, with or without a byte order mark.
 * @param optional names of columns that may be missing
 * @throws ProblemError `invalid-input` when it is neither, lacks a column, is empty or too long
 */
export async function readTable(
  file: Uint8Array,
  columns: Columns,
  optional: readonly string[] = [],
): Promise<TableRow[]> {
  const lines = isZip(file)
    ? (await readXlsx(file, maxRows + 1)).map((record, nth) => ({ record, line: nth + 1 }))
    : parseCsv(decode(file));
  const [header, ...body] = lines;
  const headings = (header?.record ?? []).slice(0, maxColumns).map(foldDiacritics);
  const places = Object.entries(columns).map(([name, known]) => {
    const nth = headings.findIndex(heading => [name, ...known].some(each => foldDiacritics(each) === heading));
    if (nth < 0 && !optional.includes(name)) throw invalidInput('/file', 'column', known[0] ?? name);
    return [name, nth] as const;
  });
  const rows = body
    .filter(({ record }) => record.some(cell => cell.trim()))
    .map(({ record, line }) => ({
      line,
      cells: Object.fromEntries(places.map(([name, nth]) => [name, (record[nth] ?? '').trim().normalize('NFC')])),
    }));
  if (!rows.length) throw invalidInput('/file', 'empty');
  if (rows.length > maxRows) throw invalidInput('/file', 'long');
  return rows;
}

function decode(file: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(file);
    if (!text.includes('\0')) return text;
  } catch {
    // Reported below.
  }
  throw invalidInput('/file', 'characters');
}

function parseCsv(text: string): { record: string[]; line: number }[] {
  const [head = ''] = text.split(/\r?\n/, 1);
  const delimiter = [';', '\t', ','].find(each => head.includes(each)) ?? ',';
  const options = {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  };
  try {
    const rows = parse(text, { ...options, info: true }) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ record, line: info.lines }));
  } catch {
    throw invalidInput('/file', 'table');
  }
}

/** A CSV file to fill in, with one example; read by spreadsheets as UTF-8 because of its byte order mark. */
export const csvTemplate = (columns: Columns, example: Readonly<Record<string, string>>): string =>
  writeCsv([
    Object.values(columns).map(([first]) => first ?? ''),
    Object.keys(columns).map(name => example[name] ?? ''),
  ]);

/**
 * Imports rows one by one, each in a transaction of its own. A row that fails with a ProblemError is reported; other
 * errors are rethrown.
 */
export async function importRows(rows: readonly TableRow[], work: (cells: TableRow['cells']) => Promise<void>) {
  const imported: ImportResult = { done: 0, rejected: [] };
  for (const { line, cells } of rows)
    try {
      const [long] = Object.entries(cells).find(([, text]) => text.length > maxText) ?? [];
      if (long) throw invalidInput(`/${long}`, 'cell-long');
      await work(cells);
      imported.done++;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      imported.rejected.push({ line, errors: error.extensions.errors ?? [{ pointer: '', code: error.slug }] });
    }
  return imported;
}
