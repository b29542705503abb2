import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { nationalPhone } from '../../domain/phone.ts';
import { agencyAndBelow } from '../agencies/index.ts';
import type { AppContext } from '../http/router.ts';
import { withAudit } from '../platform/audit.ts';
import { ProblemError } from '../platform/problem.ts';
import type { OpinionRow } from '../platform/schema.ts';
import { isUuid } from '../platform/uuid.ts';
import { type FormState, readFormFields, toFormProblem } from '../ui/form.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { answerOpinion } from './answer-opinion.ts';
import { opinionTexts } from './officer-pages.texts.ts';

const maxShown = 100;

export function opinionPages({ db, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => {
    const texts = textsOf(c, opinionTexts);
    const rows = await db
      .selectFrom('opinion')
      .selectAll()
      .where('agency', 'in', await agencyAndBelow(db, c.get('officer').agency))
      .orderBy('received_at', 'desc')
      .limit(maxShown)
      .execute();
    const list = html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th>${texts.code}</th>
            <th>${texts.text}</th>
            <th>${texts.status}</th>
            <th>${texts.answerBy}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            row =>
              html`<tr>
                <td><a href="/desk/opinions/${row.id}">${row.code}</a></td>
                <td>${row.text.slice(0, 120)}</td>
                <td>${texts.opinionStates[row.status] ?? row.status}</td>
                <td>${formatInstant(row.answer_by)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
    return c.html(renderPage(c, texts.label, rows.length ? list : html`<p class="card">${texts.none}</p>`));
  });

  app.get('/:id', async c => c.html(opinionPage(c, await read(c))));

  app.post('/:id/answer', async c => {
    const fields = await readFormFields(c);
    const row = await read(c);
    try {
      await withAudit(db, tx =>
        answerOpinion(
          { tx, officer: c.get('officer'), jobs, now: clock() },
          { ...row, version: Number(fields['version']) || 0 },
          fields['answer'] ?? '',
        ),
      );
      return c.redirect(`/desk/opinions/${row.id}?done`, 303);
    } catch (error) {
      const problem = toFormProblem(error);
      return c.html(
        opinionPage(c, await read(c), { typed: fields, problem }),
        problem.slug === 'changed-meanwhile' ? 409 : 422,
      );
    }
  });

  return app;

  async function read(c: Context): Promise<OpinionRow> {
    const id = c.req.param('id') ?? '';
    const row = isUuid(id)
      ? await db.selectFrom('opinion').selectAll().where('id', '=', id).executeTakeFirst()
      : undefined;
    if (!row || !(await agencyAndBelow(db, c.get('officer').agency)).includes(row.agency))
      throw new ProblemError('opinion-not-found');
    return row;
  }
}

function opinionPage(c: Context, row: OpinionRow, { typed: fields = {}, problem }: FormState = {}): Html {
  const texts = textsOf(c, opinionTexts);
  const contact = [row.contact_name, row.contact_phone && nationalPhone(row.contact_phone)].filter(Boolean).join(' · ');
  return renderPage(
    c,
    row.code,
    html`${problemBox(texts, problem)}
      <section>
        <p class="quote">${row.text}</p>
        <dl>
          <dt>${texts.received}</dt>
          <dd>${formatInstant(row.received_at)}</dd>
          <dt>${texts.answerBy}</dt>
          <dd>${formatInstant(row.answer_by)}</dd>
          <dt>${texts.contact}</dt>
          <dd>${contact || texts.anonymous}</dd>
          <dt>${texts.consents}</dt>
          <dd>${row.consents.map(consent => consent.purpose).join(', ') || '–'}</dd>
        </dl>
      </section>
      ${
        row.answer
          ? html`<section>
              <h2>${texts.answeredAt(formatInstant(row.answered_at), row.answered_by ?? '')}</h2>
              <p class="quote">${row.answer}</p>
              ${
                fields['answer']
                  ? html`<h2>${texts.answerText}</h2>
                      <p class="quote">${fields['answer']}</p>`
                  : ''
              }
            </section>`
          : html`<form method="post" action="/desk/opinions/${row.id}/answer">
              <h2>${texts.answer}</h2>
              ${formToken(c)}
              <input type="hidden" name="version" value="${row.version}" />
              <label for="answer">${texts.answerText}</label>
              <textarea id="answer" name="answer" rows="8" required>${fields['answer'] ?? ''}</textarea>
              <button>${texts.sendAnswer}</button>
            </form>`
      }`,
  );
}
