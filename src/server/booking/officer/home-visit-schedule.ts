import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { visitStates } from '../../../contract/index.ts';
import { addDays, type Day, dayOf, isDay } from '../../../domain/calendar.ts';
import { nationalPhone } from '../../../domain/phone.ts';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import { isLead } from '../../platform/officers.ts';
import { ProblemError } from '../../platform/problem.ts';
import { mayChange, readFormFields, requestedDay, toFormProblem } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formatTime, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import {
  pendingResults,
  releaseVisit,
  setVisitState,
  takeVisit,
  type VisitFacts,
  visitFacts,
  type VisitRow,
  visitsOn,
} from '../home-visit-schedule.ts';
import { appointmentTexts } from './appointments.texts.ts';
import { homeVisitTexts } from './home-visit-schedule.texts.ts';

/** The home visits of a day, by half day and hamlet, with door codes. Prints as a list. */
export function homeVisitPages({ db, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await round(c, c.req.query('date'))));

  app.post('/:id/take', c => change(c, (action, id) => takeVisit(action, id)));
  app.post('/:id/give-back', c => change(c, (action, id) => releaseVisit(action, id)));
  app.post('/:id/move', c => change(c, (action, id, { from = '', to = '' }) => setVisitState(action, id, from, to)));

  return app;

  async function change(
    c: Context,
    action: (working: Parameters<typeof takeVisit>[0], id: string, fields: Record<string, string>) => Promise<void>,
  ) {
    const fields = await readFormFields(c);
    const id = c.req.param('id') ?? '';
    const { date = '' } = fields;
    const agencies = c.get('officer').scope;
    const rows = isDay(date)
      ? [...(await visitsOn(db, agencies, date)), ...(await pendingResults(db, agencies, date))]
      : [];
    if (!rows.some(row => row.id === id)) throw new ProblemError('appointment-not-found');
    try {
      await withAudit(db, tx => action({ tx, officer: c.get('officer'), now: clock() }, id, fields));
      return c.redirect(`/desk/visits?date=${date}#${id}`, 303);
    } catch (error) {
      return c.html(await round(c, date, toFormProblem(error)), 409);
    }
  }

  async function round(c: Context, requested = '', problem?: ReturnType<typeof toFormProblem>): Promise<Html> {
    const texts = textsOf(c, homeVisitTexts);
    const date = requestedDay(requested, clock());
    const agencies = c.get('officer').scope;
    const rows = await visitsOn(db, agencies, date);
    const results = await pendingResults(db, agencies, date);
    const link = (to: Day) => `/desk/visits?date=${to}`;
    const facts = await visitFacts(db, [...rows, ...results]);
    const groups = [...new Set(rows.map(row => groupName(row)))];
    return renderPage(
      c,
      texts.roundOn(formatDay(date)),
      html`${problemBox(texts, problem)}
        <form method="get" action="/desk/visits" class="no-print">
          <label for="date">${texts.day}</label>
          <input id="date" name="date" type="date" value="${date}" />
          <button>${texts.show}</button>
          <p>
            <a href="${link(addDays(date, -1))}">${texts.dayBefore}</a>
            <a href="${link(addDays(date, 1))}">${texts.dayAfter}</a>
          </p>
        </form>
        <p>${texts.roundHint}</p>
        ${rows.length ? '' : html`<p class="card">${texts.none}</p>`}
        ${groups.map(
          group =>
            html`<h2>${group}</h2>
              ${rows.filter(row => groupName(row) === group).map(row => visitSection(c, row, date, facts.get(row.id)!))}`,
        )}
        ${results.length ? html`<h2>${texts.results}</h2>` : ''}
        ${results.map(row => visitSection(c, row, date, facts.get(row.id)!))}`,
    );
  }
}

/** `07:30–11:30, Khu phố 4` */
const groupName = ({ starts_at, ends_at, hamlet }: VisitRow): string =>
  `${formatTime(starts_at)}–${formatTime(ends_at)}, ${hamlet}`;

/** The door code is shown to the officer who goes, and to leads, until the papers are received. */
function doorCodeOf(c: Context, { state, booking, door_code, officer: goes }: VisitRow): Html | string {
  const officer = c.get('officer');
  if (booking !== 'booked' || !['planned', 'onTheWay'].includes(state)) return '–';
  if (goes !== officer.id && !isLead(officer)) return textsOf(c, homeVisitTexts).codeHidden;
  return html`<strong class="code">${door_code}</strong>`;
}

function visitSection(c: Context, row: VisitRow, date: Day, { returns, reachedAge }: VisitFacts): Html {
  const texts = textsOf(c, homeVisitTexts);
  const officer = c.get('officer');
  const at = visitStates.indexOf(row.state);
  const step = (action: string, label: string, fields: Record<string, string> = {}) =>
    html`<form method="post" action="/desk/visits/${row.id}/${action}" class="inline no-print">
      ${formToken(c)}<input type="hidden" name="date" value="${date}" />
      ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <button aria-label="${label}, ${row.number}">${label}</button>
    </form>`;
  const move = (nth: number) => {
    const to = visitStates[nth];
    if (!to) return '';
    const label = texts.states[to] ?? to;
    return step('move', nth < at ? `${texts.markUndo}: ${label}` : label, { from: row.state, to });
  };
  const mine = row.officer === officer.id;
  const free = ['planned', 'received'].includes(row.state) && row.officer && (mine || isLead(officer));
  const ownSteps = () =>
    html`${mine && row.booking !== 'missed' ? html`${move(at + 1)} ${dayOf(row.starts_at) < date ? '' : move(at - 1)}` : ''}
    ${free ? step('give-back', texts.giveBack) : ''}`;
  return html`<section id="${row.id}">
    <h3>${row.number} · ${row.elder_name ? texts.born(row.elder_name, row.elder_birth_year ?? 0) : '–'}</h3>
    ${reachedAge && row.state === 'planned' ? html`<p class="note yours">${icon('alert')}${texts.reachesAge(reachedAge, Number(dayOf(row.starts_at).slice(0, 4)))}</p>` : ''}
    <dl>
      <dt>${texts.address}</dt>
      <dd>${[row.line, row.hamlet].filter(Boolean).join(', ')}</dd>
      <dt>${texts.when}</dt>
      <dd>${formatTime(row.starts_at)}–${formatTime(row.ends_at)}, ${formatDay(dayOf(row.starts_at))}</dd>
      <dt>${texts.doorCode}</dt>
      <dd>${doorCodeOf(c, row)}</dd>
      <dt>${texts.service}</dt>
      <dd>${row.service_name}</dd>
      <dt>${texts.returns}</dt>
      <dd>${returns}</dd>
      <dt>${texts.carer}</dt>
      <dd>
        ${[row.contact_name, row.relation].filter(Boolean).join(', ')}
        ${row.contact_phone ? html`<a href="tel:${row.contact_phone}">${nationalPhone(row.contact_phone)}</a>` : ''}
      </dd>
      ${
        row.note
          ? html`<dt>${texts.familyNote}</dt>
              <dd>${row.note}</dd>`
          : ''
      }
      <dt>${texts.status}</dt>
      <dd>
        ${row.booking === 'missed' ? textsOf(c, appointmentTexts).appointmentStates['missed'] : texts.states[row.state]}
      </dd>
      <dt>${texts.who}</dt>
      <dd>${row.officer_name ?? '–'}</dd>
    </dl>
    ${mayChange(c) ? html`${row.officer ? '' : step('take', texts.take)} ${ownSteps()}` : ''}
  </section>`;
}
