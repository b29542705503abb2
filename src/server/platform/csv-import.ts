import { parse } from 'csv-parse/sync';
import { fold } from '../../domain/fold-diacritics.ts';
import { invalidInput, ProblemError } from './problem.ts';

/** A row of a table that somebody made with a spreadsheet. */
export interface CsvRow {
  /** Its line in the file, the header being the first. */
  line: number;
  cells: Record<string, string>;
}

/** What is wrong with a row, and where. */
export interface RejectedRow {
  line: number;
  pointer: string;
  code: string;
}

/** What came of a table: good rows are kept, whatever is wrong with others. */
export interface ImportResult {
  done: number;
  rejected: RejectedRow[];
}

/** A file with more lines is refused whole: it is worked off in one request. */
const maxRows = 1000;

/**
 * Reads a CSV file (RFC 4180) as spreadsheets save it: with commas, semicolons or tabs, with or without a byte order
 * mark. Refuses one that is none, or lacks a column.
 * @param columns by name, the headings under which a column may stand
 * @param optional columns that may be missing
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
  const headings = (header?.record ?? []).map(fold);
  const places = Object.entries(columns).map(([name, known]) => {
    const nth = headings.findIndex(heading => [name, ...known].some(each => fold(each) === heading));
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

/** Works off a table row by row, each in a transaction of its own; what is refused is told with its line, all other rows are kept. */
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
