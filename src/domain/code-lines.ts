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
/** What stands further on in a line is no code. */
const maxLine = 500;

/** Between the columns of a table. */
const columns = /[\t;,|]+/;

/** Numbers of rows, bullets and quotation marks around a code or a factor. */
const around = /^(?:\d{1,4}[.)]\s)?[^A-Z\d+]*|[^A-Z\d]+$/gi;

/**
 * Reads a list of dossier codes as pasted from a spreadsheet, a message or a document: one a line or several, with row
 * numbers and other columns. The factor is looked for beside the code: a phone or identity number, their last four
 * digits, or a secret code.
 * @param kind the second factor that is needed; nothing where the code alone is enough
 * @param max codes that are read at most
 */
export function parseCodeLines(text: string, max: number, kind?: FactorKind): CodeLines {
  const found = new Map<string, CodeLine>();
  const unread: number[] = [];
  const all = text.slice(0, maxLength).split(/\r\n|\r|\n/);
  for (const [index, line] of all.entries()) {
    const codes = codesOf(line.slice(0, maxLine), kind);
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
  if (usual.length)
    return usual.map(({ code, end }, index) => {
      const rest = line.slice(end, usual[index + 1]?.start);
      return { code, factor: factorIn(rest, kind) };
    });
  return unusualCode(line, kind);
}

/** A code of a pattern of the province's own: the first column or word that may be one, or the whole line. */
function unusualCode(line: string, kind: FactorKind | undefined): CodeLine[] {
  const parts = line.split(columns.test(line) ? columns : /\s+/).map(part => part.replace(around, ''));
  const at = parts.findIndex(isLikelyCode);
  const whole = parseDossierCode(line.replace(around, ''));
  if (at < 0) return isLikelyCode(whole) ? [{ code: whole, factor: '' }] : [];
  return [{ code: parseDossierCode(parts[at]!), factor: factorIn(parts.slice(at + 1).join(' '), kind) }];
}

/** Has letters or separators and digits: not a name, a date, a phone or an identity number. */
function isLikelyCode(typed: string): boolean {
  const code = parseDossierCode(typed);
  if (!isDossierCode(code) || code.length < 6 || /^\d{1,4}([./-])\d{1,2}\1\d{1,4}$/.test(code)) return false;
  return /\d/.test(code) && /[A-Z/_-]/.test(code) && parsePhoneNumber(code).kind !== 'phone';
}

const phone = /(?:^|[^\d.])((?:\+?84|0)(?:[ .-]?\d){8,10})(?!\d)/g;
const identity = /(?:^|\D)(\d{12}|\d{9})(?!\d)/;
const fourDigits = /^\d{4}$/;

/** The factor in what stands after a code; dates and other columns are passed over. */
function factorIn(rest: string, kind: FactorKind | undefined): string {
  if (!kind) return '';
  const text = rest.replace(/số\s*phiếu.*$/iu, '');
  if (kind === 'phoneLast4')
    for (const [, typed] of text.matchAll(phone)) if (parsePhoneNumber(typed!).kind === 'phone') return typed!;
  const number = kind === 'idLast4' ? identity.exec(text)?.[1] : undefined;
  if (number) return number;
  const words = text.split(/[\s\t;,|]+/).map(word => word.replace(around, ''));
  const isFactor = (word: string) =>
    kind === 'secretCode' ? /^(?=.*\d)[A-Z\d]{4,12}$/i.test(word) : fourDigits.test(word);
  return words.find(isFactor) ?? '';
}
