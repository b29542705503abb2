import { parseTime } from '../../../domain/parse-input.ts';
import type { FormField } from './form-field.ts';

/** All values that were posted under a name. */
export type Posted = ReadonlyMap<string, readonly string[]>;

/** Rows beyond these are not read. */
const maxRows = 1000;

/** What a form is read for. */
type Purpose =
  /** To be stored: rows that are empty or taken out are left out. */
  | 'store'
  /** To be shown again: rows stay where they were typed. */
  | 'show';

/**
 * The object that a form describes. What cannot be read stays as it was typed, and is refused with its reason when the
 * office is checked. Entries that are not in the form are those of `before`.
 * @param prefix of the names of the fields: `hours.0.`
 */
export function readFields(
  fields: readonly FormField[],
  prefix: string,
  posted: Posted,
  before: unknown,
  purpose: Purpose = 'store',
): Record<string, unknown> {
  const old = isObject(before) ? before : {};
  const values: Record<string, unknown> = { ...old };
  for (const field of fields) {
    const value = readField(field, prefix + field.name, posted, old[field.name], purpose);
    if (value === undefined) delete values[field.name];
    else values[field.name] = value;
  }
  return values;
}

/** The numbers of the rows that are stored, by the name of their list: what the file calls row 0 can be row 2 of the form. */
export function storedRows(fields: readonly FormField[], prefix: string, posted: Posted): Map<string, number[]> {
  const numbers = new Map<string, number[]>();
  for (const field of fields) {
    const name = prefix + field.name;
    if (field.kind === 'group')
      for (const [list, rows] of storedRows(field.fields, `${name}.`, posted)) numbers.set(list, rows);
    if (field.kind === 'rows')
      numbers.set(
        name,
        rowsIn(posted, name).filter(number => isStored(field.fields, `${name}.${number}.`, posted)),
      );
  }
  return numbers;
}

function readField(field: FormField, name: string, posted: Posted, before: unknown, purpose: Purpose): unknown {
  const text = textIn(posted, name);
  const all = posted.get(name) ?? [];
  switch (field.kind) {
    case 'number':
    case 'decimal':
    case 'weekday':
      return text ? numberOf(text, field.kind === 'decimal') : field.empty;
    case 'time':
      return text ? (text === '24:00' ? text : (parseTime(text) ?? text)) : field.empty;
    case 'choice':
      return text ? withoutDefault(field, text, before) : field.empty;
    case 'check':
      return withoutDefault(field, all.length > 0, before);
    case 'weekdays':
      return withoutDefault(
        field,
        all.map(day => numberOf(day, false)),
        before,
      );
    case 'choices':
      return withoutDefault(field, [...all], before);
    case 'lines':
      return listOrEmpty(field, linesIn(text), before);
    case 'services':
      return listOrEmpty(field, [...all], before);
    case 'localized':
    case 'localizedLong': {
      const words = { ...(isObject(before) ? before : {}), ...textsIn(posted, name) };
      return Object.values(words).some(Boolean) ? withoutEmpty(words) : field.empty;
    }
    case 'pairs':
      return readPairs(field, name, posted, before);
    case 'group': {
      const values = readFields(field.fields, `${name}.`, posted, before, purpose);
      return field.isOptional && Object.values(values).every(value => value === null) ? field.empty : values;
    }
    case 'rows': {
      const numbers = rowsIn(posted, name);
      const old = Array.isArray(before) ? (before as unknown[]) : [];
      const oldOf = matchRows(field.fields, name, posted, numbers, old);
      const readRow = (number: number) =>
        readFields(field.fields, `${name}.${number}.`, posted, oldOf.get(number), purpose);
      if (purpose === 'store') {
        const stored = numbers.filter(number => isStored(field.fields, `${name}.${number}.`, posted));
        return listOrEmpty(field, stored.map(readRow), before);
      }
      const last = numbers.findLast(
        number => number < old.length || isStored(field.fields, `${name}.${number}.`, posted),
      );
      return Array.from({ length: (last ?? -1) + 1 }, (_, number) => readRow(number));
    }
    default:
      return text || field.empty;
  }
}

/**
 * The stored row of each posted one, whose hidden entries it keeps, such as translations: the one with the same texts,
 * or the one that stood at its number, unless that has gone elsewhere.
 */
function matchRows(
  fields: readonly FormField[],
  name: string,
  posted: Posted,
  numbers: readonly number[],
  old: readonly unknown[],
): Map<number, unknown> {
  const left = new Map(old.map((row, index) => [index, textsOfRow(fields, row)]));
  const matches = new Map<number, unknown>();
  const take = (number: number, index: number | undefined) => {
    if (index === undefined || !left.delete(index)) return;
    matches.set(number, old[index]);
  };
  for (const number of numbers) {
    const texts = textsOfRow(fields, readFields(fields, `${name}.${number}.`, posted, undefined));
    take(number, left.get(number) === texts ? number : [...left].find(([, each]) => each === texts)?.[0]);
  }
  for (const number of numbers) if (!matches.has(number)) take(number, number);
  return matches;
}

const textKinds: readonly FormField['kind'][] = ['text', 'long', 'localized', 'localizedLong'];

/** The texts of a row, as one. */
const textsOfRow = (fields: readonly FormField[], row: unknown): string => {
  const values = isObject(row) ? row : {};
  const texts = fields
    .filter(({ kind }) => textKinds.includes(kind))
    .map(({ name }) => {
      const value = values[name] ?? '';
      return isObject(value) ? [value['vi'] ?? '', value['en'] ?? ''] : value;
    });
  return JSON.stringify(texts);
};

/** Texts by name; as rows when a name is missing or given twice, so that they are refused. */
function readPairs(field: FormField, name: string, posted: Posted, before: unknown): unknown {
  const pairs = rowsIn(posted, name)
    .filter(number => !posted.has(`${name}.${number}.drop`))
    .map(number => ({ key: textIn(posted, `${name}.${number}.key`), value: textIn(posted, `${name}.${number}.value`) }))
    .filter(({ key, value }) => key || value);
  if (!pairs.length && before === undefined && field.isOptional) return field.empty;
  const keys = new Set(pairs.map(({ key }) => key));
  if (keys.has('') || keys.size < pairs.length) return pairs;
  return Object.fromEntries(pairs.map(({ key, value }) => [key, value]));
}

const textIn = (posted: Posted, name: string): string =>
  (posted.get(name)?.[0] ?? '').replaceAll('\r\n', '\n').trim().normalize('NFC');

const textsIn = (posted: Posted, name: string) => ({
  vi: textIn(posted, `${name}.vi`),
  en: textIn(posted, `${name}.en`),
});

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);

/**
 * A number as people write it; what is none stays text. Vietnamese write `8.000` for eight thousand, so only fields
 * that can have decimals read a point or a comma as one.
 */
function numberOf(text: string, isDecimal: boolean): number | string {
  if (isDecimal) return /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
  return /^-?\d+$|^\d{1,3}(?:[ .,]\d{3})+$/.test(text) ? Number(text.replace(/[ .,]/g, '')) : text;
}

/** Numbers of the rows of a list, in order. */
function rowsIn(posted: Posted, name: string): number[] {
  const numbers = new Set<number>();
  for (const key of posted.keys()) {
    const number = key.startsWith(`${name}.`) ? /^(\d{1,3})\./.exec(key.slice(name.length + 1))?.[1] : undefined;
    if (number !== undefined) numbers.add(Number(number));
  }
  return [...numbers].sort((a, b) => a - b).slice(0, maxRows);
}

/** Whether a row is kept: something was filled in, and it was not taken out. What is not ticked says nothing. */
const isStored = (fields: readonly FormField[], prefix: string, posted: Posted): boolean =>
  !posted.has(`${prefix}drop`) && !isBlank(readFields(fields, prefix, posted, undefined));

/** An empty list is left out, unless it was there. */
const listOrEmpty = (field: FormField, values: unknown[], before: unknown) =>
  values.length || !field.isOptional || before !== undefined ? values : field.empty;

/** What holds anyway is not written, unless it was. */
const withoutDefault = ({ isOptional, defaultValue }: FormField, value: unknown, before: unknown) =>
  isOptional && before === undefined && String(value) === String(defaultValue) ? undefined : value;

const withoutEmpty = (words: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(words).filter(([, word]) => word !== ''));

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  typeof value === 'boolean' ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every(isBlank));

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
