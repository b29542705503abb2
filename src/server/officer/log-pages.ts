import { Hono } from 'hono';
import { html } from 'hono/html';
import { ProblemError } from '../http/problem.ts';
import { agencyAndBelow } from '../platform/officers.ts';
import type { AppContext } from '../http/router.ts';
import { renderPage, formatInstant } from '../ui/page.ts';

const maxShown = 200;

/** What officers of the own agency and those below did, newest first; for leads and administrators. */
export function logPages({ db }: AppContext): Hono {
  return new Hono().get('/', async c => {
    if (c.get('officer').role === 'officer') throw new ProblemError('not-allowed');
    const texts = c.get('texts');
    const agencies = await agencyAndBelow(db, c.get('officer').agency);
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('officer', 'in', db.selectFrom('officer').select('id').where('agency', 'in', agencies))
      .orderBy('id', 'desc')
      .limit(maxShown)
      .execute();
    const list = html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th>${texts.when}</th>
            <th>${texts.officer}</th>
            <th>${texts.action}</th>
            <th>${texts.subject}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            row =>
              html`<tr>
                <td>${formatInstant(row.at)}</td>
                <td>${row.officer}</td>
                <td>${row.action}</td>
                <td>${row.subject}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
    return c.html(renderPage(c, texts.log, rows.length ? list : html`<p class="card">${texts.none}</p>`));
  });
}
