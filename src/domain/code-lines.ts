import { isDossierCode, parseDossierCode, usualDossierCodes } from './dossier-code.ts';
import { parsePhoneNumber } from './phone.ts';

/** What stands beside a code to prove who asks. */
type FactorKind = 'phoneLast4' | 'idLast4' | 'secretCode';

/** A dossier code of a list. */
export interface CodeLine {
  code: string;
  /** The second factor that stands beside it; empty where none was found. */
  factor: string;
}

/** What a list contains. */
export interface CodeLines {
  /** Each code once, in order. */
  lines: CodeLine[];
  /** Numbers, from 1, of lines that contain digits but no code. */
  unread: number[];
}

/** Longer lists are not read to their end. */
const maxLength = 20_000;
/** Words further on in a line are no codes of a pattern of the province's own. */
const maxWords = 100;

/** Between the columns of a table. */
const columns = /[\t;,|]+/;

/** Numbers of rows, bullets and quotation marks before a code or a factor, and what ends it. */
const before = /^(?:\d{1,4}[.)]\s)?[^A-Z\d+]*/i;
const after = /[^A-Z\d]$/i;

/**
 * Reads a list of dossier codes as pasted from a spreadsheet, a message or a document: one a line or several, with row
 * numbers and other columns. The factor is looked for after the code, then before it: a phone or identity number, their
 * last four digits, or a secret code.
 * @param kind the second factor that is needed; nothing where the code alone is enough
 * @param max codes that are read at most
 */
export function parseCodeLines(text: string, max: number, kind?: FactorKind): CodeLines {
  const found = new Map<string, CodeLine>();
  const unread: number[] = [];
  const all = text.slice(0, maxLength).split(/\r\n|\r|\n/);
  for (const [index, line] of all.entries()) {
    const codes = codesOf(line, kind);
    if (!codes.length && /\d/.test(line)) unread.push(index + 1);
    for (const { code, factor } of codes) {
      const known = found.get(code);
      if (known) known.factor ||= factor;
      else if (found.size < max) found.set(code, { code, factor });
    }
    if (found.size >= max) break;
  }
  return { lines: [...found.values()], unread };
}

function codesOf(line: string, kind: FactorKind | undefined): CodeLine[] {
  const usual = usualDossierCodes(line);
  if (!usual.length) return unusualCodes(line, kind);
  return usual.map(({ code, start, end }, index) => {
    const rest = line.slice(end, usual[index + 1]?.start);
    const first = usual.length === 1 ? line.slice(0, start) : '';
    return { code, factor: factorIn(rest, kind) || factorIn(first, kind) };
  });
}

/** Codes of a pattern of the province's own: columns or words that may be some, or the whole line. */
function unusualCodes(line: string, kind: FactorKind | undefined): CodeLine[] {
  const parts = line
    .split(columns.test(line) ? columns : /\s+/)
    .slice(0, maxWords)
    .map(trimmed);
  const places = [...parts.keys()].filter(at => isLikelyCode(parts[at]!));
  if (places.length)
    return places.map((at, index) => ({
      code: parseDossierCode(parts[at]!),
      factor: factorIn(parts.slice(at + 1, places[index + 1]).join(' '), kind),
    }));
  // A code that is typed in groups: it has digits at its start and no words.
  const whole = trimmed(line);
  const isGroups = /^\S*\d/.test(whole) && !/\p{L}{3}/u.test(whole) && isLikelyCode(whole);
  return isGroups ? [{ code: parseDossierCode(whole), factor: '' }] : [];
}

function trimmed(text: string): string {
  let rest = text.replace(before, '');
  while (after.test(rest)) rest = rest.slice(0, -1);
  return rest;
}

/** Has letters or separators and digits: not a name, a date, a phone or an identity number. */
function isLikelyCode(typed: string): boolean {
  const code = parseDossierCode(typed);
  if (!isDossierCode(code) || code.length < 6 || /^\d{1,4}([./-])\d{1,2}\1\d{1,4}$/.test(code)) return false;
  return /\d/.test(code) && /[A-Z/_-]/.test(code) && parsePhoneNumber(code).kind !== 'phone';
}

/** With brackets, spaces and dots between its digits. */
const phone = /(?:^|[^\d.])((?:\+?84|0)(?:[ .()-]{0,2}\d){8,10})(?!\d)/g;
/** Spreadsheets drop the zero at the start. */
const phoneWithoutZero = /(?:^|\D)([35789]\d{8})(?!\d)/;
const identity = [/(?:^|\D)(\d{12})(?!\d)/, /(?:^|\D)(\d{11})(?!\d)/, /(?:^|\D)(\d{9})(?!\d)/];
const fourDigits = /^\d{4}$/;
const year = /^(?:19|20)\d\d$/;
const secret = /^(?=.*\d)(?=.*[A-Z])[A-Z\d]{4,12}$/i;

/** The factor in what stands beside a code; dates and other columns are passed over. */
function factorIn(beside: string, kind: FactorKind | undefined): string {
  if (!kind) return '';
  const text = beside.replace(/số\s*phiếu\s*:?\s*\d+/iu, '');
  const words = text.split(/[\s;,|:]+/).map(trimmed);
  if (kind === 'secretCode') return words.find(word => secret.test(word)) ?? '';
  const number = kind === 'phoneLast4' ? phoneIn(text) : identityIn(text);
  if (number) return number;
  const four = words.filter(word => fourDigits.test(word));
  return four.find(word => !year.test(word)) ?? four[0] ?? '';
}

function phoneIn(text: string): string | undefined {
  for (const [, typed] of text.matchAll(phone)) {
    const digits = typed!.replace(/[()]/g, '');
    if (parsePhoneNumber(digits).kind === 'phone') return digits;
  }
  const short = phoneWithoutZero.exec(text)?.[1];
  return short && `0${short}`;
}

/** Its last four digits are the same without the zero that a spreadsheet drops. */
function identityIn(text: string): string | undefined {
  for (const pattern of identity) {
    const found = pattern.exec(text)?.[1];
    if (found) return found.length === 11 ? `0${found}` : found;
  }
  return undefined;
}
