import type { Context } from 'hono';
import { html } from 'hono/html';
import { type ImportResult } from '../platform/csv-import.ts';
import { type FormTexts, formToken, type Html } from './page.ts';
import { commonTexts, type CommonTexts } from './texts.ts';

/** A form for a CSV file. */
export function csvForm(c: Context, action: string, columns: Readonly<Record<string, readonly string[]>>): Html {
  const texts = commonTexts(c);
  const names = Object.values(columns)
    .map(([first]) => first)
    .join('; ');
  return html`<form method="post" action="${action}" enctype="multipart/form-data" class="no-print">
    <h2>${texts.importFile}</h2>
    <p>${texts.importHint(names)}</p>
    ${formToken(c)}
    <label for="file">${texts.file}</label>
    <input id="file" name="file" type="file" accept=".csv,.txt,text/csv" required />
    <button>${texts.import}</button>
  </form>`;
}

/** Result of an import: the number of imported rows, and the rejected ones with the reason. */
export function importResultBox(texts: FormTexts & CommonTexts, imported?: ImportResult): Html | '' {
  if (!imported) return '';
  const { done, rejected } = imported;
  const why = ({ pointer, code }: ImportResult['rejected'][number]) =>
    texts.fields[`${pointer}:${code}`] ?? texts.fields[pointer] ?? texts.errors[code] ?? texts.errors['invalid-input'];
  return html`<p class="done" role="status">${texts.imported(done)}</p>
    ${
      rejected.length
        ? html`<div class="problem" role="alert">
            <strong>${texts.notImported(rejected.length)}</strong>
            <ul>
              ${rejected.map(each => html`<li>${texts.line(each.line)}: ${why(each)}</li>`)}
            </ul>
          </div>`
        : ''
    }`;
}
