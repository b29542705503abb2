import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { dayOf, daysApart, weekday } from '../../domain/calendar.ts';
import { listVisitorsNow } from '../booking/index.ts';
import { countToday, dossierTexts, dueWords, listFirst, stateTag } from '../dossiers/index.ts';
import type { AppContext } from '../http/router.ts';
import { type Icon, icon } from '../ui/icons.ts';
import { formatDay, formatTime, type Html, renderPage } from '../ui/page.ts';
import { labelOf, type OfficerSection } from '../ui/section.ts';
import { textsOf } from '../ui/texts.ts';
import { todayTexts } from './today.texts.ts';

const rowsFirst = 8;
const visitorsShown = 6;

/** Section of the officers' site. */
export const todaySection: OfficerSection = {
  path: 'today',
  label: labelOf(todayTexts),
  icon: 'home',
  group: 'work',
  pages: todayPages,
};

/** The start page: what is late, due, waiting; what to do first; who comes now. */
function todayPages({ db, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => {
    const officer = c.get('officer');
    const open = new Set(c.get('sections').map(({ path }) => path));
    const now = clock();
    const texts = textsOf(c, todayTexts);
    const numbers = open.has('dossiers') ? await countToday(db, officer, now) : undefined;
    const first = open.has('dossiers') ? await listFirst(db, officer, rowsFirst) : [];
    const visitors = open.has('appointments') ? await listVisitorsNow(db, officer, now, visitorsShown) : [];
    const today = dayOf(now);
    const given = officer.name.trim().split(/\s+/).pop() ?? officer.name;
    return c.html(
      renderPage(
        c,
        texts.label,
        html`<p class="summary">
            <b>${texts.hello(given)}</b>
            <span>${texts.weekdays[weekday(today) % 7]}, ${formatDay(today)}</span>
          </p>
          ${numbers ? tiles(c, numbers, now) : ''}
          <div class="split">
            ${numbers ? firstTable(c, first, now) : ''} ${open.has('appointments') ? visitorList(c, visitors) : ''}
          </div>`,
      ),
    );
  });

  return app;
}

function tiles(c: Context, numbers: Awaited<ReturnType<typeof countToday>>, now: Date): Html {
  const texts = textsOf(c, todayTexts);
  const tile = (url: string, mean: string, name: Icon, label: string, count: number, more = '') =>
    html`<a class="tile ${count ? mean : ''}" href="${url}"
      ><span>${label}${icon(name)}</span><b>${count}</b><small>${more}</small></a
    >`;
  const { overdue, today, waiting, oldest, results } = numbers;
  const days = oldest ? daysApart(dayOf(oldest), dayOf(now)) : 0;
  return html`<nav class="tiles" aria-label="${texts.label}" data-live="tiles">
    ${tile('/desk/dossiers?tab=overdue', 'stop', 'late', texts.overdue, overdue, overdue ? texts.oldest(days) : '')}
    ${tile('/desk/dossiers?tab=today', 'yours', 'clock', texts.dueToday, today)}
    ${tile('/desk/dossiers?tab=waiting', 'rest', 'pause', texts.waiting, waiting)}
    ${tile('/desk/outbox', 'going', 'phone', texts.calls, c.get('counts')?.['outbox']?.number ?? 0)}
    ${tile('/desk/dossiers?tab=done', 'done', 'ok', texts.results, results)}
  </nav>`;
}

function firstTable(c: Context, rows: Awaited<ReturnType<typeof listFirst>>, now: Date): Html {
  const texts = textsOf(c, todayTexts);
  const ofDossiers = textsOf(c, dossierTexts);
  return html`<section data-live="first">
    <div class="head">
      <h2>${texts.first}</h2>
      <a class="end" href="/desk/dossiers?tab=mine">${texts.allMine}</a>
    </div>
    ${
      rows.length
        ? html`<div class="scroll">
            <table>
              <tbody>
                ${rows.map(row => {
                  const due = dueWords(ofDossiers, row, now);
                  return html`<tr data-row>
                    <td class="number ${due.mean}">${due.words}<small>${due.day}</small></td>
                    <td>
                      <a href="/desk/dossiers/${row.id}">${row.applicant_name ?? row.code}</a
                      ><small>${row.procedure_name} <span class="number">…${row.code.slice(-4)}</span></small>
                    </td>
                    <td>${stateTag(ofDossiers, row, now)}</td>
                  </tr>`;
                })}
              </tbody>
            </table>
          </div>`
        : html`<p class="sub">${texts.nothingFirst}</p>`
    }
  </section>`;
}

function visitorList(c: Context, rows: Awaited<ReturnType<typeof listVisitorsNow>>): Html {
  const texts = textsOf(c, todayTexts);
  return html`<section data-live="visitors">
    <div class="head">
      <h2>${texts.visitors}</h2>
      <a class="end" href="/desk/appointments">${texts.wholeDay}</a>
    </div>
    ${
      rows.length
        ? html`<ul class="log">
            ${rows.map(
              row =>
                html`<li>
                  <a
                    href="/desk/appointments?${new URLSearchParams({ counter: row.counter, date: dayOf(row.starts_at), row: row.id })}"
                    >${row.number} ${row.contact_name}</a
                  >
                  <small
                    ><span class="number">${formatTime(row.starts_at)}</span>, ${row.service_name},
                    ${row.counter_name}${row.state === 'arrived' ? `, ${texts.arrived}` : ''}</small
                  >
                </li>`,
            )}
          </ul>`
        : html`<p class="sub">${texts.noVisitors}</p>`
    }
  </section>`;
}
