import jsonata from 'jsonata';
import { encodeJson } from '../domain/json.ts';
import { MapFailed, type Mistake, type Path } from './errors.ts';
import { texts } from './texts.ts';

/** Scope of an expression: `$` is `here`, the rest by name as `$name`. */
export interface Scope {
  here: unknown;
  names: Record<string, unknown>;
}

/** A compiled value of a map. */
export type Compiled = (scope: Scope) => Promise<unknown>;

/** Limits of an expression's time (ms) and depth: a wrong one must not block the server. */
const limits = { timeout: 2000, stack: 200 };

/**
 * Compiles a value of a map. Text that begins with `=` is an expression (JSONata), other text is literal. Lists and
 * objects are evaluated recursively; fields without a value are left out. `{"each": "=…", "give": …}` makes a list,
 * one `give` per item, with the item as `$`.
 */
export function compile(value: unknown, at: Path, mistakes: Mistake[]): Compiled {
  if (typeof value === 'string')
    return value.startsWith('=') ? expression(value.slice(1), at, mistakes) : constant(value);
  if (Array.isArray(value)) return list(value.map((item, index) => compile(item, [...at, index], mistakes)));
  if (typeof value !== 'object' || !value) return constant(value);
  const { each, give, ...others } = value as Record<string, unknown>;
  if (each !== undefined && give !== undefined && !Object.keys(others).length)
    return forEach(compile(each, [...at, 'each'], mistakes), compile(give, [...at, 'give'], mistakes));
  return fields(
    Object.entries(value).map(([key, item]): [string, Compiled] => [key, compile(item, [...at, key], mistakes)]),
  );
}

/** Compiles text with expressions in braces, `/dossiers/{code}`. */
export function compileText(
  text: string,
  at: Path,
  mistakes: Mistake[],
  encode: (value: string) => string,
): (scope: Scope) => Promise<string> {
  const parts = text.split(/\{([^{}]+)\}/).map((part, i) => (i % 2 ? expression(part, at, mistakes) : part));
  return async scope => {
    let made = '';
    for (const part of parts) made += typeof part === 'string' ? part : encode(written(await part(scope), at));
    return made;
  };
}

/** A value as text in a URL, form or header. */
export function written(value: unknown, at: Path): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new MapFailed(at, texts.notWritable(typeof value));
}

/** Removes the marks of JSONata's own lists. */
export const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || !value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
};

const constant =
  (value: unknown): Compiled =>
  () =>
    Promise.resolve(value);

const list =
  (items: Compiled[]): Compiled =>
  async scope => {
    const made: unknown[] = [];
    for (const item of items) {
      const value = await item(scope);
      if (value !== undefined) made.push(value);
    }
    return made;
  };

const fields =
  (entries: [string, Compiled][]): Compiled =>
  async scope => {
    const made: Record<string, unknown> = {};
    for (const [key, item] of entries) {
      const value = await item(scope);
      if (value !== undefined) made[key] = value;
    }
    return made;
  };

const forEach =
  (each: Compiled, give: Compiled): Compiled =>
  async scope => {
    const made: unknown[] = [];
    for (const here of asList(await each(scope))) {
      const value = await give({ here, names: { ...scope.names, outer: scope.here } });
      if (value !== undefined) made.push(value);
    }
    return made;
  };

/** JSONata unwraps lists of one, and returns nothing for an empty list. */
export const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? [...value] : value === undefined || value === null ? [] : [value];

function expression(source: string, at: Path, mistakes: Mistake[]): Compiled {
  let compiled: jsonata.Expression;
  try {
    compiled = jsonata(source, limits);
  } catch (error) {
    const { code = '', position, token, message } = error as jsonata.JsonataError;
    mistakes.push({ path: at, message: texts.badExpression(message || code, position, token) });
    return constant(undefined);
  }
  return async ({ here, names }) => {
    try {
      return (await compiled.evaluate(here, names)) as unknown;
    } catch (error) {
      throw failure(error, at);
    }
  };
}

/** What failed in an expression, unless it was told where already. */
function failure(error: unknown, at: Path): MapFailed {
  if (error instanceof MapFailed) return error.path.length ? error : new MapFailed(at, error.why);
  const { code, position, definition } = error as Fault;
  return new MapFailed(definition ?? at, texts.failedExpression(wordsOf(error as Fault), code, position));
}

/** An error of an expression: with values that it tells of, and the definition in which it happened. */
type Fault = Partial<jsonata.JsonataError> & { value?: unknown; value2?: unknown; definition?: Path };

/** What JSONata says of a fault, without the values in it, which may be personal. */
function wordsOf({ code, message = '', value, value2 }: Fault): string {
  // What a map itself says by $error and $assert may be made of values.
  if (!code || /^D31(?:37|41)$/.test(code)) return '';
  const values = [value, value2].filter(each => each !== undefined).map(encodeJson);
  return values.reduce((text, each) => text.split(each).join('…'), message);
}

/** A function of JSONata, as an expression gives it. */
interface Lambda {
  _jsonata_lambda: true;
  arguments: readonly { value: string }[];
  apply(self: unknown, args: unknown[]): Promise<unknown>;
}

/** A definition as expressions get it: what fails in its function is told with its own name. */
export function named(value: unknown, at: Path): unknown {
  if (Object(value)._jsonata_lambda !== true) return value;
  const lambda = value as Lambda;
  const call = async (...args: unknown[]): Promise<unknown> => {
    try {
      // eslint-disable-next-line prefer-spread -- its own method, of JSONata
      return await lambda.apply(undefined, args);
    } catch (error) {
      if (error instanceof MapFailed) throw failure(error, at);
      // JSONata adds its words to this error outside.
      throw Object.assign(error as Fault, { definition: (error as Fault).definition ?? at });
    }
  };
  // JSONata gives as many arguments as a function takes, and reads the names of those that are left open.
  const names = lambda.arguments.map(({ value: name }) => name);
  return Object.defineProperties(call, {
    length: { value: names.length },
    toString: { value: () => `function (${names.join(', ')}) {}` },
  });
}
