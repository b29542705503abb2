import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { dayOf } from '../../domain/calendar.ts';
import { searchAppointments } from '../booking/index.ts';
import { dossierTexts, searchDossiers, stateTag } from '../dossiers/index.ts';
import { searchOpinions } from '../feedback/index.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import { readFormFields } from '../ui/form.ts';
import { icon } from '../ui/icons.ts';
import { formatInstant, type Html, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { searchTexts } from './search.texts.ts';

const maxLength = 100;

/**
 * One search over dossiers, appointments and opinions. It is posted: names and numbers must not be in an address or a
 * log. That somebody has searched is logged.
 */
export function searchPages({ db, clock }: AppContext): Hono {
  const app = new Hono();
  app.get('/', c => c.html(found(c, '', [])));

  app.post('/', async c => {
    const typed = ((await readFormFields(c))['q'] ?? '').slice(0, maxLength);
    if (!typed) return c.html(found(c, '', []));
    const officer = c.get('officer');
    const now = clock();
    const open = new Set(c.get('sections').map(({ path }) => path));
    const texts = textsOf(c, searchTexts);
    const ofDossiers = textsOf(c, dossierTexts);
    const dossiers = open.has('dossiers') ? await searchDossiers(db, officer, typed) : [];
    const appointments = open.has('appointments') ? await searchAppointments(db, officer, typed, now) : [];
    const opinions = open.has('opinions') ? await searchOpinions(db, officer, typed) : [];
    const hits: Hit[] = [
      ...dossiers.map(row => ({
        url: `/desk/dossiers/${row.id}`,
        title: row.applicant_name ?? row.code,
        about: `${row.procedure_name}, ${row.code}`,
        tag: stateTag(ofDossiers, row, now),
      })),
      ...appointments.map(row => ({
        url: `/desk/appointments?${new URLSearchParams({ counter: row.counter, date: dayOf(row.starts_at), row: row.id })}`,
        title: `${row.number ?? ''} ${row.contact_name ?? ''}`.trim(),
        about: `${row.counter_name}, ${formatInstant(row.starts_at)}`,
        tag: html`<span class="tag rest">${icon('calendar')}${texts.appointment}</span>`,
      })),
      ...opinions.map(row => ({
        url: `/desk/opinions/${row.id}`,
        title: row.code,
        about: formatInstant(row.received_at),
        tag: html`<span class="tag rest">${icon('message')}${texts.opinion}</span>`,
      })),
    ];
    await withAudit(db, tx =>
      recordAudit(tx, { officer: officer.id, action: 'search', subject: '', detail: { hits: hits.length }, now }),
    );
    // A single hit is opened at once: a scanned receipt leads to its dossier.
    if (hits.length === 1) return c.redirect(hits[0]!.url, 303);
    return c.html(found(c, typed, hits));
  });

  return app;
}

interface Hit {
  url: string;
  title: string;
  about: string;
  tag: Html;
}

function found(c: Context, typed: string, hits: readonly Hit[]): Html {
  const texts = textsOf(c, searchTexts);
  c.set('searched', typed);
  const body = hits.length
    ? html`<p class="sub" role="status">${texts.found(hits.length)}</p>
        <div class="scroll">
          <table>
            <tbody>
              ${hits.map(
                ({ url, title, about, tag }) =>
                  html`<tr data-row>
                    <td><a href="${url}">${title}</a><small class="number">${about}</small></td>
                    <td>${tag}</td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`
    : html`<div class="empty">
        ${icon('search')}
        <h2>${typed ? texts.nothing : texts.hint}</h2>
        <p class="sub">${texts.how}</p>
      </div>`;
  return renderPage(c, texts.title, body);
}
