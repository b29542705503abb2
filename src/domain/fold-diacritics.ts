/**
 * Folds Vietnamese text for matching: no diacritics, đ as d, lower case, single spaces. "Thắng Nhì – Đất Đỏ", "THANG
 * NHI - DAT DO" and the NFD form of either fold to the same text.
 */
export function foldDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[\u2010-\u2015\u2212\uff0d]/g, '-')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
