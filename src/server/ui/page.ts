import type { Context } from 'hono';
import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { minuteOf } from '../../domain/calendar.ts';
import { formatTimeOfDay } from '../../domain/slot.ts';
import type { Officer } from '../platform/officers.ts';
import type { FormProblem } from './form.ts';
import type { OfficerSection } from './section.ts';
import { commonTexts, type CommonTexts, type Language } from './texts.ts';

/** Escaped markup. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

declare module 'hono' {
  interface ContextVariableMap {
    officer: Officer;
    language: Language;
    /** Sections that the signed-in officer may open. */
    sections: readonly OfficerSection[];
    /** Token against cross-site request forgery. */
    formToken: string;
  }
}

const instantFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

/** Formats an instant for officers; a dash for none. */
export const formatInstant = (instant: Date | null | undefined): string =>
  instant ? instantFormat.format(instant) : '–';

/** Formats the time of day in Viet Nam: `07:30`. */
export const formatTime = (instant: Date): string => formatTimeOfDay(minuteOf(instant));

/** Formats a day: `24/11/2026`. */
export const formatDay = (day: string): string => day.split('-').reverse().join('/');

/** The head of a table whose last column holds buttons and is not printed. */
export const tableHead = (...labels: string[]): Html =>
  html`<thead>
    <tr>
      ${labels.map(word => html`<th>${word}</th>`)}
      <td class="no-print"></td>
    </tr>
  </thead>`;

/** Renders a whole page: head, navigation, content. */
export function renderPage(c: Context, title: string, body: Html): Html {
  const texts = commonTexts(c);
  const officer = c.get('officer');
  const here = (path: string) => (c.req.path.startsWith(path) ? html` aria-current="page"` : '');
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} – ${texts.title}</title>
        <link rel="stylesheet" href="/desk/desk.css" />
      </head>
      <body>
        <header>
          <strong>${texts.title}</strong>
          <nav>
            ${c
              .get('sections')
              .map(
                ({ path, label }) =>
                  html`<a href="/desk/${path}" ${here(`/desk/${path}`)}>${label[c.get('language')]}</a>`,
              )}
          </nav>
          <span>${texts.signedInAs(officer.name, officer.agency)}</span>
        </header>
        <main>
          <h1>${title}</h1>
          ${c.req.query('done') === undefined ? '' : html`<p class="done" role="status">${texts.done}</p>`} ${body}
        </main>
      </body>
    </html>`;
}

/** Texts that a page with forms needs. */
export interface FormTexts {
  /** Error texts by pointer and code (`/from:past`), or by pointer alone. */
  fields: Record<string, string>;
}

/** The error summary above a form; empty without a problem. */
export function problemBox(
  texts: FormTexts & Pick<CommonTexts, 'errors' | 'atLine'>,
  problem?: FormProblem,
): Html | '' {
  if (!problem) return '';
  return html`<div class="problem" role="alert">
    <strong>${texts.errors['title']}</strong>
    <p>${texts.errors[problem.slug] ?? texts.errors['internal']}</p>
    <ul>
      ${problem.fields.map(
        ({ pointer, code, detail }) =>
          html`<li>
            ${texts.fields[`${pointer}:${code}`] ?? texts.fields[pointer] ?? pointer}
            ${detail ? (/^\d+$/.test(detail) ? texts.atLine(detail) : html`“${detail}”`) : ''}
          </li>`,
      )}
    </ul>
  </div>`;
}

/** The hidden field with the form token; every form needs it. */
export const formToken = (c: Context): Html => html`<input type="hidden" name="token" value="${c.get('formToken')}" />`;
