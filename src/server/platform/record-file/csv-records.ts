import { type CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { foldDiacritics } from '../../../domain/fold-diacritics.ts';
import type { FileMistake, FileRecord } from './record.ts';

/** Which columns a table has. */
export interface CsvOptions {
  /** Accepted headings of each column, by name; the first is that of a template. */
  columns: Readonly<Record<string, readonly string[]>>;
  /** Names of columns that may be missing. */
  optional?: readonly string[];
  /** Makes a record of a row; the cells by the names of their columns otherwise. */
  toRecord?(cells: Record<string, string>): unknown;
}

const maxColumns = 200;
const maxRecord = 1_000_000;
/** Headings are looked for in no longer a start of a file. */
const maxHeader = 128 * 1024;

/** The rows of a table, with its cells by the names of their columns. */
export async function* readCsv(
  text: AsyncIterable<string>,
  { columns, optional = [], toRecord = cells => cells }: CsvOptions,
): AsyncGenerator<FileRecord> {
  const [header, whole] = await firstLine(text);
  const delimiter = [';', '\t', ','].find(each => header.includes(each)) ?? ',';
  const parser = parse({
    ...{ bom: true, delimiter, info: true, max_record_size: maxRecord },
    ...{ relax_column_count: true, skip_empty_lines: true, skip_records_with_error: true, trim: true },
  });
  const skipped: FileMistake[] = [];
  let lastSkipped = 0;
  parser.on('skip', ({ code, lines }: CsvError) => {
    const line = Number(lines);
    // One line may be wrong in several ways.
    if (line !== lastSkipped) skipped.push({ line, code: code === 'CSV_MAX_RECORD_SIZE' ? 'long' : 'table' });
    lastSkipped = line;
  });
  Readable.from(whole)
    .on('error', error => parser.destroy(error))
    .pipe(parser);
  let places: [name: string, nth: number][] | undefined;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    yield* skipped.splice(0);
    const line = info.lines;
    if (record.length > maxColumns) {
      yield { line, code: 'columns', detail: String(record.length) };
      if (!places) return;
      continue;
    }
    if (!places) {
      places = placesOf(record, columns);
      const missing = Object.keys(columns).find(
        name => !optional.includes(name) && !places!.some(([found]) => found === name),
      );
      const repeated = places.find(([, nth]) => isRepeated(record, nth));
      if (!missing && !repeated) continue;
      const detail = missing ? (columns[missing]?.[0] ?? missing) : record[repeated![1]]!;
      yield { line, code: missing ? 'columns' : 'column-twice', detail };
      return;
    }
    const cells = places.map(([name, nth]) => [name, (record[nth] ?? '').normalize('NFC')] as const);
    yield { line, value: toRecord(Object.fromEntries(cells)) };
  }
  yield* skipped;
}

/** The first line of a text, which tells what separates its columns, and the whole text. */
async function firstLine(text: AsyncIterable<string>): Promise<[string, AsyncIterable<string>]> {
  const chunks = text[Symbol.asyncIterator]();
  let start = '';
  while (!start.trimStart().includes('\n') && start.length < maxHeader) {
    const { value, done } = await chunks.next();
    if (done) break;
    start += value;
  }
  async function* whole() {
    yield start;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return [start.trimStart().split('\n', 1)[0]!, whole()];
}

function placesOf(header: readonly string[], columns: CsvOptions['columns']): [string, number][] {
  const headings = header.map(foldDiacritics);
  return Object.entries(columns)
    .map(([name, known]): [string, number] => [
      name,
      headings.findIndex(heading => [name, ...known].some(each => foldDiacritics(each) === heading)),
    ])
    .filter(([, nth]) => nth >= 0);
}

/** Whether a heading stands there twice: which column counts cannot be known. */
const isRepeated = (header: readonly string[], nth: number): boolean =>
  header.filter(heading => foldDiacritics(heading) === foldDiacritics(header[nth]!)).length > 1;
