import { safeParse, type GenericSchema } from 'valibot';
import type { Operation } from '../contract/index.ts';
import { shaped, type Schema } from './coerce.ts';
import type { Mistake, Path } from './errors.ts';
import { texts } from './texts.ts';

/**
 * Where the answer of an operation cannot fit the contract, whatever its expressions give: fields that are missing,
 * unknown, or constants of the wrong kind. After a write, the citizen would be told that nobody knows what happened.
 */
export function checkAnswer(operation: Operation, answer: unknown): Mistake[] {
  const mistakes: Mistake[] = [];
  if (answer !== undefined)
    look(operation.output as unknown as Schema, answer, ['operations', operation.name, 'answer'], mistakes);
  return mistakes;
}

const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('=');

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function look(schema: Schema, value: unknown, path: Path, mistakes: Mistake[]): void {
  if (isExpression(value)) return;
  const { type, wrapped, item, entries } = schema;
  if (type === 'nullable' || type === 'optional') {
    if (value !== null && value !== undefined && value !== '') look(wrapped!, value, path, mistakes);
  } else if (type === 'array') {
    const { each, give } = Object(value) as { each?: unknown; give?: unknown };
    if (each !== undefined && give !== undefined) look(item!, give, [...path, 'give'], mistakes);
    else if (Array.isArray(value)) value.forEach((one, i) => look(item!, one, [...path, i], mistakes));
    else if (value !== undefined && value !== null) look(item!, value, path, mistakes);
  } else if (entries && isFields(value)) {
    lookAtFields(schema, entries, value, path, mistakes);
  } else if (!isFields(value) && !Array.isArray(value)) {
    lookAtConstant(schema, value, path, mistakes);
  }
}

function lookAtFields(
  { type }: Schema,
  entries: Record<string, Schema>,
  value: Record<string, unknown>,
  path: Path,
  mistakes: Mistake[],
): void {
  for (const [name, field] of Object.entries(entries))
    if (value[name] !== undefined) look(field, value[name], [...path, name], mistakes);
    else if (!/^(?:nullable|optional|array)$/.test(field.type))
      mistakes.push({ path: [...path, name], message: texts.missing });
  if (type === 'object')
    for (const name of Object.keys(value))
      if (!(name in entries)) mistakes.push({ path: [...path, name], message: texts.notInContract });
}

function lookAtConstant(schema: Schema, value: unknown, path: Path, mistakes: Mistake[]): void {
  const result = safeParse(schema as unknown as GenericSchema, shaped(schema, value));
  if (!result.success) mistakes.push({ path, message: texts.noFit(result.issues[0].expected ?? schema.type) });
}
