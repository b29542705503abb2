import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Columns, ImportResult } from '../platform/table-import.ts';
import { type FormTexts, formToken, type Html } from './page.ts';
import { commonTexts, type CommonTexts } from './texts.ts';

/** A form for a spreadsheet, with a template to download from `template.csv` beside the action. */
export function importForm(c: Context, action: string, columns: Columns): Html {
  const texts = commonTexts(c);
  const names = Object.values(columns)
    .map(([first]) => first)
    .join('; ');
  return html`<details class="card no-print">
    <summary>${texts.importFile}</summary>
    <form method="post" action="${action}" enctype="multipart/form-data" class="plain">
      <p class="hint">
        ${texts.importHint(names)} <a href="${action.replace(/import$/, 'template.csv')}">${texts.template}</a>
      </p>
      ${formToken(c)}
      <label for="file">${texts.file}</label>
      <input id="file" name="file" type="file" accept=".csv,.xlsx,.txt,text/csv" required />
      <button>${texts.import}</button>
    </form>
  </details>`;
}

/** Result of an import: the number of imported rows, and the rejected ones with the reason. */
export function importResultBox(texts: FormTexts & CommonTexts, imported?: ImportResult): Html | '' {
  if (!imported) return '';
  const { done, rejected } = imported;
  const why = ({ pointer, code }: ImportResult['rejected'][number]['errors'][number]) =>
    texts.fields[`${pointer}:${code}`] ?? texts.fields[pointer] ?? texts.errors[code] ?? texts.errors['invalid-input'];
  return html`<p class="done" role="status">${texts.imported(done)}</p>
    ${
      rejected.length
        ? html`<div class="problem" role="alert">
            <strong>${texts.notImported(rejected.length)}</strong>
            <ul>
              ${rejected.map(each => html`<li>${texts.line(each.line)}: ${each.errors.map(why).join(' ')}</li>`)}
            </ul>
          </div>`
        : ''
    }`;
}
