import type { Context } from 'hono';
import { html } from 'hono/html';
import { nationalPhone } from '../../../domain/phone.ts';
import type { DossierRow } from '../../platform/schema.ts';
import type { FormState } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { undoSeconds } from '../transitions.ts';
import { dossierTexts } from './dossiers.texts.ts';
import { confirmation, nextStep } from './next-step.ts';
import type { History } from './queries.ts';
import { dueWords, stateTag } from './state-tag.ts';

interface DossierView extends FormState {
  row: DossierRow;
  history: History;
  officers: readonly { id: string; name: string }[];
  /** Whether the officer may change it. */
  writes: boolean;
  /** Whether a move is asked about. */
  asks?: boolean;
  now: Date;
}

/** A dossier: what comes next, beside its facts, steps, notes and log. */
export function dossierPage(c: Context, view: DossierView): Html {
  const texts = textsOf(c, dossierTexts);
  const { row, history, writes, asks, typed = {}, problem, now } = view;
  const due = dueWords(texts, row, now);
  const chosen = { to: c.req.query('to') ?? '', ...typed };
  const left = history.undo ? Math.ceil((history.undo.at.getTime() - now.getTime()) / 1000) : 0;
  return renderPage(
    c,
    row.code,
    html`<p><a href="/desk/dossiers">${icon('left')}${texts.label}</a></p>
      <p class="summary">
        <b>${row.procedure_name}</b> ${stateTag(texts, row, now)}
        <span class="number ${due.mean}">${due.words} ${due.day}</span>
      </p>
      ${problemBox(texts, problem)}
      ${
        c.req.query('undone') === undefined
          ? ''
          : html`<p class="note done" role="status">${icon('ok')}${texts.undone}</p>`
      }
      ${
        history.undo && left > 0
          ? html`<form
              method="post"
              action="/desk/dossiers/${row.id}/undo"
              class="note done"
              role="status"
              data-ends-in="${left}"
            >
              ${icon('ok')}<span
                >${texts.moved(texts.statuses[row.status] ?? row.status)}
                <small>${texts.undoHint(undoSeconds)}</small></span
              >
              ${formToken(c)}<input type="hidden" name="version" value="${row.version}" /><button data-key="z">
                ${texts.undo}
              </button>
            </form>`
          : ''
      }
      <div class="split">
        <div>
          ${writes ? (asks ? confirmation(c, row, typed) : nextStep(c, row, chosen)) : ''}
          ${writes && row.due_at && !row.finished_at && !row.extension ? extendForm(c, row, typed) : ''}
          ${notes(c, view)}
        </div>
        <div>${facts(c, view)} ${steps(c, view)} ${log(c, view)}</div>
      </div>`,
    { actions: html`<a class="button" href="/desk/dossiers/${row.id}/slip">${icon('print')}${texts.slip}</a>` },
  );
}

function facts(c: Context, { row, officers, writes }: DossierView): Html {
  const texts = textsOf(c, dossierTexts);
  const { extension } = row;
  const instant = (name: string) => formatInstant(new Date(extension?.[name] ?? ''));
  const assigned = officers.find(({ id }) => id === row.assignee)?.name ?? row.assignee ?? texts.nobody;
  return html`<section>
    <dl>
      <dt>${texts.applicant}</dt>
      <dd>${row.applicant_name ?? '–'}</dd>
      <dt>${texts.phone}</dt>
      <dd>
        ${row.applicant_phone ? html`<a href="tel:${row.applicant_phone}">${nationalPhone(row.applicant_phone)}</a>` : '–'}
      </dd>
      <dt>${texts.received}</dt>
      <dd class="number">${formatInstant(row.received_at)}</dd>
      <dt>${texts.due}</dt>
      <dd class="number">${formatInstant(row.due_at)}</dd>
      <dt>${texts.assignee}</dt>
      <dd>${assigned}</dd>
    </dl>
    ${extension ? html`<p>${texts.extended(instant('from'), instant('to'), extension['reason'] ?? '')}</p>` : ''}
    ${
      writes
        ? html`<form method="post" action="/desk/dossiers/assign" class="plain row">
            ${formToken(c)}<input type="hidden" name="dossier" value="${row.id}" /><input
              type="hidden"
              name="back"
              value="/desk/dossiers/${row.id}"
            />
            <select name="to" aria-label="${texts.assignTo}">
              <option value="">${texts.nobody}</option>
              ${officers.map(({ id, name }) => html`<option value="${id}" ${id === (row.assignee ?? c.get('officer').id) ? 'selected' : ''}>${name}</option>`)}
            </select>
            <button>${texts.assign}</button>
          </form>`
        : ''
    }
  </section>`;
}

function steps(c: Context, { history }: DossierView): Html {
  const texts = textsOf(c, dossierTexts);
  return html`<section>
    <h2>${texts.steps}</h2>
    <ol class="steps">
      ${history.steps.map(
        ({ at, what, label, text, who }) =>
          html`<li>
            ${icon('tick')}<span
              >${label ?? texts.statuses[what] ?? what}<small>${[who, text].filter(Boolean).join(': ')}</small></span
            >
            <small class="number">${formatInstant(at)}</small>
          </li>`,
      )}
    </ol>
  </section>`;
}

function notes(c: Context, { row, history, writes, typed }: DossierView): Html | '' {
  const texts = textsOf(c, dossierTexts);
  if (!writes && !history.notes.length) return '';
  return html`<section id="notes">
    <h2>${texts.notes}</h2>
    <p class="hint">${icon('lock')} ${texts.notesHint}</p>
    ${history.notes.map(
      ({ at, text, who }) =>
        html`<div class="memo">
          <b>${who}</b> <small class="number">${formatInstant(at)}</small>
          <p class="quote">${text}</p>
        </div>`,
    )}
    ${
      writes
        ? html`<form method="post" action="/desk/dossiers/${row.id}/note#notes" class="plain row">
            ${formToken(c)}
            <input
              name="text"
              aria-label="${texts.newNote}"
              placeholder="${texts.newNote}"
              maxlength="2000"
              value="${typed?.['text'] ?? ''}"
              autocomplete="off"
            />
            <button>${texts.addNote}</button>
          </form>`
        : ''
    }
  </section>`;
}

function log(c: Context, { history, officers }: DossierView): Html | '' {
  const texts = textsOf(c, dossierTexts);
  if (!history.log.length) return '';
  const words = (action: string, to: string) => {
    const name =
      action === 'dossier.assign' ? (officers.find(({ id }) => id === to)?.name ?? to) : (texts.statuses[to] ?? to);
    return texts.actions[action]?.(name) ?? action;
  };
  return html`<section>
    <h2>${texts.log}</h2>
    <ul class="log">
      ${history.log
        .slice(0, 20)
        .map(
          ({ at, what, label, who }) =>
            html`<li>${who} ${words(what, label ?? '')}<small class="number">${formatInstant(at)}</small></li>`,
        )}
    </ul>
  </section>`;
}

function extendForm(c: Context, row: DossierRow, fields: Readonly<Record<string, string>>): Html {
  const texts = textsOf(c, dossierTexts);
  return html`<details ${fields['reason'] === undefined ? '' : 'open'}>
    <summary>${texts.extend}</summary>
    <form method="post" action="/desk/dossiers/${row.id}/extend" class="card">
      ${formToken(c)}<input type="hidden" name="version" value="${row.version}" />
      <label for="newDue">${texts.newDue}</label>
      <input
        id="newDue"
        name="to"
        type="date"
        required
        value="${fields['reason'] === undefined ? '' : (fields['to'] ?? '')}"
      />
      <label for="reason">${texts.reason}</label>
      <textarea id="reason" name="reason" rows="3" required>${fields['reason'] ?? ''}</textarea>
      <label for="letter">${texts.letter}</label>
      <input id="letter" name="letter" value="${fields['letter'] ?? ''}" />
      <p class="actions"><button>${texts.save}</button></p>
    </form>
  </details>`;
}
