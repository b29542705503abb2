import { ExchangeFailed } from './errors.ts';

/** Parses JSON as old systems send it: with a byte order mark, or wrapped in a JSONP call. */
export function readJson(text: string): unknown {
  const own = text.replace(/^\uFEFF/, '').trim();
  const [, inside] = /^[\w$.]+\s*\(([^]*)\)\s*;?$/.exec(own) ?? [];
  try {
    return JSON.parse(inside ?? own);
  } catch {
    throw new ExchangeFailed('not-understood');
  }
}

/**
 * Parses CSV (RFC 4180) to objects by the headings of its first line; quotes may contain separators and line breaks.
 * Without a separator, the most frequent one of the first line is used. Own code: a library would be a third of the
 * lazy module.
 */
export function readCsv(text: string, separator?: string): Record<string, string>[] {
  const own = text.replace(/^\uFEFF/, '');
  const first = own.slice(0, /\r|\n|$/.exec(own)?.index);
  const comma = separator ?? [',', ';', '\t', '|'].sort((a, b) => first.split(b).length - first.split(a).length)[0]!;
  const [names = [], ...rows] = records(own, comma);
  return rows
    .filter(row => row.length > 1 || row[0])
    .map(row => Object.fromEntries(names.map((name, i): [string, string] => [name.trim(), row[i] ?? ''])));
}

function records(text: string, comma: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[i + 1] === '"') field += text[i++];
      else quoted = false;
    } else if (sign === '"' && !field) quoted = true;
    else if (sign === comma) {
      row.push(field);
      field = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[i + 1] === '\n') i++;
      rows.push([...row, field]);
      row = [];
      field = '';
    } else field += sign;
  }
  if (field || row.length) rows.push([...row, field]);
  return rows;
}
