import { isDossierCode, isUsualDossierCode, parseDossierCode } from './dossier-code.ts';

/** A dossier code of a list, with the second factor where one stands beside it. */
export interface CodeLine {
  code: string;
  factor: string;
}

/** Longer lists are not read to their end. */
const maxLength = 20_000;

/** Four digits, a phone number or a secret code at the end of a line. */
const factorAtEnd = /^(.+?)[\s]+((?:\+84|0)[\d .]{8,13}|[A-Z\d]{4,12})$/i;

/**
 * Reads a list of dossier codes as pasted from a spreadsheet, a message or a document: one a line, or several in a
 * line; a factor after a tab, a semicolon or a space.
 * @returns each code once, in order
 */
export function parseCodeLines(text: string, max: number): CodeLine[] {
  const found = new Map<string, CodeLine>();
  for (const line of text.slice(0, maxLength).split(/[\r\n]+/)) {
    for (const each of codesOf(line.trim())) {
      if (found.size >= max) return [...found.values()];
      if (!found.has(each.code)) found.set(each.code, each);
    }
  }
  return [...found.values()];
}

function codesOf(line: string): CodeLine[] {
  if (!line) return [];
  const parts = line.split(/[\t;,|]+/).map(part => part.trim());
  const codes = parts.map(parseDossierCode);
  // Several codes in one line.
  if (codes.length > 1 && codes.every(isUsualDossierCode)) return codes.map(code => ({ code, factor: '' }));
  if (parts.length > 1) return lineOf(parts[0]!, parts[1]!);
  if (isUsualDossierCode(codes[0]!)) return lineOf(line, '');
  const [, code, factor] = factorAtEnd.exec(line) ?? [];
  return code && factor && isDossierCode(parseDossierCode(code)) ? lineOf(code, factor) : lineOf(line, '');
}

function lineOf(typed: string, factor: string): CodeLine[] {
  const code = parseDossierCode(typed);
  return isDossierCode(code) && /\d/.test(code) ? [{ code, factor: factor.trim() }] : [];
}
