import { Hono } from 'hono';
import { html } from 'hono/html';
import { agencyAndBelow } from '../agencies/index.ts';
import type { AppContext } from '../http/router.ts';
import { formatInstant, renderPage } from '../ui/page.ts';
import { labelOf, type OfficerSection } from '../ui/section.ts';
import { textsOf } from '../ui/texts.ts';
import { logTexts } from './log-pages.texts.ts';

const maxShown = 200;

/** Section of the officers' site. */
export const logSection: OfficerSection = {
  path: 'log',
  label: labelOf(logTexts),
  icon: 'list',
  group: 'admin',
  leadsOnly: true,
  pages: logPages,
};

/** Audit entries of the officer's agencies, newest first; for leads and administrators. */
function logPages({ db }: AppContext): Hono {
  return new Hono().get('/', async c => {
    const texts = textsOf(c, logTexts);
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
    return c.html(renderPage(c, texts.label, rows.length ? list : html`<p class="card">${texts.none}</p>`));
  });
}
