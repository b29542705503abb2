import { isDossierCode, parseDossierCode } from './dossier-code.ts';
import { foldDiacritics } from './fold-diacritics.ts';

/** What a text message of a citizen asks for. */
export type SmsCommand =
  | { kind: 'lookup'; code: string }
  /** No more messages to this phone. */
  | { kind: 'stop' }
  | { kind: 'unknown' };

const lookupWords = /^(?:tc|tra ?cuu|hs|ho so|ma ho so)[\s:.,-]+/;
/** What is to end. */
const messageWords = '(?: (?:(?:(?:nhan|gui) )?tin(?: nhan)?|dang ky|thong bao|tb|sms|all))';
/** `dung` alone may also be “đúng”: yes. */
const stopWords = new RegExp(`^(?:(?:huy|stop|tu choi)${messageWords}*|(?:dung|ngung)${messageWords}+)[.!]*$`);
/** Whoever names the dossier ends the messages, too. */
const stopCode = /^(?:huy|stop|tu choi)[\s:.,-]+(?=.*\d)/;

/** Digits of a code that comes without the keyword. */
const minDigits = 6;

/** Nobody writes a longer one; more is not read. */
const maxLength = 300;

/**
 * Reads a text message: `TC` and a dossier code in any spelling (`tra cứu h29.132 261118 0042`), a code alone, or `HUY`.
 * Diacritics, case and further spaces do not matter.
 */
export function parseSmsCommand(text: string): SmsCommand {
  const folded = foldDiacritics(text.slice(0, maxLength).replace(/["'“”‘’]/g, ' ')).trim();
  if (stopCode.test(folded) && isDossierCode(parseDossierCode(folded.replace(stopCode, '')))) return { kind: 'stop' };
  if (stopWords.test(folded)) return { kind: 'stop' };
  const rest = folded.replace(lookupWords, '');
  const code = parseDossierCode(rest);
  // Without the keyword only what has many digits is a code: others are ordinary words.
  const isCode = isDossierCode(code) && (rest !== folded || code.replace(/\D/g, '').length >= minDigits);
  return isCode ? { kind: 'lookup', code } : { kind: 'unknown' };
}
