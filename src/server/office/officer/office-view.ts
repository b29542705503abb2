import type { Context } from 'hono';
import { html } from 'hono/html';
import { icon } from '../../ui/icons.ts';
import { formatInstant, formToken, type Html, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { ApplyResult } from '../apply-office.ts';
import { officeTexts } from '../office.texts.ts';
import type { Mistake } from '../read-office.ts';
import { mistakeText } from '../report.ts';
import { officePageTexts } from './office-pages.texts.ts';

/** What the page of the office file shows. */
export interface OfficePageState {
  /** The file, or what was typed. */
  text: string;
  mistakes?: readonly Mistake[];
  /** A plan that has not been carried out. */
  result?: ApplyResult;
  /** Why it was not, though it should have been. */
  problem?: 'reason' | 'changed' | undefined;
  reason?: string;
  /** How many changes were made. */
  made?: number;
}

/** Lines of the text field. */
const rows = 28;

/** The office file in a field, and above it what it would change, or what is wrong with it. */
export function officePage(c: Context, state: OfficePageState): Html {
  const texts = textsOf(c, officePageTexts);
  const { text, mistakes, result, made } = state;
  return renderPage(
    c,
    texts.label,
    html`<p class="hint">${texts.hint}</p>
      ${made === undefined ? '' : html`<p class="note done" role="status">${icon('ok')}${texts.done(made)}</p>`}
      ${mistakes ? mistakesBox(c, mistakes) : ''} ${result ? planSection(c, state, result) : ''}
      <form method="post" action="/desk/office" enctype="multipart/form-data" class="card">
        ${formToken(c)}
        <label for="text">${texts.file}</label>
        <textarea id="text" name="text" rows="${rows}" spellcheck="false" autocapitalize="off" class="code">
${text}</textarea>
        <label for="file">${texts.upload}</label>
        <input id="file" name="file" type="file" accept=".yaml,.yml,.txt" />
        <p class="actions">
          <button name="action" value="preview">${icon('search')}${texts.preview}</button>
        </p>
      </form>`,
    { actions: html`<a class="button" href="/desk/office/office.yaml" download>${icon('down')}${texts.download}</a>` },
  );
}

function mistakesBox(c: Context, mistakes: readonly Mistake[]): Html {
  const texts = textsOf(c, officePageTexts);
  const words = officeTexts[c.get('language')];
  return html`<div class="problem" role="alert">
    <strong>${texts.mistakes(mistakes.length)}</strong>
    <ul>
      ${mistakes.map(mistake => html`<li>${mistakeText(words, mistake)}</li>`)}
    </ul>
  </div>`;
}

function planSection(c: Context, { text, problem, reason = '' }: OfficePageState, result: ApplyResult): Html {
  const texts = textsOf(c, officePageTexts);
  const words = officeTexts[c.get('language')];
  const { changes, touched } = result;
  if (result.state === 'nothing') return html`<p class="note rest" role="status">${icon('rest')}${texts.nothing}</p>`;
  const lost = touched.cancelled + touched.waiting;
  return html`<section class="card" role="status">
    <h2>${texts.plan}</h2>
    <ul>
      ${changes.map(
        ({ kind, id, action, fields }) =>
          html`<li>
            ${words.actions[action]} ${words.kinds[kind]}
            <strong>${id}</strong>${fields ? `: ${fields.join(', ')}` : ''}
          </li>`,
      )}
    </ul>
    ${problem === 'changed' ? html`<p class="error" role="alert">${icon('stop')}${texts.changedMeanwhile}</p>` : ''}
    ${lost ? html`<p class="note yours">${icon('alert')}${texts.lost(touched.cancelled, touched.waiting)}</p>` : ''}
    ${
      touched.notNotified.length
        ? html`<p>${texts.noPhone}</p>
            <ul>
              ${touched.notNotified.map(({ number, name, at }) => html`<li>${number}, ${name}, ${formatInstant(at)}</li>`)}
            </ul>`
        : ''
    }
    <form method="post" action="/desk/office" enctype="multipart/form-data">
      ${formToken(c)}
      <textarea name="text" hidden>${text}</textarea>
      <input type="hidden" name="confirm" value="${lost}" />
      ${
        lost
          ? html`<label for="reason">${texts.reason}</label>
              ${problem === 'reason' ? html`<p class="error" id="reason-error" role="alert">${icon('stop')}${texts.needsReason}</p>` : ''}
              <input id="reason" name="reason" value="${reason}" required maxlength="200" />`
          : ''
      }
      <p class="actions"><button class="first" name="action" value="apply">${texts.apply}</button></p>
    </form>
  </section>`;
}
