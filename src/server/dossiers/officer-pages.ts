import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { dossierKey } from '../../domain/dossier-code.ts';
import { transitions } from '../../domain/dossier-transitions.ts';
import { nationalPhone } from '../../domain/phone.ts';
import { agencyAndBelow } from '../agencies/index.ts';
import type { AppContext } from '../http/router.ts';
import { withAudit } from '../platform/audit.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { DossierRow } from '../platform/schema.ts';
import { isUuid } from '../platform/uuid.ts';
import { type FormState, parseDayField, readFormFields, toFormProblem } from '../ui/form.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { dossierTexts } from './officer-pages.texts.ts';
import { applyTransition, extendDossier } from './transitions.ts';

const maxShown = 100;

export function dossierPages({ db, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => {
    const texts = textsOf(c, dossierTexts);
    const code = dossierKey(c.req.query('code') ?? '');
    const status = c.req.query('status') ?? '';
    let query = db
      .selectFrom('dossier')
      .selectAll()
      .where('agency', 'in', await agencyAndBelow(db, c.get('officer').agency))
      .orderBy('updated_at', 'desc')
      .limit(maxShown);
    if (code) query = query.where('code_key', 'like', `%${code}%`);
    if (status) query = query.where('status', '=', status);
    const rows = await query.execute();

    const list = html`<form method="get" action="/desk/dossiers">
        <label for="code">${texts.searchCode}</label>
        <input id="code" name="code" value="${c.req.query('code') ?? ''}" autocomplete="off" autofocus />
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
    return c.html(renderPage(c, texts.label, list));
  });

  app.get('/:id', async c => c.html(await one(c, await read(c))));

  app.post('/:id/move', c =>
    submit(c, async (row, fields) => {
      const amount = fields['amount'] ? Number(fields['amount'].replace(/[.\s]/g, '')) : undefined;
      if (amount !== undefined && !(Number.isSafeInteger(amount) && amount > 0)) {
        throw invalidInput('/amount', 'number');
      }
      const papers = (fields['papers'] ?? '')
        .split('\n')
        .map(line => line.trim())
        .filter(Boolean);
      const before = parseDayField(fields['before'], '/before');
      await withAudit(db, tx =>
        applyTransition({ tx, officer: c.get('officer'), jobs, now: clock() }, row, {
          to: fields['to'] ?? '',
          ...(fields['note'] && { note: fields['note'] }),
          papers,
          ...(before && { before }),
          ...(amount && { amount }),
        }),
      );
    }),
  );

  app.post('/:id/extend', c =>
    submit(c, async (row, fields) => {
      const to = parseDayField(fields['to'], '/to');
      if (!to) throw invalidInput('/to', 'required');
      const { reason = '', letter } = fields;
      await withAudit(db, tx =>
        extendDossier({ tx, officer: c.get('officer'), jobs, now: clock() }, row, {
          to,
          reason,
          ...(letter && { letter }),
        }),
      );
    }),
  );

  return app;

  /** Runs the action of a form on the version that its page showed; on a problem the page keeps what was typed. */
  async function submit(c: Context, action: (row: DossierRow, fields: Record<string, string>) => Promise<void>) {
    const fields = await readFormFields(c);
    const row = await read(c);
    try {
      await action({ ...row, version: Number(fields['version']) || 0 }, fields);
      return c.redirect(`/desk/dossiers/${row.id}?done`, 303);
    } catch (error) {
      const problem = toFormProblem(error);
      return c.html(
        await one(c, await read(c), { typed: fields, problem }),
        problem.slug === 'changed-meanwhile' ? 409 : 422,
      );
    }
  }

  async function read(c: Context): Promise<DossierRow> {
    const id = c.req.param('id') ?? '';
    const row = isUuid(id)
      ? await db.selectFrom('dossier').selectAll().where('id', '=', id).executeTakeFirst()
      : undefined;
    if (!row || !(await agencyAndBelow(db, c.get('officer').agency)).includes(row.agency))
      throw new ProblemError('dossier-not-found');
    return row;
  }

  async function one(c: Context, row: DossierRow, { typed: fields = {}, problem }: FormState = {}): Promise<Html> {
    const texts = textsOf(c, dossierTexts);
    const steps = await db
      .selectFrom('dossier_step')
      .selectAll()
      .where('dossier', '=', row.id)
      .orderBy('id', 'desc')
      .execute();
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
