import { getDotPath, safeParse } from 'valibot';
import type { Operation, Output } from '../contract/index.ts';
import { MapFailed } from './errors.ts';
import { texts } from './texts.ts';
import { asList } from './value.ts';

/** What is read of a schema of valibot. */
export interface Schema {
  type: string;
  entries?: Record<string, Schema>;
  item?: Schema;
  wrapped?: Schema;
}

/**
 * Coerces the answer of a map to the contract: numbers and texts, single values to lists, missing values to null.
 * Unknown fields are dropped.
 * @throws MapFailed with the path of a missing or invalid value
 */
export function coerce<O extends Operation>(operation: O, value: unknown): Output<O> {
  const result = safeParse(operation.output, shaped(operation.output as unknown as Schema, value));
  if (result.success) return result.output as Output<O>;
  const [issue] = result.issues;
  const pointer = (getDotPath(issue) ?? '').replace(/\./g, '/');
  throw new MapFailed(
    ['operations', operation.name, 'answer'],
    texts.misfit(`/${pointer}`, issue.expected ?? issue.type, kindOf(issue.input)),
  );
}

/** The type of a value, never its content, which may be personal. */
function kindOf(value: unknown): string {
  if (value === undefined) return texts.nothing;
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

/** A value in the kinds that a schema has, as far as it can be read so. */
export function shaped(schema: Schema, value: unknown): unknown {
  switch (schema.type) {
    case 'nullable':
      return isNothing(value) ? null : shaped(schema.wrapped!, value);
    case 'optional':
      return isNothing(value) ? undefined : shaped(schema.wrapped!, value);
    case 'array':
      return asList(value).map(item => shaped(schema.item!, item));
    case 'object':
    case 'loose_object':
      return typeof value === 'object' && value
        ? shapedFields(schema.entries!, value as Record<string, unknown>)
        : value;
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    case 'number':
      return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value;
    case 'boolean':
      return truth.has(value) ? truth.get(value) : value;
    default:
      return value;
  }
}

const truth = new Map<unknown, boolean>([
  ['true', true],
  ['1', true],
  [1, true],
  ['false', false],
  ['0', false],
  [0, false],
]);

function shapedFields(entries: Record<string, Schema>, value: Record<string, unknown>): Record<string, unknown> {
  const made: Record<string, unknown> = { ...value };
  for (const [name, schema] of Object.entries(entries)) {
    const field = shaped(schema, value[name]);
    if (field === undefined) delete made[name];
    else made[name] = field;
  }
  return made;
}
