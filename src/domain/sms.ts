/** Characters of the basic alphabet, one septet each (3GPP TS 23.038, 6.2.1). */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Characters of its extension table, two septets each (3GPP TS 23.038, 6.2.1.1). */
const extension = '\f^{}\\[~]|€';
const widths = new Map([
  ...[...basic].map(char => [char, 1] as const),
  ...[...extension].map(char => [char, 2] as const),
]);

/** How a text message is sent. */
export interface SmsLength {
  /** One character outside the GSM alphabet, as most Vietnamese letters with diacritics, makes all of it UCS-2. */
  encoding: 'gsm7' | 'ucs2';
  /** Septets, or UTF-16 code units. */
  units: number;
  /** Messages that the network counts and charges: 160 or 70 units in one, else 153 or 67 each. */
  segments: number;
  /** Units that are free in the last segment. */
  left: number;
}

/** Counts a text as the network does. No character is split between two segments. */
export function smsLength(text: string): SmsLength {
  const chars = [...text];
  const isGsm = chars.every(char => widths.has(char));
  const widthOf = (char: string) => (isGsm ? (widths.get(char) ?? 1) : char.length);
  const units = chars.reduce((sum, char) => sum + widthOf(char), 0);
  const [single, part] = isGsm ? [160, 153] : [70, 67];
  const encoding = isGsm ? 'gsm7' : 'ucs2';
  if (units <= single) return { encoding, units, segments: 1, left: single - units };
  let [segments, used] = [1, 0];
  for (const char of chars) {
    const width = widthOf(char);
    if (used + width > part) {
      segments++;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, segments, left: part - used };
}

/** What looks alike in the GSM alphabet. */
const alike: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '…': '...',
  '•': '-',
  '·': '-',
  '\u00a0': ' ',
  '₫': 'd',
};

/**
 * A Vietnamese text in the basic alphabet of GSM: without diacritics, so that a message costs a third. Characters that have
 * no likeness become `?`.
 */
export function unaccented(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
  return [...plain].map(char => alike[char] ?? (widths.has(char) ? char : '?')).join('');
}
