import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A field of an operation's input or output, documented by the contract's sources. */
export interface Field {
  /** `task.papers[].name` */
  path: string;
  type: string;
  required: boolean;
  comment: string;
}

export interface OperationDocs {
  comment: string;
  input: Field[];
  output: Field[];
}

const folder = join(import.meta.dirname, '../src/contract');

const constants = new Map<string, { node: ts.Expression; comment: string }>();
for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))) {
  const text = readFileSync(join(folder, name), 'utf8');
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  source.forEachChild(node => {
    if (!ts.isVariableStatement(node)) return;
    for (const { name: identifier, initializer } of node.declarationList.declarations) {
      if (initializer) constants.set(identifier.getText(), { node: initializer, comment: commentOf(node) });
    }
  });
}

/** Documentation of an operation from the contract's sources, by its name. */
export function docsOf(operation: string): OperationDocs {
  const name = `'${operation}'`;
  const found = [...constants.values()].find(({ node }) => property(node, 'name')?.getText() === name);
  const request = [...constants.values()].map(({ node }) => property(node, name)).find(Boolean);
  const output = property(found?.node, 'output');
  const input = property(request, 'input');
  if (!found || !input || !output) throw new Error(`no operation ${operation} in the contract`);
  return { comment: found.comment, input: fieldsOf(input, ''), output: fieldsOf(output, '') };
}

/** The value of a property of an object literal, under `as const` and `satisfies`. */
function property(node: ts.Expression | undefined, name: string): ts.Expression | undefined {
  if (!node) return undefined;
  if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) return property(node.expression, name);
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  return node.properties.filter(ts.isPropertyAssignment).find(entry => entry.name.getText() === name)?.initializer;
}

function fieldsOf(node: ts.Expression, path: string): Field[] {
  const { shape, list } = unwrap(node);
  const at = path && list ? `${path}[]` : path;
  if (ts.isCallExpression(shape) && shape.expression.getText() === 'variant') {
    const [, options] = shape.arguments;
    return options && ts.isArrayLiteralExpression(options)
      ? options.elements.flatMap(option => fieldsOf(option, path))
      : [];
  }
  const literal = objectOf(shape);
  if (!literal) return [];
  return literal.properties.flatMap(entry => {
    if (ts.isSpreadAssignment(entry))
      return fieldsOf((entry.expression as ts.PropertyAccessExpression).expression, path);
    if (!ts.isPropertyAssignment(entry)) return [];
    const name = entry.name.getText();
    const here = at ? `${at}.${name}` : name;
    const inner = unwrap(entry.initializer);
    const own =
      commentOf(entry) || (inner.alias === 'LocalizedText' ? '' : (constants.get(inner.alias)?.comment ?? ''));
    const field = { path: here, type: typeOf(inner), required: !inner.optional, comment: own };
    return [field, ...(inner.alias === 'LocalizedText' ? [] : fieldsOf(entry.initializer, here))];
  });
}

interface Unwrapped {
  /** The schema under `optional`, `nullable`, `array`, `pipe`. */
  shape: ts.Expression;
  /** The same before constants were followed. */
  named: ts.Expression;
  /** The first constant that was followed. */
  alias: string;
  optional: boolean;
  nullable: boolean;
  list: boolean;
}

function unwrap(node: ts.Expression): Unwrapped {
  const result: Unwrapped = { shape: node, named: node, alias: '', optional: false, nullable: false, list: false };
  for (;;) {
    const { shape } = result;
    if (ts.isIdentifier(shape) && constants.has(shape.text)) {
      result.alias ||= shape.text;
      result.shape = (constants.get(shape.text) as { node: ts.Expression }).node;
      continue;
    }
    const call = ts.isCallExpression(shape) ? shape.expression.getText() : '';
    const [first] = ts.isCallExpression(shape) ? shape.arguments : [];
    if (!first || !['optional', 'nullable', 'array', 'pipe'].includes(call)) return result;
    if (call === 'optional') result.optional = true;
    if (call === 'nullable') result.nullable = true;
    if (call === 'array') result.list = true;
    result.shape = result.named = first;
  }
}

function objectOf(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
  if (!ts.isCallExpression(node) || !/^(?:loose)?object/i.test(node.expression.getText())) return undefined;
  const [entries] = node.arguments;
  return entries && ts.isObjectLiteralExpression(entries) ? entries : undefined;
}

const simple: Record<string, string> = {
  Instant: 'instant',
  Day: 'day',
  TimeOfDay: 'time',
  Id: 'id',
  LocalizedText: 'localized',
  Score: '1–5',
};

function typeOf({ shape, alias: name, nullable, list }: Unwrapped): string {
  let type = 'text';
  if (name in simple) type = simple[name] ?? name;
  else if (objectOf(shape)) type = 'object';
  else if (ts.isCallExpression(shape)) {
    const call = shape.expression.getText();
    const [first] = shape.arguments;
    if (call === 'number' || call === 'boolean') type = call;
    if (call === 'literal') type = first?.getText().replaceAll("'", '`') ?? type;
    if (call === 'picklist' && first) {
      const listed = ts.isIdentifier(first) ? (constants.get(first.text)?.node ?? first) : first;
      type = [...listed.getText().matchAll(/'([^']+)'/g)].map(([, option]) => `\`${option}\``).join(' · ');
    }
  }
  return `${list ? `list of ${type}` : type}${nullable ? ' or null' : ''}`;
}

function commentOf(node: ts.Node): string {
  const text = node.getSourceFile().text;
  const last = ts.getLeadingCommentRanges(text, node.getFullStart())?.at(-1);
  if (!last) return '';
  return text
    .slice(last.pos, last.end)
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}
