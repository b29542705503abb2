/** Codes that may be sent to a backend, whatever the province's own pattern is. */
const acceptable = /^[A-Z0-9][A-Z0-9./_-]{3,48}$/;

/** The pattern of Circular 03/2025/TT-VPCP and its predecessors; only used for hints. */
const usual = /^(?:\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{1,4}){0,3})-(?:\d{6}|\d{8})-\d{4,7}$/;

/** Codes of that pattern in a text, with spaces around their dashes. */
const usualInText =
  /\b(?:\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{1,4}){0,3})\s*-\s*(?:\d{8}|\d{6})\s*-\s*\d{4,7}(?![\dA-Z])/gi;

const dashes = /[\u2010-\u2015\u2212\uff0d]/g;

/** Query parameters under which portals put the code into QR codes. */
const linkParameter = /[?&#](?:mhs|mahoso|ma|dossierno|code)=([^&#]+)/i;

/**
 * Parses a dossier code as typed, pasted or scanned: any dash, spaces, lower case, a label before it and a
 * register number after it (with or without diacritics), the URL in a receipt's QR code, or a HIBC label (`+code` and a check character).
 * @returns the normalized code; check it with `isDossierCode`
 */
export function parseDossierCode(typed: string): string {
  // Scanners may put an identifier of the bar code's kind in front (ISO/IEC 15424): `]C1`.
  let text = typed
    .normalize('NFC')
    .trim()
    .replace(/^\][A-Za-z]\d/, '');

  const link = linkParameter.exec(text);
  if (link?.[1]) text = decode(link[1]);

  text = text
    .replace(dashes, '-')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/-?\s*số\s*phiếu.*$|-\s*so\s*phieu\s*:.*$/i, '')
    .replace(/^mã\s*(?:số\s*)?hồ\s*sơ\s*:?|^ma\s*(?:so\s*)?ho\s*so\s*:/i, '')
    .replace(/\s+/g, '')
    .toUpperCase();

  return text.startsWith('+') ? text.slice(1, -1) : text;
}

/** Lookup key of a code: letters and digits, upper case, O as 0. Not unique. */
export const dossierKey = (typed: string): string =>
  parseDossierCode(typed)
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0');

/** Whether a parsed code may be sent to a backend. */
export function isDossierCode(code: string): boolean {
  return acceptable.test(code);
}

/** Whether a code looks like one on a receipt; if not, show a hint but do not reject it. */
export function isUsualDossierCode(code: string): boolean {
  return usual.test(code);
}

/**
 * The usual codes that a text contains, whatever stands around them.
 * @returns each parsed, with the place of its first character and of the first after it
 */
export function usualDossierCodes(text: string): { code: string; start: number; end: number }[] {
  // One character for one, so that places stay.
  const plain = text.replace(dashes, '-');
  return [...plain.matchAll(usualInText)].map(({ 0: typed, index }) => ({
    code: parseDossierCode(typed),
    ...{ start: index, end: index + typed.length },
  }));
}

/** The form of a code: `H29.132-0042` becomes `A99.999-9999`. */
export const shapeOf = (code: string): string => code.replace(/\d/g, '9').replace(/[A-Z]/gi, 'A');

/** Masks a code where others can read it: its last four characters. */
export function maskDossierCode(code: string): string {
  return `…${code.slice(-4)}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part.replace(/\+/g, ' '));
  } catch {
    return part;
  }
}
