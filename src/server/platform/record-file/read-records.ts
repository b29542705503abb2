import { type CsvOptions, readCsv } from './csv-records.ts';
import { decodeText, UnreadableText } from './decode-text.ts';
import { jsonElements } from './json-elements.ts';
import type { FileMistake, FileRecord } from './record.ts';
import { textLines } from './text-lines.ts';

export type RecordFile = AsyncIterable<Uint8Array>;

/** Characters of one record. */
const maxRecord = 1_000_000;

/**
 * Reads a file of records, one at a time: JSON lines, a JSON list, or CSV (RFC 4180; commas, semicolons or tabs), in
 * UTF-8 with or without a byte order mark. A record that cannot be read is told, the others are read.
 */
export async function* readRecords(file: RecordFile, csv: CsvOptions): AsyncGenerator<FileRecord> {
  const text = decodeText(file);
  let line = 0;
  try {
    const [start, rest] = await peek(text);
    if (/^\s*\[/.test(start)) yield* parsed(jsonElements(rest, maxRecord));
    else if (/^\s*\{/.test(start)) yield* parsed(textLines(rest, maxRecord));
    else
      for await (const record of readCsv(rest, csv)) {
        ({ line } = record);
        yield record;
      }
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    yield { line: line + 1, code: error.message };
  }
}

/** The start of a text, up to its first character that is no space, and the whole text. */
async function peek(text: AsyncGenerator<string>): Promise<[string, AsyncGenerator<string>]> {
  let start = '';
  while (!start.trim() && start.length < maxRecord) {
    const { value, done } = await text.next();
    if (done) break;
    start += value;
  }
  async function* whole() {
    yield start;
    yield* text;
  }
  return [start, whole()];
}

async function* parsed(texts: AsyncIterable<{ line: number; text: string } | FileMistake>): AsyncGenerator<FileRecord> {
  for await (const each of texts) {
    if ('code' in each) yield each;
    else
      try {
        yield { line: each.line, value: JSON.parse(each.text) as unknown };
      } catch {
        yield { line: each.line, code: 'json' };
      }
  }
}
