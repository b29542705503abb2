const kinds: Record<string, RegExp> = { '9': /[0-9]/, A: /[A-Z]/, X: /[A-Z0-9]/ };

/**
 * Puts the separators back into a dossier code: `h29 132 261118 0042` becomes `H29.132-261118-0042`. O and 0 are
 * exchanged where only one is possible. Codes that do not fit are returned as typed.
 * @param pattern `9` for a digit, `A` for a letter, `X` for either, other characters literal
 */
export function separated(typed: string, pattern: string): string {
  const signs = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  let made = '';
  let at = 0;
  for (const place of pattern) {
    const kind = kinds[place];
    if (!kind) {
      made += place;
      continue;
    }
    let sign = signs[at++] ?? '';
    if (sign === 'O' && place === '9') sign = '0';
    if (sign === '0' && place === 'A') sign = 'O';
    if (!kind.test(sign)) return typed;
    made += sign;
  }
  return at === signs.length ? made : typed;
}
