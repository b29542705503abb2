import { encodeJson } from '../domain/json.ts';
import type { Mistake, Path } from './errors.ts';
import { MapFailed, MapRefusal } from './errors.ts';
import { isWithin, type ForeignRequest } from './exchange.ts';
import type { MapFile } from './map.ts';
import type { RequestMap } from './request-map.ts';
import { texts } from './texts.ts';
import { asList, compile, compileText, plain, written, type Scope } from './value.ts';

/** Builds a request in a scope. */
export type BuildRequest = (scope: Scope) => Promise<ForeignRequest>;

/** Compiles a request of a map. */
export function compileRequest(request: RequestMap, map: MapFile, at: Path, mistakes: Mistake[]): BuildRequest {
  const { charset } = request;
  const method = methodOf(request);
  if ([request.form, request.json, request.text].filter(body => body !== undefined).length > 1)
    mistakes.push({ path: at, message: texts.twoBodies });
  if (method === 'GET' && hasBody(request)) mistakes.push({ path: at, message: texts.bodyOnGet });
  const address = compileAddress(request.path, map, [...at, 'path'], mistakes);
  const query = compile(request.query ?? {}, [...at, 'query'], mistakes);
  const ownHeaders = compile(request.headers ?? {}, [...at, 'headers'], mistakes);
  const mapHeaders = compile(map.headers ?? {}, ['headers'], mistakes);
  const body = compileBody(request, at, mistakes);

  return async scope => {
    const { url: to, roots } = await address(scope);
    const asked = pairs(await query(scope), [...at, 'query']);
    const { type, text } = await body(scope);
    const headers: Record<string, string> = {};
    if (type) headers['Content-Type'] = type;
    // What the map sends with each request is for its own system.
    const isForeign = roots && new URL(to).origin !== (map.base && new URL(map.base).origin);
    for (const made of [isForeign ? {} : await mapHeaders(scope), await ownHeaders(scope)])
      for (const [name, value] of Object.entries(made as Record<string, unknown>)) {
        const isCookie = name.toLowerCase() === 'cookie';
        const line = written(isCookie ? cookieLine(value) : value, [...at, 'headers', name]);
        // Prevents header injection.
        if (/[\r\n]/.test(line)) throw new MapFailed([...at, 'headers', name], texts.notWritable('a line break'));
        headers[isCookie ? 'Cookie' : name] = line;
      }
    return {
      method,
      url: asked ? `${to}${to.includes('?') ? '&' : '?'}${asked}` : to,
      headers,
      body: text,
      charset,
      timeout: map.timeout,
      ...(roots && { roots }),
    };
  };
}

/** An absolute URL; `roots` where an answer has named it. */
interface Address {
  url: string;
  roots?: readonly string[];
}

/** Compiles the address of a request. */
function compileAddress(
  path: string,
  { base, hosts = [] }: MapFile,
  at: Path,
  mistakes: Mistake[],
): (scope: Scope) => Promise<Address> {
  if (!base && !/^(?:https?:|=)/.test(path)) mistakes.push({ path: at, message: texts.noBase });
  if (path.startsWith('=')) {
    const answered = compile(path, at, mistakes);
    const roots = [...(base ? [base] : []), ...hosts];
    return async scope => {
      const named = written(await answered(scope), at);
      const folder = base && `${base.replace(/\/+$/, '')}/`;
      // Only a query: of the base itself.
      const from = named.startsWith('?') ? base : folder;
      const url = URL.canParse(named, from) ? new URL(named, from).href : '';
      if (!isWithin(url, roots)) throw new MapFailed(at, texts.elsewhere);
      return { url, roots };
    };
  }
  const text = compileText(path, at, mistakes, wholePath(path) ? String : pathPart);
  return async scope => {
    const own = await text(scope);
    if (/^https?:/.test(own)) return { url: own };
    return { url: `${base?.replace(/\/+$/, '')}${own.startsWith('/') ? '' : '/'}${own}` };
  };
}

/** Cookies by name as a header. */
const cookieLine = (value: unknown): unknown =>
  typeof value === 'object' && value
    ? Object.entries(value)
        .map(([name, each]) => `${name}=${String(each)}`)
        .join('; ')
    : value;

/** A path segment. `.` and `..` would change the path, however encoded (URL Standard, dot segments). */
function pathPart(value: string): string {
  if (/^\.{1,2}$/.test(value)) throw new MapRefusal('invalid-input', { errors: [{ pointer: '/', code: 'path' }] });
  return encodeURIComponent(value);
}

/** A path that is a single expression over constants is used as a path, not encoded as a segment. */
const wholePath = (path: string): boolean => /^\{\$vars\.[\w.]+\}$/.test(path);

/** POST with a body, else GET, unless the map says otherwise. */
export const methodOf = (request: RequestMap): string => request.method ?? (hasBody(request) ? 'POST' : 'GET');

const hasBody = ({ form, json, text }: RequestMap): boolean =>
  form !== undefined || json !== undefined || text !== undefined;

function compileBody(
  { form, json, text }: RequestMap,
  at: Path,
  mistakes: Mistake[],
): (scope: Scope) => Promise<{ type?: string; text?: string }> {
  if (form) {
    const value = compile(form, [...at, 'form'], mistakes);
    return async scope => ({
      type: 'application/x-www-form-urlencoded;charset=UTF-8',
      text: pairs(await value(scope), [...at, 'form']),
    });
  }
  if (json !== undefined) {
    const value = compile(json, [...at, 'json'], mistakes);
    return async scope => ({ type: 'application/json', text: encodeJson(plain(await value(scope))) });
  }
  if (text) {
    const body = compileText(text.body, [...at, 'text', 'body'], mistakes, escapeXml);
    return async scope => ({ type: text.type, text: await body(scope) });
  }
  return async () => ({});
}

/** Encodes a form; a list becomes one field per item, missing values are left out. */
function pairs(fields: unknown, at: Path): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(fields as Record<string, unknown>))
    for (const item of asList(value))
      parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(written(item, [...at, name]))}`);
  return parts.join('&');
}

const escapeXml = (value: string): string => value.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);
