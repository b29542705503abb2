import { Day, LocalizedText, TimeOfDay } from '../../../contract/index.ts';
import { usualPauses } from '../../../domain/dossier-transitions.ts';
import { type ReadSchema, timeNames } from '../parse-office.ts';

/** A field of a form, as the schema of an office file describes it. */
export type FormField = FieldBase &
  (
    | {
        kind:
          'text' | 'long' | 'lines' | 'number' | 'decimal' | 'time' | 'day' | 'check' | 'localized' | 'localizedLong';
      }
    | { kind: 'weekday' | 'weekdays' | 'pairs' | 'service' | 'services' | 'procedure' }
    | { kind: 'choice' | 'choices'; options: readonly string[] }
    | { kind: 'group' | 'rows'; fields: readonly FormField[] }
  );

interface FieldBase {
  /** Key of the value in the object around it. */
  name: string;
  /** What an empty field gives: nothing, or null. */
  empty: undefined | null;
  isOptional: boolean;
  /** What holds where nothing is said, of choices and checkboxes. */
  defaultValue?: unknown;
}

/** Texts that need more than a line. */
const longNames = new Set(['text', 'note', 'instead', 'presence']);
/** Numbers that are not whole. */
const decimalNames = new Set(['latitude', 'longitude']);
/** What holds where nothing is said; other boxes are not ticked. */
const defaultValues: Readonly<Record<string, unknown>> = {
  way: 'time',
  desk: true,
  find: true,
  confirmed: true,
  pausing: usualPauses,
  weekdays: [1, 2, 3, 4, 5],
};
/** Names of a service or a procedure, wherever they stand. */
const references = new Map([
  ['services', 'services'],
  ['handIn', 'service'],
  ['collect', 'service'],
  ['procedure', 'procedure'],
] as const);

/**
 * The fields of an object. Translations by the name of a text (`words`) are not among them: they stay as they are.
 * @param without entries that are left out
 */
export function fieldsOf(schema: ReadSchema, without: readonly string[] = []): FormField[] {
  return Object.entries(unwrap(schema).schema.entries ?? {}).flatMap(([name, entry]) =>
    without.includes(name) ? [] : (fieldOf(name, entry) ?? []),
  );
}

function fieldOf(name: string, entry: ReadSchema): FormField | undefined {
  const { schema, isOptional, isNullable } = unwrap(entry);
  const base: FieldBase = {
    name,
    isOptional: isOptional || isNullable,
    empty: isNullable && !isOptional ? null : undefined,
  };
  const reference = references.get(name as never);
  if (reference && ['array', 'string'].includes(schema.type)) return { ...base, kind: reference };
  if (is(schema, LocalizedText)) return { ...base, kind: longNames.has(name) ? 'localizedLong' : 'localized' };
  switch (schema.type) {
    case 'string':
      if (is(schema, Day)) return { ...base, kind: 'day' };
      if (is(schema, TimeOfDay) || timeNames.has(name)) return { ...base, kind: 'time' };
      return { ...base, kind: longNames.has(name) ? 'long' : 'text' };
    case 'number':
      return { ...base, kind: name === 'weekday' ? 'weekday' : decimalNames.has(name) ? 'decimal' : 'number' };
    case 'boolean':
      return { ...base, kind: 'check', defaultValue: defaultValues[name] ?? false };
    case 'picklist':
      return {
        ...base,
        kind: 'choice',
        defaultValue: defaultValues[name],
        options: (schema.options ?? []).map(String),
      };
    case 'array':
      return listOf(base, unwrap(schema.item!).schema);
    case 'record':
      return unwrap(schema.value!).schema.type === 'string' ? { ...base, kind: 'pairs' } : undefined;
    case 'object':
    case 'strict_object':
      return { ...base, kind: 'group', fields: fieldsOf(schema) };
    default:
      return undefined;
  }
}

function listOf(base: FieldBase, item: ReadSchema): FormField {
  const boxes = { ...base, defaultValue: defaultValues[base.name] ?? [] };
  if (item.type === 'picklist') return { ...boxes, kind: 'choices', options: (item.options ?? []).map(String) };
  if (item.type === 'number') return { ...boxes, kind: 'weekdays' };
  if (item.type === 'string') return { ...base, kind: 'lines' };
  return { ...base, kind: 'rows', fields: fieldsOf(item) };
}

function unwrap(schema: ReadSchema): { schema: ReadSchema; isOptional: boolean; isNullable: boolean } {
  let [isOptional, isNullable] = [false, false];
  for (; schema.wrapped; schema = schema.wrapped) {
    isOptional ||= schema.type === 'optional';
    isNullable ||= schema.type === 'nullable';
  }
  return { schema, isOptional, isNullable };
}

const is = (schema: ReadSchema, other: unknown): boolean => schema === (other as ReadSchema);
