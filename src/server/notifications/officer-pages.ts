import { Hono } from 'hono';
import { html } from 'hono/html';
import { maskPhone } from '../../domain/phone.ts';
import { agencyAndBelow } from '../agencies/index.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import { ProblemError } from '../platform/problem.ts';
import { isUuid } from '../platform/uuid.ts';
import { formatInstant, formToken, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { maskCode } from './messages.ts';
import { outboxTexts } from './officer-pages.texts.ts';

const maxShown = 200;

export function outboxPages({ db, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => {
    const texts = textsOf(c, outboxTexts);
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where('agency', 'in', await agencyAndBelow(db, c.get('officer').agency))
      .where('state', '<>', 'replaced')
      .orderBy('created_at', 'desc')
      .limit(maxShown)
      .execute();
    const list = html`<p>${texts.outboxHint}</p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>${texts.when}</th>
              <th>${texts.subject}</th>
              <th>${texts.recipient}</th>
              <th>${texts.words}</th>
              <th>${texts.status}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              row =>
                html`<tr>
                  <td>${formatInstant(row.created_at)}</td>
                  <td>${row.subject}</td>
                  <td>${maskPhone(row.recipient)}</td>
                  <td>${maskCode(row.words)}</td>
                  <td>
                    <strong>${texts.messageStates[row.state]}</strong>
                    ${row.last_error ? html`<br />${texts.messageErrors[row.last_error] ?? row.last_error}` : ''}
                  </td>
                  <td>
                    ${
                      row.state === 'not-sent'
                        ? html`<form method="post" action="/desk/outbox/${row.id}/again">
                            ${formToken(c)}<button>${texts.again}</button>
                          </form>`
                        : ''
                    }
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    return c.html(renderPage(c, texts.label, rows.length ? list : html`<p class="card">${texts.none}</p>`));
  });

  app.post('/:id/again', async c => {
    const id = c.req.param('id');
    if (!isUuid(id)) throw new ProblemError('not-allowed');
    const officer = c.get('officer');
    const agencies = await agencyAndBelow(db, officer.agency);
    await withAudit(db, async tx => {
      const row = await tx
        .updateTable('outbox')
        .set({ state: 'waiting', last_error: null })
        .where('id', '=', id)
        .where('state', '=', 'not-sent')
        .where('agency', 'in', agencies)
        .returning('subject')
        .executeTakeFirst();
      if (!row) return;
      await recordAudit(tx, { officer: officer.id, action: 'outbox.again', subject: row.subject, now: clock() });
      await jobs?.deliver(tx, id);
    });
    return c.redirect('/desk/outbox?done', 303);
  });

  return app;
}
