/**
 * A CSV file that spreadsheets read as UTF-8. Texts that a spreadsheet would take for a formula get an apostrophe
 * before (OWASP, CSV injection).
 */
export const writeCsv = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map(row => row.map(csvCell).join(';')).join('\r\n')}\r\n`;

function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
