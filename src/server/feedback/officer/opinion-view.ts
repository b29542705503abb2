import type { Context } from 'hono';
import { html } from 'hono/html';
import { nationalPhone } from '../../../domain/phone.ts';
import { type FormState, mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { isOpenOpinion } from '../handle-opinion.ts';
import { opinionTexts } from './opinions.texts.ts';
import type { OpinionView } from './queries.ts';
import { dueWords, opinionTag } from './queue-view.ts';

interface OpinionPage extends FormState {
  row: OpinionView;
  officers: readonly { id: string; name: string }[];
  /** Bodies that it can be forwarded to. */
  targets: readonly { id: string; name: string }[];
  now: Date;
}

/** An opinion: its text and answer, beside who wrote it, who answers, and where else it can go. */
export function opinionPage(c: Context, view: OpinionPage): Html {
  const texts = textsOf(c, opinionTexts);
  const { row, typed = {}, problem, now } = view;
  const isOpen = isOpenOpinion(row);
  const due = dueWords(c, row, now);
  return renderPage(
    c,
    row.code,
    html`<p><a href="/desk/opinions">${icon('left')}${texts.label}</a></p>
      <p class="summary">
        ${opinionTag(c, row.status)}
        <span class="number ${due.mean}">${texts.answerBy}: ${due.words}${due.day ? `, ${due.day}` : ''}</span>
      </p>
      ${problemBox(texts, problem)}
      ${row.forwarded_from ? html`<p class="note going">${icon('right')}<span>${texts.forwardedFrom(row.source_name ?? row.forwarded_from, formatInstant(row.forwarded_at))} ${row.forward_note}</span></p>` : ''}
      <div class="split">
        <div>
          <section><p class="quote words">${row.text}</p></section>
          ${isOpen ? (mayChange(c) ? answerForm(c, view) : '') : answerBox(c, row, typed['answer'])}
        </div>
        <div>
          ${facts(c, view)} ${isOpen && mayChange(c) ? html`${forwardForm(c, view)} ${closeForm(c, view)}` : ''}
        </div>
      </div>`,
  );
}

/** The page of an opinion that is not there for this officer; it keeps the answer that was typed. */
export function goneOpinionPage(c: Context, typed: string | undefined): Html {
  const texts = textsOf(c, opinionTexts);
  return renderPage(
    c,
    texts.missing,
    html`<p class="note rest" role="alert">${icon('alert')}${texts.missingHint}</p>
      ${
        typed
          ? html`<section>
              <h2>${texts.answerText}</h2>
              <p class="quote words">${typed}</p>
            </section>`
          : ''
      }
      <p><a class="button" href="/desk/opinions">${texts.label}</a></p>`,
  );
}

const post = (c: Context, row: OpinionView, action: string, body: Html, look = 'plain'): Html =>
  html`<form method="post" action="/desk/opinions/${row.id}/${action}" class="${look}">
    ${formToken(c)}<input type="hidden" name="version" value="${row.version}" />${body}
  </form>`;

function answerForm(c: Context, { row, typed = {} }: OpinionPage): Html {
  const texts = textsOf(c, opinionTexts);
  return html`<section>
    <h2>${texts.answer}</h2>
    ${post(
      c,
      row,
      'answer',
      html`<label for="answer">${texts.answerText}</label>
        <textarea id="answer" name="answer" rows="8" required>${typed['answer'] ?? ''}</textarea>
        <p class="hint">${row.contact_phone ? texts.isTold : texts.isRead}</p>
        <p class="actions"><button class="first">${texts.sendAnswer}</button></p>`,
    )}
  </section>`;
}

/** @param typed an answer that came too late */
function answerBox(c: Context, row: OpinionView, typed: string | undefined): Html {
  const texts = textsOf(c, opinionTexts);
  const by = row.answered_by ?? '';
  const when = formatInstant(row.answered_at);
  return html`<section>
    <h2>${row.status === 'closed' ? texts.closedAt(when, by) : texts.answeredAt(when, by)}</h2>
    <p class="quote words">${row.answer ?? ''}</p>
    ${
      typed
        ? html`<h2>${texts.answerText}</h2>
            <p class="quote words">${typed}</p>`
        : ''
    }
  </section>`;
}

function facts(c: Context, { row, officers }: OpinionPage): Html {
  const texts = textsOf(c, opinionTexts);
  const isOpen = isOpenOpinion(row);
  const assigned = officers.find(({ id }) => id === row.assignee)?.name ?? row.assignee ?? texts.nobody;
  return html`<section>
    <dl>
      <dt>${texts.contact}</dt>
      <dd>
        ${row.contact_name ?? ''}
        ${row.contact_phone ? html`<a href="tel:${row.contact_phone}" class="number">${nationalPhone(row.contact_phone)}</a>` : row.contact_name ? '' : texts.anonymous}
      </dd>
      <dt>${texts.received}</dt>
      <dd class="number">${formatInstant(row.received_at)}</dd>
      <dt>${texts.agency}</dt>
      <dd>${row.agency_name}</dd>
      <dt>${texts.consents}</dt>
      <dd>${row.consents.map(consent => texts.purposes[consent.purpose] ?? consent.purpose).join(', ') || '–'}</dd>
      <dt>${texts.assignee}</dt>
      <dd>${assigned}</dd>
    </dl>
    ${
      isOpen && mayChange(c)
        ? post(
            c,
            row,
            'assign',
            html`<select name="to" aria-label="${texts.assignTo}">
                <option value="">${texts.nobody}</option>
                ${officers.map(({ id, name }) => html`<option value="${id}" ${id === (row.assignee ?? c.get('officer').id) ? 'selected' : ''}>${name}</option>`)}
              </select>
              <button>${texts.assign}</button>`,
            'plain row',
          )
        : ''
    }
  </section>`;
}

function forwardForm(c: Context, { row, targets, typed = {} }: OpinionPage): Html | '' {
  if (!targets.length) return '';
  const texts = textsOf(c, opinionTexts);
  return html`<details class="card" ${typed['note'] === undefined ? '' : 'open'}>
    <summary>${texts.forward}</summary>
    ${post(
      c,
      row,
      'forward',
      html`<label for="to">${texts.forwardTo}</label>
        <input id="to" name="to" list="bodies" required autocomplete="off" value="${typed['to'] ?? ''}" />
        <datalist id="bodies">${targets.map(({ name }) => html`<option value="${name}"></option>`)}</datalist>
        <label for="note">${texts.forwardNote}</label>
        <input id="note" name="note" required maxlength="500" value="${typed['note'] ?? ''}" />
        <p class="hint">${texts.forwardHint}</p>
        <button>${texts.forward}</button>`,
    )}
  </details>`;
}

function closeForm(c: Context, { row, typed = {} }: OpinionPage): Html {
  const texts = textsOf(c, opinionTexts);
  return html`<details class="card" ${typed['reason'] === undefined ? '' : 'open'}>
    <summary>${texts.closeOpinion}</summary>
    ${post(
      c,
      row,
      'close',
      html`<label for="reason">${texts.closeReason}</label>
        <input id="reason" name="reason" required maxlength="500" value="${typed['reason'] ?? ''}" />
        <p class="hint">${texts.closeHint}</p>
        <button class="bad">${texts.closeOpinion}</button>`,
    )}
  </details>`;
}
