import jsonata from 'jsonata';
import type { Mistake, Path } from './errors.ts';
import { operations } from '../contract/index.ts';
import { checkAnswer } from './check-answer.ts';
import { functionNames } from './functions.ts';
import { MapFile } from './map.ts';
import { texts } from './texts.ts';

/** JSONata's built-in functions (docs.jsonata.org, version 2.2). */
const jsonataNames = (
  'string length substring substringBefore substringAfter uppercase lowercase trim pad contains split join match replace ' +
  'eval base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl number abs floor ceil round ' +
  'power sqrt random formatNumber formatBase formatInteger parseInteger sum max min average boolean not exists count ' +
  'append sort reverse shuffle distinct zip keys lookup spread merge sift each error assert type now millis fromMillis ' +
  'toMillis map filter single reduce clone'
).split(' ');

/** What expressions may use beside functions and definitions. */
const scopeNames = 'input vars base key proof steps failed item page outer http message token refresh'.split(' ');

/** What would only fail when it is used: unknown names, taken names, answers that do not fit the contract. */
export function checkMap(map: MapFile): Mistake[] {
  const define = Object.keys(map.define ?? {});
  const taken = new Set([...jsonataNames, ...functionNames, ...scopeNames]);
  const known = new Set([...taken, ...define]);
  return [
    ...define
      .filter(name => taken.has(name))
      .map(name => ({ path: ['define', name], message: texts.taken(name), hint: texts.takenHint })),
    ...expressionsOf(map).flatMap(({ path, code }) => checkNames(map, path, namesIn(code), known)),
    ...operations.flatMap(operation => checkAnswer(operation, map.operations[operation.name]?.answer)),
  ];
}

interface Expression {
  path: Path;
  code: string;
}

/** Text with expressions in braces, by its last two keys. */
const isTemplate = (path: Path): boolean =>
  /^(?:(?:request|undo) path|text body|calls socket)$/.test(path.slice(-2).join(' '));

/** Keys whose values are taken as they are. */
const literal = new Set<unknown>(['$schema', 'name', 'about', 'base', 'vars', 'tables', 'examples']);

/** All expressions of a map. */
function expressionsOf(map: MapFile): Expression[] {
  const found: Expression[] = [];
  const look = (value: unknown, path: Path): void => {
    if (literal.has(path[0]) || path[path.length - 1] === 'about') return;
    if (typeof value === 'string') {
      if (value.startsWith('=')) found.push({ path, code: value.slice(1) });
      else if (isTemplate(path))
        for (const [, code] of value.matchAll(/\{([^{}]+)\}/g)) found.push({ path, code: code! });
    } else if (typeof value === 'object' && value) {
      for (const [key, item] of Object.entries(value)) look(item, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  look(map, []);
  return found;
}

/** Names in an expression, and the steps that it refers to. */
interface Names {
  called: Set<string>;
  read: Set<string>;
  /** By the expression itself: variables and parameters. */
  bound: Set<string>;
  /** Called where a variable of this name holds what is no function. */
  hidden: Set<string>;
  steps: Set<string>;
}

function namesIn(code: string): Names {
  const names: Names = { called: new Set(), read: new Set(), bound: new Set(), hidden: new Set(), steps: new Set() };
  /** @param values variables of the block that hold no function */
  const look = (node: unknown, values: Set<string>): void => {
    if (Array.isArray(node)) return node.forEach(each => look(each, values));
    if (typeof node !== 'object' || !node) return;
    const { type, value, lhs, rhs, procedure, steps, focus, index, ...rest } = node as Record<string, unknown>;
    const inner = type === 'block' || type === 'lambda' ? new Set(values) : values;
    for (const name of [focus, index]) if (typeof name === 'string') names.bound.add(name);
    if (type === 'variable') names.read.add(String(value));
    if (type === 'lambda')
      for (const name of (rest as { arguments: unknown[] }).arguments.map(nameOf)) {
        names.bound.add(name!);
        inner.delete(name!);
      }
    look(rhs, inner);
    if (type !== 'bind') look(lhs, inner);
    else {
      names.bound.add(nameOf(lhs)!);
      if (/^(?:lambda|partial|function|variable|condition|block|apply)$/.test(String((rhs as { type: unknown }).type)))
        inner.delete(nameOf(lhs)!);
      else inner.add(nameOf(lhs)!);
    }
    const called = nameOf(procedure);
    if (called) (inner.has(called) ? names.hidden : names.called).add(called);
    else look(procedure, inner);
    if (Array.isArray(steps)) {
      const [first, second] = steps as { type?: string; value?: unknown }[];
      if (nameOf(first) === 'steps' && second?.type === 'name') names.steps.add(String(second.value));
      look(steps, inner);
    }
    for (const each of Object.values(rest)) look(each, inner);
  };
  try {
    look(jsonata(code).ast(), new Set());
  } catch {
    // What is no JSONata is told where it is compiled.
  }
  return names;
}

const nameOf = (node: unknown): string | undefined => {
  const { type, value } = Object(node) as { type?: unknown; value?: unknown };
  return type === 'variable' ? String(value) : undefined;
};

function checkNames(map: MapFile, path: Path, names: Names, known: ReadonlySet<string>): Mistake[] {
  const { called, read, bound, hidden, steps } = names;
  const mistakes: Mistake[] = [];
  for (const name of hidden)
    if (known.has(name)) mistakes.push({ path, message: texts.taken(name), hint: texts.takenHint });
  for (const name of called)
    if (!bound.has(name) && !known.has(name))
      mistakes.push({ path, message: texts.noFunction(name), hint: texts.functions });
  for (const name of read)
    if (name && name !== '$' && !bound.has(name) && !known.has(name))
      mistakes.push({ path, message: texts.noName(name), hint: texts.names });
  const own = path[0] === 'operations' ? map.operations[String(path[1])] : undefined;
  const possible = own?.steps?.map(({ name }) => name) ?? ['call'];
  for (const name of own ? steps : [])
    if (!possible.includes(name)) mistakes.push({ path, message: texts.noStep(name), hint: texts.oneOf(possible) });
  return mistakes;
}

/**
 * Rules that compare a possibly missing field with `!=`: in JSONata every comparison with nothing is false, so the
 * rule would not refuse. They work as long as nothing is missing, so these are warnings.
 */
export function rulesWithMissableComparison(map: MapFile): Mistake[] {
  const found: Mistake[] = [];
  const look = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || !value || path[0] === 'examples') return;
    for (const [key, item] of Object.entries(value)) {
      const at = [...path, Array.isArray(value) ? Number(key) : key];
      const isRule = key === 'when' && /^(?:errorWhen|refuseWhen)$/.test(String(path[path.length - 2]));
      if (isRule && typeof item === 'string' && hasMissableSide(jsonata(item.slice(1)).ast()))
        found.push({ path: at, message: texts.notEqual, hint: texts.notEqualHint });
      else look(item, at);
    }
  };
  look(map, []);
  return found;
}

function hasMissableSide(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(hasMissableSide);
  if (typeof node !== 'object' || !node) return false;
  const { type, value, lhs, rhs } = node as Partial<jsonata.ExprNode>;
  const isConstant = (side: unknown) => /^(?:string|number|value)$/.test(String(Object(side).type));
  if (type === 'binary' && value === '!=' && !(isConstant(lhs) && isConstant(rhs))) return true;
  return Object.values(node).some(hasMissableSide);
}

interface Schema {
  type: string;
  entries?: Record<string, Schema>;
  item?: Schema;
  wrapped?: Schema;
  value?: Schema;
}

/** The keys allowed at a path of a map; empty where any are. */
export function knownKeys(path: Path): string[] {
  let schema: Schema | undefined = MapFile as unknown as Schema;
  for (const part of path) {
    const inner = unwrapped(schema);
    schema = typeof part === 'number' ? inner?.item : (inner?.entries?.[part] ?? inner?.value);
  }
  return Object.keys(unwrapped(schema)?.entries ?? {});
}

const unwrapped = (schema: Schema | undefined): Schema | undefined =>
  schema?.type === 'optional' ? unwrapped(schema.wrapped) : schema;
