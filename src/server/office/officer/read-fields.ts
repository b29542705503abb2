import { parseTime } from '../../../domain/parse-input.ts';
import type { FormField } from './form-field.ts';

/** All values that were posted under a name. */
export type Posted = ReadonlyMap<string, readonly string[]>;

/** Rows beyond these are not read. */
const mostRows = 1000;

/**
 * The object that a form describes. What cannot be read stays as it was typed, and is refused with its reason when the
 * office is checked. Entries that are not in the form are those of `before`.
 * @param at where the fields stand: `hours.0.`
 */
export function readFields(
  fields: readonly FormField[],
  at: string,
  posted: Posted,
  before: unknown,
): Record<string, unknown> {
  const old = isObject(before) ? before : {};
  const values: Record<string, unknown> = { ...old };
  for (const field of fields) {
    const value = readField(field, at + field.name, posted, old[field.name]);
    if (value === undefined) delete values[field.name];
    else values[field.name] = value;
  }
  return values;
}

function readField(field: FormField, name: string, posted: Posted, before: unknown): unknown {
  const text = textIn(posted, name);
  const all = posted.get(name) ?? [];
  const orEmpty = <T>(isThere: unknown, value: T) => (isThere ? value : field.empty);
  switch (field.kind) {
    case 'number':
      return orEmpty(text, numberOf(text));
    case 'weekday':
      return orEmpty(text, numberOf(text));
    case 'time':
      return orEmpty(text, text === '24:00' ? text : (parseTime(text) ?? text));
    case 'choice':
      return orEmpty(text, unlessUsual(field, text, before));
    case 'check':
      return unlessUsual(field, all.length > 0, before);
    case 'weekdays':
      return unlessUsual(field, all.map(numberOf), before);
    case 'choices':
      return unlessUsual(field, [...all], before);
    case 'lines':
      return listOr(
        field,
        text
          .split('\n')
          .map(line => line.trim())
          .filter(Boolean),
        before,
      );
    case 'services':
      return listOr(field, [...all], before);
    case 'localized':
    case 'localizedLong': {
      const words = { ...(isObject(before) ? before : {}), ...textsIn(posted, name) };
      return orEmpty(Object.values(words).some(Boolean), withoutEmpty(words));
    }
    case 'pairs': {
      const pairs = rowsIn(posted, name).map(
        row => [textIn(posted, `${row}key`), textIn(posted, `${row}value`), posted.has(`${row}drop`)] as const,
      );
      const kept = pairs.filter(([key, , isDropped]) => key && !isDropped).map(([key, value]) => [key, value]);
      return kept.length || before !== undefined || !field.isOptional ? Object.fromEntries(kept) : field.empty;
    }
    case 'group': {
      const values = readFields(field.fields, `${name}.`, posted, before);
      return field.isOptional && isBlank(values) ? field.empty : values;
    }
    case 'rows': {
      const old = Array.isArray(before) ? (before as unknown[]) : [];
      const rows = rowsIn(posted, name).flatMap(row => {
        const values = readFields(field.fields, row, posted, old[Number(/(\d+)\.$/.exec(row)?.[1])]);
        return posted.has(`${row}drop`) || isBlank(values) ? [] : [values];
      });
      return listOr(field, rows, before);
    }
    default:
      return orEmpty(text, text);
  }
}

const textIn = (posted: Posted, name: string): string =>
  (posted.get(name)?.[0] ?? '').replaceAll('\r\n', '\n').trim().normalize('NFC');

const textsIn = (posted: Posted, name: string) => ({
  vi: textIn(posted, `${name}.vi`),
  en: textIn(posted, `${name}.en`),
});

/** Numbers as Vietnamese or English write them; what is none stays text. */
const numberOf = (text: string): number | string =>
  /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;

/** Beginnings of the names of rows, in order: `hours.0.`. */
function rowsIn(posted: Posted, name: string): string[] {
  const numbers = new Set<number>();
  for (const key of posted.keys()) {
    const number = key.startsWith(`${name}.`) ? /^(\d{1,4})\./.exec(key.slice(name.length + 1))?.[1] : undefined;
    if (number !== undefined) numbers.add(Number(number));
  }
  return [...numbers]
    .sort((a, b) => a - b)
    .slice(0, mostRows)
    .map(number => `${name}.${number}.`);
}

/** An empty list is left out, unless it was there. */
const listOr = (field: FormField, values: unknown[], before: unknown) =>
  values.length || !field.isOptional || before !== undefined ? values : field.empty;

/** What holds anyway is not written, unless it was. */
const unlessUsual = ({ isOptional, usual }: FormField, value: unknown, before: unknown) =>
  isOptional && before === undefined && String(value) === String(usual) ? undefined : value;

const withoutEmpty = (words: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(words).filter(([, word]) => word !== ''));

/** Whether nothing was filled in; what is not ticked says nothing. */
const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  typeof value === 'boolean' ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every(isBlank));

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
