import jsonata from 'jsonata';
import type { Mistake, Path } from './errors.ts';
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

/** Undefined functions in expressions, which would only fail when called. */
export function checkMap(map: MapFile): Mistake[] {
  const known = [...jsonataNames, ...functionNames, ...Object.keys(map.define ?? {})];
  const mistakes: Mistake[] = [];
  const look = (value: unknown, path: Path): void => {
    if (typeof value === 'string') {
      for (const name of unknownIn(value, known))
        mistakes.push({ path, message: texts.noFunction(name), hint: texts.functions });
    } else if (typeof value === 'object' && value && path[0] !== 'examples') {
      for (const [key, item] of Object.entries(value)) look(item, [...path, Array.isArray(value) ? Number(key) : key]);
    }
  };
  look(map, []);
  return mistakes;
}

function unknownIn(text: string, known: readonly string[]): string[] {
  const expressions = text.startsWith('=') ? [text] : [...text.matchAll(/\{([^{}]+)\}/g)].map(([, inside]) => inside!);
  return expressions.flatMap(expression => {
    const code = expression.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*[^]*?\*\//g, "''");
    const own = [...code.matchAll(/\$(\w+)\s*(?::=|[,)])/g)].map(([, name]) => name);
    return [...code.matchAll(/\$(\w+)\s*\(/g)]
      .map(([, name]) => name!)
      .filter(name => !known.includes(name) && !own.includes(name));
  });
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
