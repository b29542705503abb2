/** What may be sent to a backend as a dossier code, whatever the province's own pattern is. */
const acceptable = /^[A-Z0-9][A-Z0-9./_-]{3,48}$/;

/** The usual pattern of Circular 03/2025/TT-VPCP and its forerunners: only ever a reason for a friendly hint. */
const usual = /^(?:\d{3}\.\d{2}\.\d{2}\.[GH]\d{2}|[GH]\d{2}(?:\.\d{1,4}){0,3})-(?:\d{6}|\d{8})-\d{4,7}$/;

/** Names under which portals put the code into the address of a QR code. */
const linkParameter = /[?&#](?:mhs|mahoso|ma|dossierno|code)=([^&#]+)/i;

/**
 * Reads a dossier code from whatever a citizen types, pastes or scans: any dash, stray spaces, lower case,
 * a register number behind it, the address in a receipt's QR code, or a HIBC label (`+code` and a check sign).
 * The result is what is sent; test it with `isDossierCode`.
 */
export function parseDossierCode(typed: string): string {
  let text = typed.normalize('NFC').trim();

  const link = linkParameter.exec(text);
  if (link?.[1]) text = decode(link[1]);

  text = text
    .replace(/[\u2010-\u2015\u2212\uff0d]/g, '-')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/-?\s*số\s*phiếu.*$/i, '')
    .replace(/^mã\s*(?:số\s*)?hồ\s*sơ\s*:?/i, '')
    .replace(/\s+/g, '')
    .toUpperCase();

  return text.startsWith('+') ? text.slice(1, -1) : text;
}

/**
 * A code by which it is found however it is typed: its letters and digits, upper case, O as 0. Two codes may have one key.
 */
export const dossierKey = (typed: string): string =>
  parseDossierCode(typed)
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0');

/** Whether a backend may be asked for this code (the result of `readDossierCode`). */
export function isDossierCode(code: string): boolean {
  return acceptable.test(code);
}

/** Whether the code looks like one printed on a receipt; if not, a hint is in order, never a refusal. */
export function isUsualDossierCode(code: string): boolean {
  return usual.test(code);
}

/** The code as it may stand where others can read it: its last four signs. */
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
