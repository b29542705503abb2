import { Parser } from 'htmlparser2';

/** A pasted page: response headers and markup. */
export interface ParsedPage {
  /** Names in lower case; repeated headers are repeated. */
  headers: readonly [name: string, value: string][];
  html: string;
}

/** In characters; the head of a page is far shorter. */
const maxLength = 500_000;

/** Parses headers, markup or both, as `curl -i` or browser tools show them. */
export function parsePage(pasted: string): ParsedPage {
  const text = pasted.slice(0, maxLength).replace(/\r\n?/g, '\n').trim();
  const start = text.search(/^[ \t]*</m);
  const head = start < 0 ? text : text.slice(0, start);
  const headers = head
    // A browser's tools copy the value to the line after its name.
    .replace(/^([\w-]+):[ \t]*\n(?![\w-]+:)/gm, '$1: ')
    .split('\n')
    .map(line => /^([\w-]+):\s*(.*)$/.exec(line.trim()))
    .filter(found => found !== null)
    .map(([, name = '', value = '']): [string, string] => [name.toLowerCase(), value.trim()]);
  return { headers, html: start < 0 ? '' : text.slice(start) };
}

const known = new WeakMap<ParsedPage, Map<string, Record<string, string>[]>>();

/** The attributes of each tag of a name, in order; comments and scripts are ignored. */
export function tagsOf(page: ParsedPage, name: string): Record<string, string>[] {
  let tags = known.get(page);
  if (!tags) known.set(page, (tags = parseTags(page.html)));
  return tags.get(name) ?? [];
}

/** Parses the page once. */
function parseTags(html: string): Map<string, Record<string, string>[]> {
  const tags = new Map<string, Record<string, string>[]>();
  const parser = new Parser({
    onopentag(name, attributes) {
      const known = tags.get(name);
      if (known) known.push(attributes);
      else tags.set(name, [attributes]);
    },
  });
  parser.end(html);
  return tags;
}

/** Sources by directive. */
export type Policy = Record<string, string[]>;

/** All policies of the page (CSP 3, 4.2). */
export function policiesOf(page: ParsedPage): Policy[] {
  const header = page.headers
    .filter(([name]) => name === 'content-security-policy')
    .flatMap(([, value]) => value.split(','))
    .map(parsePolicy);
  const meta = tagsOf(page, 'meta')
    .filter(tag => tag['http-equiv']?.toLowerCase() === 'content-security-policy')
    // A sandbox counts only in a header (HTML, 4.2.5.3).
    .map(tag => without(parsePolicy(tag['content'] ?? ''), 'sandbox'));
  return [...header, ...meta].filter(policy => Object.keys(policy).length);
}

function parsePolicy(text: string): Policy {
  const policy: Policy = {};
  for (const directive of text.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    // The first directive of a name counts (CSP 3, 2.2.1).
    if (name) policy[name.toLowerCase()] ??= sources.map(keyword);
  }
  return policy;
}

/** Keywords are case-insensitive; hashes and nonces are not. */
const keyword = (source: string): string => (/^'(?!sha\d|nonce-)/i.test(source) ? source.toLowerCase() : source);

const without = (policy: Policy, name: string): Policy =>
  Object.fromEntries(Object.entries(policy).filter(([each]) => each !== name));
