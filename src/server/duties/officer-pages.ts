import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { addDays, type Day, dayOf, isOff, weekday } from '../../domain/calendar.ts';
import { type Roster, specialDays } from '../agencies/index.ts';
import type { AppContext } from '../http/router.ts';
import { withAudit } from '../platform/audit.ts';
import { type ImportResult, importRows, parseCsv } from '../platform/csv-import.ts';
import { invalidInput } from '../platform/problem.ts';
import type { DutyRow, PlaceRow } from '../platform/schema.ts';
import { isUuid } from '../platform/uuid.ts';
import { csvForm, importResultBox } from '../ui/csv-form.ts';
import { type FormState, readFormFields, readTextFile, requestedDay, toFormProblem } from '../ui/form.ts';
import { formatDay, formToken, type Html, problemBox, renderPage, tableHead } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { deleteDuty, type ExpectedVersion, loadPlanningContext, planDuty, swapDuties } from './duty-plan.ts';
import { dutyTexts } from './officer-pages.texts.ts';
import { dutiesBetween, placesOf, rosterSettings } from './roster.ts';

interface PageState extends FormState {
  imported?: ImportResult;
}

/** Upper bound of duties per file: a year of several places. */
const maxTurns = 5000;

/** Days ahead within which duties can be swapped. */
const swapDays = 31;

/** The roster by week: plan, swap, delete, import. */
export function dutyPages({ db, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await week(c)));

  app.post('/', c =>
    change(c, async (action, fields) => {
      await planDuty(action, await loadPlanningContext(action.tx, action.officer.agency, action.now), fields);
    }),
  );

  app.post('/swap', c =>
    change(c, async (action, { one = '', other = '' }, places) => {
      await swapDuties(action, places, expectedVersion(one), expectedVersion(other));
    }),
  );

  app.post('/drop', c =>
    change(c, (action, { duty = '' }, places) => deleteDuty(action, places, expectedVersion(duty))),
  );

  app.post('/import', async c => {
    try {
      const text = await readTextFile(c, 'file');
      const { dutyColumns } = textsOf(c, dutyTexts);
      const rows = parseCsv(text ?? '', dutyColumns, ['until', 'weekdays', 'helpers', 'tasks', 'languages']);
      const now = clock();
      const officer = c.get('officer');
      const planning = await loadPlanningContext(db, officer.agency, now);
      let turns = 0;
      const imported = await importRows(rows, async cells => {
        turns += await withAudit(db, async tx => {
          const planned = await planDuty({ tx, officer, now }, planning, cells);
          if (turns + planned > maxTurns) throw invalidInput('/until', 'many');
          return planned;
        });
      });
      return c.html(await week(c, { imported }));
    } catch (error) {
      return c.html(await week(c, { problem: toFormProblem(error) }), 422);
    }
  });

  return app;

  async function change(
    c: Context,
    action: (
      planning: Parameters<typeof planDuty>[0],
      fields: Record<string, string>,
      places: readonly string[],
    ) => Promise<void>,
  ) {
    const fields = await readFormFields(c);
    try {
      const place = await withAudit(db, async tx => {
        const officer = c.get('officer');
        const places = (await placesOf(tx, officer.agency)).map(({ id }) => id);
        await action({ tx, officer, now: clock() }, fields, places);
        return places.find(id => id === fields['place']);
      });
      const week = requestedDay(fields['week'] ?? '', clock());
      const query = new URLSearchParams({ ...(place && { place }), week, done: '' });
      return c.redirect(`/desk/duties?${query}`, 303);
    } catch (error) {
      return c.html(await week(c, { typed: fields, problem: toFormProblem(error) }), 422);
    }
  }

  async function week(c: Context, { typed: fields = {}, problem, imported }: PageState = {}): Promise<Html> {
    const texts = textsOf(c, dutyTexts);
    const { agency } = c.get('officer');
    const roster = await rosterSettings(db, agency).catch(() => undefined);
    const places = await placesOf(db, agency);
    const requestedPlace = fields['place'] ?? c.req.query('place');
    const here = places.find(({ id }) => id === requestedPlace) ?? places[0];
    if (!roster || !here) return renderPage(c, texts.label, html`<p class="card">${texts.none}</p>`);
    const today = dayOf(clock());
    const wanted = fields['week'] ?? c.req.query('week') ?? '';
    const day = requestedDay(wanted, clock());
    const monday = addDays(day, 1 - weekday(day));
    const duties = await dutiesBetween(db, [here.id], [monday, addDays(monday, 6)]);
    const coming = await dutiesBetween(
      db,
      places.map(({ id }) => id),
      [today, addDays(today, swapDays)],
    );
    const special = await specialDays(db, roster.chain, monday, addDays(monday, 6));
    const off = new Map(
      [...special].flatMap(([date, { type, name }]) => (isOff(type) ? [[date, name.vi] as const] : [])),
    );
    const link = (to: Day) => `/desk/duties?${new URLSearchParams({ place: here.id, week: to })}`;
    const shown = { c, roster: roster.roster, places, here, monday, typed: fields };
    return renderPage(
      c,
      texts.weekOf(formatDay(monday), formatDay(addDays(monday, 6))),
      html`${problemBox(texts, problem)} ${importResultBox(texts, imported)}
        <form method="get" action="/desk/duties" class="no-print">
          <label for="show-place">${texts.place}</label>
          <select id="show-place" name="place">
            ${places.map(({ id, name }) => html`<option value="${id}" ${id === here.id ? 'selected' : ''}>${name}</option>`)}
          </select>
          <input type="hidden" name="week" value="${monday}" />
          <button>${texts.show}</button>
          <p>
            <a href="${link(addDays(monday, -7))}">${texts.weekBefore}</a>
            <a href="${link(addDays(monday, 7))}">${texts.weekAfter}</a>
          </p>
        </form>
        <p>${here.name}</p>
        ${table(shown, duties, off)} ${swapForm(shown, coming)} ${addForm(shown)}
        ${csvForm(c, '/desk/duties/import', texts.dutyColumns)}`,
    );
  }
}

interface Shown {
  c: Context;
  roster: Roster;
  places: readonly PlaceRow[];
  here: PlaceRow;
  monday: Day;
  typed: Record<string, string>;
}

/** Value of a duty in the page's forms: identifier and version. */
const dutyKey = ({ id, version }: DutyRow): string => `${id}:${version}`;

function expectedVersion(text: string): ExpectedVersion {
  const [, id = '', version = ''] = /^([^:]*):(\d{1,9})$/.exec(text) ?? [];
  if (!isUuid(id)) throw invalidInput('/other', 'unknown');
  return { id, version: Number(version) };
}

const nameOf = (known: Roster['teams'], id: string): string => known.find(each => each.id === id)?.name.vi ?? id;

const contextFields = ({ c, here, monday }: Shown): Html =>
  html`${formToken(c)}<input type="hidden" name="place" value="${here.id}" /><input
      type="hidden"
      name="week"
      value="${monday}"
    />`;

/** `Thứ Hai 23/11/2026` */
const weekdayAndDay = (c: Context, day: Day): string =>
  `${textsOf(c, dutyTexts).weekdayNames[weekday(day) - 1] ?? ''} ${formatDay(day)}`;

/** @param off names of days off */
function table(shown: Shown, duties: readonly DutyRow[], off: ReadonlyMap<Day, string>): Html {
  const { c, roster, monday } = shown;
  const texts = textsOf(c, dutyTexts);
  const days = Array.from({ length: 7 }, (_, nth) => addDays(monday, nth));
  const row = (duty: DutyRow) =>
    html`<tr>
      <td>${weekdayAndDay(c, duty.date)}</td>
      <td>${duty.opens}–${duty.closes}</td>
      <td>${nameOf(roster.teams, duty.team)}</td>
      <td>${duty.helpers.join(', ')}</td>
      <td>
        ${[...duty.tasks.map(task => nameOf(roster.tasks, task)), ...duty.languages.map(each => nameOf(roster.languages, each))].join('; ')}
      </td>
      <td class="no-print">
        <form method="post" action="/desk/duties/drop">
          ${contextFields(shown)}<input type="hidden" name="duty" value="${dutyKey(duty)}" />
          <button
            aria-label="${texts.remove}, ${formatDay(duty.date)} ${duty.opens}, ${nameOf(roster.teams, duty.team)}"
          >
            ${texts.remove}
          </button>
        </form>
      </td>
    </tr>`;
  return html`<div class="scroll wide">
    <table>
      ${tableHead(texts.day, texts.hours, texts.team, texts.helpers, texts.tasks)}
      <tbody>
        ${days.map(day => {
          const own = duties.filter(({ date }) => date === day);
          const name = off.get(day);
          const note = name
            ? html`<tr>
                <td>${weekdayAndDay(c, day)}</td>
                <td colspan="5"><strong>${texts.dayOff(name)}</strong></td>
              </tr>`
            : '';
          return own.length
            ? html`${note}${own.map(row)}`
            : note ||
                html`<tr>
                  <td>${weekdayAndDay(c, day)}</td>
                  <td colspan="5">${texts.nobody}</td>
                </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function swapForm(shown: Shown, coming: readonly DutyRow[]): Html | '' {
  if (coming.length < 2) return '';
  const { c, roster, places, typed: fields } = shown;
  const texts = textsOf(c, dutyTexts);
  const place = (duty: DutyRow) =>
    places.length > 1 ? ` – ${places.find(({ id }) => id === duty.place)?.name ?? ''}` : '';
  const select = (name: string, label: string, usual = '') =>
    html`<label for="${name}">${label}</label>
      <select id="${name}" name="${name}">
        ${coming.map(
          duty =>
            html`<option value="${dutyKey(duty)}" ${dutyKey(duty) === (fields[name] ?? usual) ? 'selected' : ''}>
              ${formatDay(duty.date)} ${duty.opens}–${duty.closes}, ${nameOf(roster.teams, duty.team)}:
              ${duty.helpers.join(', ')}${place(duty)}
            </option>`,
        )}
      </select>`;
  return html`<form method="post" action="/desk/duties/swap" class="no-print">
    <h2>${texts.swap}</h2>
    <p>${texts.swapHint}</p>
    ${contextFields(shown)} ${select('one', texts.swapThis)} ${select('other', texts.swapOther, dutyKey(coming[1]!))}
    <button>${texts.swap}</button>
  </form>`;
}

function addForm({ c, roster, here, places, monday, typed: fields }: Shown): Html {
  const texts = textsOf(c, dutyTexts);
  const field = (name: string, label: string, hint = '', more: Html | string = '') =>
    html`<label for="${name}">${label}</label>
      <input id="${name}" name="${name}" value="${fields[name] ?? ''}" autocomplete="off" ${more} />
      ${hint ? html`<p>${hint}</p>` : ''}`;
  const names = (list: Roster['teams']) => list.map(({ name }) => name.vi).join(', ');
  return html`<form method="post" action="/desk/duties" class="no-print">
    <h2>${texts.addDuty}</h2>
    ${formToken(c)}<input type="hidden" name="week" value="${monday}" />
    <label for="place">${texts.place}</label>
    <select id="place" name="place">
      ${places.map(({ id, name }) => html`<option value="${id}" ${id === here.id ? 'selected' : ''}>${name}</option>`)}
    </select>
    <label for="from">${texts.from}</label>
    <input id="from" name="from" type="date" required value="${fields['from'] ?? ''}" />
    <label for="until">${texts.until}</label>
    <input id="until" name="until" type="date" value="${fields['until'] ?? ''}" />
    ${field('weekdays', texts.onWeekdays, texts.weekdaysHint)}
    <label for="opens">${texts.opens}</label>
    <input id="opens" name="opens" type="time" required value="${fields['opens'] ?? ''}" />
    <label for="closes">${texts.closes}</label>
    <input id="closes" name="closes" type="time" required value="${fields['closes'] ?? ''}" />
    <label for="team">${texts.team}</label>
    <select id="team" name="team">
      ${roster.teams.map(({ id, name }) => html`<option value="${id}" ${id === fields['team'] ? 'selected' : ''}>${name.vi}</option>`)}
    </select>
    ${field('helpers', texts.helpers, texts.listHint)} ${field('tasks', texts.tasks, texts.known(names(roster.tasks)))}
    ${field('languages', texts.languages, texts.known(names(roster.languages)))}
    <button>${texts.addDuty}</button>
  </form>`;
}
