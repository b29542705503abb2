import { type Mistake, type Path, writePath } from '../mistakes.ts';
import type { OfficeFile } from '../office-file.ts';
import type { OfficeTexts } from '../office.texts.ts';
import { mistakeWords } from '../report.ts';
import { isObject, type Posted, storedRows } from './read-fields.ts';
import { fieldsIn, type Target } from './target.ts';

/** What is wrong with a field, or with something else of the office. */
export interface FieldError {
  words: string;
  /** Where it is, when it is not in this form. */
  elsewhere?: string;
}

/** What was sent, and what is wrong with it. */
interface Sent {
  mistakes?: readonly Mistake[];
  /** Where the item stands in the file. */
  path: Path;
  posted?: Posted;
  office: OfficeFile;
}

/** Mistakes by the name of the field that they are about. */
export function errorsOf(
  texts: OfficeTexts & { row(number: number): string },
  target: Target,
  { mistakes = [], path, posted, office }: Sent,
): Map<string, FieldError> {
  const rows = posted ? storedRows(fieldsIn(target), '', posted) : new Map<string, number[]>();
  const inside = writePath(path);
  const errors = new Map<string, FieldError>();
  for (const { path: at, code, values } of mistakes) {
    const said = mistakeWords(texts, { code, values });
    if (!at.startsWith(inside) || !/^[.[]/.test(at.slice(inside.length))) {
      errors.set(at, { words: said, elsewhere: nameAt(office, at) });
      continue;
    }
    const inner = at
      .slice(inside.length)
      .replace(/\[(\d+)\]/g, '.$1')
      .replace(/^\./, '');
    const name = asPosted(inner, rows);
    // A mistake of a line or a box is that of the list.
    const [, list = name, number] = /^(.*)\.(\d+)$/.exec(name) ?? [];
    const line = number === undefined ? said : `${texts.row(Number(number) + 1).toLowerCase()}: ${said}`;
    errors.set(list, { words: [errors.get(list)?.words, line].filter(Boolean).join('; ') });
  }
  return errors;
}

/** The name of a field with the number that its row has on the page. */
function asPosted(name: string, rows: ReadonlyMap<string, readonly number[]>): string {
  for (const [list, numbers] of rows) {
    const [, index = '', rest = ''] = name.startsWith(`${list}.`)
      ? (/^(\d+)(.*)$/.exec(name.slice(list.length + 1)) ?? [])
      : [];
    if (index) return `${list}.${numbers[Number(index)] ?? index}${rest}`;
  }
  return name;
}

/** The name of the innermost thing of the office at a path that has one. */
function nameAt(office: OfficeFile, path: string): string {
  let [value, name]: [unknown, string] = [office, path];
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    value = (value as Record<string, unknown> | undefined)?.[step];
    if (isObject(value) && typeof value['name'] === 'string') name = value['name'];
  }
  return name;
}
