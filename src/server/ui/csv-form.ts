import { html } from 'hono/html';
import type { Context } from 'hono';
import { type ImportResult } from '../platform/csv-import.ts';
import { formToken, type Html } from './page.ts';

/** A form for a file that a spreadsheet has saved. */
export function csvForm(c: Context, action: string, columns: Readonly<Record<string, readonly string[]>>): Html {
  const { plan } = c.get('texts');
  const names = Object.values(columns)
    .map(([first]) => first)
    .join('; ');
  return html`<form method="post" action="${action}" enctype="multipart/form-data" class="no-print">
    <h2>${plan.importFile}</h2>
    <p>${plan.importHint(names)}</p>
    ${formToken(c)}
    <label for="file">${plan.file}</label>
    <input id="file" name="file" type="file" accept=".csv,.txt,text/csv" required />
    <button>${plan.import}</button>
  </form>`;
}

/** What came of a file: how many lines are in, and which are not, each with its reason. */
export function importResultBox(c: Context, imported?: ImportResult): Html | '' {
  if (!imported) return '';
  const texts = c.get('texts');
  const { plan, fields, errors } = texts;
  const { done, rejected: wrong } = imported;
  const why = ({ pointer, code }: ImportResult['rejected'][number]) =>
    fields[`${pointer}:${code}`] ?? fields[pointer] ?? errors[code] ?? errors['invalid-input'];
  return html`<p class="done" role="status">${plan.imported(done)}</p>
    ${
      wrong.length
        ? html`<div class="problem" role="alert">
            <strong>${plan.notImported(wrong.length)}</strong>
            <ul>
              ${wrong.map(each => html`<li>${plan.line(each.line)}: ${why(each)}</li>`)}
            </ul>
          </div>`
        : ''
    }`;
}
