import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Selectable } from 'kysely';
import { transitions } from '../../domain/dossier-transitions.ts';
import { nationalPhone } from '../../domain/phone.ts';
import type { DossierRow } from '../platform/schema.ts';
import type { StepTable } from '../platform/schema/dossiers.ts';
import type { FormState } from '../ui/form.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { dossierTexts } from './officer-pages.texts.ts';

/** The filters of the list. */
export interface DossierFilters {
  code: string;
  status: string;
}

/** The list of dossiers with its filters. */
export function dossierList(c: Context, rows: readonly DossierRow[], { code, status }: DossierFilters): Html {
  const texts = textsOf(c, dossierTexts);
  const list = html`<form method="get" action="/desk/dossiers">
      <label for="code">${texts.searchCode}</label>
      <input id="code" name="code" value="${code}" autocomplete="off" autofocus />
      <label for="status">${texts.status}</label>
      <select id="status" name="status">
        <option value="">${texts.all}</option>
        ${Object.entries(texts.statuses).map(
          ([value, label]) => html`<option value="${value}" ${value === status ? 'selected' : ''}>${label}</option>`,
        )}
      </select>
      <button>${texts.search}</button>
    </form>
    ${rows.length ? table(c, rows) : html`<p class="card">${texts.none}</p>`}`;
  return renderPage(c, texts.label, list);
}

/** A dossier with its history and the forms to move and extend it. */
export function dossierPage(
  c: Context,
  row: DossierRow,
  steps: readonly Selectable<StepTable>[],
  { typed: fields = {}, problem }: FormState = {},
): Html {
  const texts = textsOf(c, dossierTexts);
  const to = transitions[row.status] ?? [];
  const hidden = html`${formToken(c)}<input type="hidden" name="version" value="${row.version}" />`;
  return renderPage(
    c,
    row.code,
    html`${problemBox(texts, problem)}
      <section>
        <dl>
          <dt>${texts.procedure}</dt>
          <dd>${row.procedure_name}</dd>
          <dt>${texts.status}</dt>
          <dd><strong>${row.label ?? texts.statuses[row.status] ?? row.status}</strong></dd>
          <dt>${texts.applicant}</dt>
          <dd>${row.applicant_name ?? '–'}</dd>
          <dt>${texts.phone}</dt>
          <dd>${row.applicant_phone ? nationalPhone(row.applicant_phone) : '–'}</dd>
          <dt>${texts.received}</dt>
          <dd>${formatInstant(row.received_at)}</dd>
          <dt>${texts.due}</dt>
          <dd>${formatInstant(row.due_at)}</dd>
        </dl>
        ${
          row.extension
            ? html`<p>
                ${texts.extended(formatInstant(new Date(row.extension['from'] ?? '')), formatInstant(new Date(row.extension['to'] ?? '')), row.extension['reason'] ?? '')}
              </p>`
            : ''
        }
      </section>
      ${
        to.length
          ? html`<form method="post" action="/desk/dossiers/${row.id}/move">
              <h2>${texts.move}</h2>
              ${hidden}
              <label for="to">${texts.moveTo}</label>
              <select id="to" name="to">
                ${to.map(value => html`<option value="${value}" ${value === fields['to'] ? 'selected' : ''}>${texts.statuses[value] ?? value}</option>`)}
              </select>
              <label for="papers">${texts.papers}</label>
              <textarea id="papers" name="papers" rows="3">${fields['papers'] ?? ''}</textarea>
              <label for="before">${texts.before}</label>
              <input id="before" name="before" type="date" value="${fields['before'] ?? ''}" />
              <label for="amount">${texts.amount}</label>
              <input id="amount" name="amount" inputmode="numeric" value="${fields['amount'] ?? ''}" />
              <label for="note">${texts.note}</label>
              <textarea id="note" name="note" rows="3">${fields['note'] ?? ''}</textarea>
              <button>${texts.save}</button>
            </form>`
          : html`<p class="card">${texts.final}</p>`
      }
      ${
        row.due_at && !row.finished_at && !row.extension
          ? html`<form method="post" action="/desk/dossiers/${row.id}/extend">
              <h2>${texts.extend}</h2>
              ${hidden}
              <label for="newDue">${texts.newDue}</label>
              <input id="newDue" name="to" type="date" required value="${fields['to'] ?? ''}" />
              <label for="reason">${texts.reason}</label>
              <textarea id="reason" name="reason" rows="3" required>${fields['reason'] ?? ''}</textarea>
              <label for="letter">${texts.letter}</label>
              <input id="letter" name="letter" value="${fields['letter'] ?? ''}" />
              <button>${texts.save}</button>
            </form>`
          : ''
      }
      <section>
        <h2>${texts.steps}</h2>
        <ul>
          ${steps.map(step => html`<li>${formatInstant(step.at)} · ${step.label ?? texts.statuses[step.status] ?? step.status}${step.note ? ` · ${step.note}` : ''}</li>`)}
        </ul>
      </section>`,
  );
}

function table(c: Context, rows: readonly DossierRow[]): Html {
  const texts = textsOf(c, dossierTexts);
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>${texts.code}</th>
          <th>${texts.procedure}</th>
          <th>${texts.status}</th>
          <th>${texts.due}</th>
          <th>${texts.updated}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          row =>
            html`<tr>
              <td><a href="/desk/dossiers/${row.id}">${row.code}</a></td>
              <td>${row.procedure_name}</td>
              <td>${row.label ?? texts.statuses[row.status] ?? row.status}</td>
              <td>${formatInstant(row.due_at)}</td>
              <td>${formatInstant(row.updated_at)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
