import type { Context } from 'hono';
import { html } from 'hono/html';
import { icon } from '../../ui/icons.ts';
import { formToken, hiddenText, type Html, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { ApplyResult } from '../apply-office.ts';
import { officeTexts } from '../office.texts.ts';
import type { Mistake } from '../mistakes.ts';
import { mistakeText } from '../report.ts';
import { officePageTexts } from './office-pages.texts.ts';
import { confirmFields, type Plan, planList } from './plan-view.ts';

/** What the page of the office file shows. */
export interface OfficePageState {
  /** Whose file it is, with those below. */
  agency: string;
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
  const { agency, text, mistakes, result, made, problem } = state;
  return renderPage(
    c,
    texts.file,
    html`<p class="crumb">
        <a href="/desk/office/of/${encodeURIComponent(agency)}">${icon('left')}${texts.label}</a>
      </p>
      <p class="hint">${texts.hint}</p>
      ${made === undefined ? '' : html`<p class="note done" role="status">${icon('ok')}${texts.done(made)}</p>`}
      ${mistakes ? mistakesBox(c, mistakes) : ''} ${result ? planSection(c, state, result) : ''}
      <form method="post" action="${addressOf(agency)}" enctype="multipart/form-data" class="card">
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
    {
      hasErrors: Boolean(mistakes ?? problem),
      actions: html`<a class="button" href="/desk/office/file/office.yaml?${new URLSearchParams({ agency })}" download
        >${icon('down')}${texts.download}</a
      >`,
    },
  );
}

function mistakesBox(c: Context, mistakes: readonly Mistake[]): Html {
  const texts = textsOf(c, officePageTexts);
  const words = officeTexts[c.get('language')];
  return html`<div class="problem" role="alert" tabindex="-1">
    <strong>${texts.mistakes(mistakes.length)}</strong>
    <ul>
      ${mistakes.map(mistake => html`<li><a href="#text" data-line="${mistake.line}">${mistakeText(words, mistake)}</a></li>`)}
    </ul>
  </div>`;
}

function planSection(c: Context, { text, agency, problem, reason }: OfficePageState, result: ApplyResult): Html {
  const texts = textsOf(c, officePageTexts);
  if (result.state === 'nothing') return html`<p class="note rest" role="status">${icon('rest')}${texts.nothing}</p>`;
  const plan: Plan = { result, problem, reason };
  return html`<section class="card" tabindex="-1" data-focus>
    <h2>${texts.plan}</h2>
    ${planList(c, plan)}
    <form method="post" action="${addressOf(agency)}" enctype="multipart/form-data">
      ${formToken(c)}${hiddenText('text', text)} ${confirmFields(c, plan)}
      <p class="actions"><button class="first" name="action" value="apply">${texts.apply}</button></p>
    </form>
  </section>`;
}

const addressOf = (agency: string): string => `/desk/office/file?${new URLSearchParams({ agency })}`;
