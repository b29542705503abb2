import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

/**
 * The text between `<!-- name: … -->` and `<!-- /name -->` of a page is generated: whether it is up to date.
 * @param write updates it
 */
export async function checkMarked(file: string, name: string, made: string, write: boolean): Promise<boolean> {
  const page = readFileSync(file, 'utf8');
  const between = new RegExp(`(<!-- ${name}: [^>]* -->)[^]*(<!-- /${name} -->)`);
  if (!between.test(page)) throw new Error(`${file} has no marks for ${name}`);
  const text = page.replace(between, (_, start: string, end: string) => `${start}\n\n${made}\n${end}`);
  const whole = await format(text, { ...(await resolveConfig(file)), filepath: file });
  if (write) writeFileSync(file, whole);
  return write || whole === page;
}

/** A Markdown table; bars in cells are escaped. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
