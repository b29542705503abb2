import { type BaseIssue, check, getDotPath, maxLength, pipe, string } from 'valibot';
import type { ImportMistake } from './import-records.ts';

/** A text that a database takes: without NUL and halves of characters, which JSON can escape. */
export const safeText = (max = 2000) =>
  pipe(
    string(),
    maxLength(max),
    check(words => words.isWellFormed() && !words.includes('\0')),
  );

/** Mistakes of one record that are told. */
const maxMistakes = 5;

/** What a schema finds wrong with a record: a message of ours in `code`, the library's English in `detail`. */
export function schemaMistakes(line: number, issues: readonly BaseIssue<unknown>[]): ImportMistake[] {
  // The first of each place.
  const byPath = new Map(issues.map(issue => [getDotPath(issue) ?? '', issue] as const).reverse());
  const told = [...byPath].reverse().slice(0, maxMistakes);
  return told.map(([path, { message, type, received }]) => {
    if (!/^[a-z-]+$/.test(message)) return { line, path, code: 'invalid', detail: message };
    // Words of a list tell nothing of a person.
    return { line, path, code: message, ...(type === 'picklist' && { detail: received.slice(0, 60) }) };
  });
}
