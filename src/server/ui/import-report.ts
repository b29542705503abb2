import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ImportMistake, ImportReport } from '../platform/record-file/index.ts';
import { icon } from './icons.ts';
import { importReportTexts } from './import-report.texts.ts';
import type { Html } from './page.ts';
import { textsOf } from './texts.ts';

interface ReportWords {
  done(added: number, changed: number, unchanged: number): string;
  /** Names of fields by their path; the path itself where there is none. */
  fields?: Readonly<Record<string, string>>;
}

/** What an import of a file has done, and what is wrong with its lines. */
export function importReport(
  c: Context,
  { added, changed, unchanged, mistakes, more }: ImportReport,
  { done, fields = {} }: ReportWords,
): Html {
  const texts = textsOf(c, importReportTexts);
  // The words of the schema library are English: where in the record has to do.
  const words = ({ line, path, code, detail }: ImportMistake) =>
    `${texts.line(line)}: ${[fields[path] ?? path, texts.codes[code] ?? code, code === 'invalid' ? '' : detail]
      .filter(Boolean)
      .join(' – ')}`;
  return html`<p class="note done" role="status">${icon('ok')}${done(added, changed, unchanged)}</p>
    ${
      mistakes.length
        ? html`<div class="problem" role="alert" tabindex="-1">
            <strong>${texts.mistakes(mistakes.length + more)}</strong>
            <ul>
              ${mistakes.map(mistake => html`<li>${words(mistake)}</li>`)}
            </ul>
            ${more ? html`<p>${texts.more(more)}</p>` : ''}
          </div>`
        : ''
    }`;
}
