import { parse } from 'csv-parse/sync';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import { invalidInput, ProblemError } from './problem.ts';

/** A data row of a CSV file. */
export interface CsvRow {
  /** Line in the file; the header is line 1. */
  line: number;
  cells: Record<string, string>;
}

/** Why a row was rejected. */
export interface RejectedRow {
  line: number;
  pointer: string;
  code: string;
}

/** Result of an import: valid rows are kept, whatever is wrong with others. */
export interface ImportResult {
  done: number;
  rejected: RejectedRow[];
}

/** Longer files are rejected: an import runs within one request. */
const maxRows = 1000;

/**
 * Parses a CSV file (RFC 4180) as spreadsheets export it: separated by commas, semicolons or tabs, with or without a
 * byte order mark.
 * @param columns accepted headings of each column, by name
 * @param optional names of columns that may be missing
 * @throws ProblemError `invalid-input` when it is no CSV, lacks a column, is empty or too long
 */
export function parseCsv(
  text: string,
  columns: Readonly<Record<string, readonly string[]>>,
  optional: readonly string[] = [],
): CsvRow[] {
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
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, { ...options, info: true }) as unknown as typeof rows;
  } catch {
    throw invalidInput('/file', 'table');
  }
  const [header, ...body] = rows;
  const headings = (header?.record ?? []).map(foldDiacritics);
  const places = Object.entries(columns).map(([name, known]) => {
    const nth = headings.findIndex(heading => [name, ...known].some(each => foldDiacritics(each) === heading));
    if (nth < 0 && !optional.includes(name)) throw missingColumn(known[0] ?? name);
    return [name, nth] as const;
  });
  if (!body.length) throw invalidInput('/file', 'empty');
  if (body.length > maxRows) throw invalidInput('/file', 'long');
  return body.map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(places.map(([name, nth]) => [name, (record[nth] ?? '').normalize('NFC')])),
  }));
}

const missingColumn = (column: string) => invalidInput('/file', 'column', column);

/**
 * Imports rows one by one, each in a transaction of its own. A row that fails with a ProblemError is reported; other
 * errors are rethrown.
 */
export async function importRows(rows: readonly CsvRow[], work: (cells: CsvRow['cells']) => Promise<void>) {
  const imported: ImportResult = { done: 0, rejected: [] };
  for (const { line, cells } of rows)
    try {
      await work(cells);
      imported.done++;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { pointer, code } = error.extensions.errors?.[0] ?? { pointer: '', code: error.slug };
      imported.rejected.push({ line, pointer, code });
    }
  return imported;
}
