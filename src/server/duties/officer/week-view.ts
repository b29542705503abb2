import type { Context } from 'hono';
import { html } from 'hono/html';
import { addDays, type Day, weekday } from '../../../domain/calendar.ts';
import type { Roster } from '../../agencies/index.ts';
import type { ImportResult } from '../../platform/table-import.ts';
import type { DutyRow } from '../../platform/schema.ts';
import { type FormState, mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { importForm, importResultBox } from '../../ui/import-form.ts';
import { formatDay, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { dutyTexts } from './duties.texts.ts';
import { type DutyFormView, dutyForm, dutyKey, nameOf, weekUrl } from './duty-form.ts';
import type { Shift, ShiftCell, WeekGrid } from './week-grid.ts';

/** What the page of a week shows. */
export interface WeekView {
  roster: Roster;
  grid: WeekGrid;
  monday: Day;
  today: Day;
  /** Names of days off. */
  off: ReadonlyMap<Day, string>;
  /** The chosen turn, or the empty cell to plan. */
  form: DutyFormView | undefined;
  /** Whether the chosen turn is given another time or swapped. */
  isSwapping: boolean;
  /** Identifier of the change that can be undone. */
  undo: string | undefined;
}

/** Result of the last action. */
export interface WeekState extends FormState {
  imported?: ImportResult;
}

/** A week of all places: a row for each shift, a chip for each turn. Prints as a table. */
export function weekPage(c: Context, view: WeekView, { problem, imported }: WeekState = {}): Html {
  const texts = textsOf(c, dutyTexts);
  const { monday, grid, form } = view;
  const last = grid.days.at(-1)!;
  const link = (days: number, label: string) => ({ url: weekUrl(addDays(monday, days)), label });
  return renderPage(
    c,
    texts.weekOf(formatDay(monday).slice(0, 5), formatDay(last)),
    html`${problemBox(texts, problem)} ${importResultBox(texts, imported)} ${undoNote(c, view)}
      <div class="${form ? 'split aside-first' : ''}">
        ${form ? html`<div class="side">${dutyForm(c, view.roster, form)}</div>` : ''}
        <div>${table(c, view)} ${mayChange(c) ? importForm(c, '/desk/duties/import', texts.dutyColumns) : ''}</div>
      </div>`,
    { around: [link(-7, texts.weekBefore), link(7, texts.weekAfter)], actions: actions(c, view) },
  );
}

function actions(c: Context, { monday, grid }: WeekView): Html {
  const texts = textsOf(c, dutyTexts);
  return html`${grid.gaps ? html`<span class="tag yours">${icon('alert')}${texts.gaps(grid.gaps)}</span>` : ''}
    <button type="button" data-print class="no-print" hidden>${icon('print')}${texts.print}</button>
    ${
      mayChange(c)
        ? html`<form method="post" action="/desk/duties/copy" class="plain no-print">
              ${formToken(c)}<input type="hidden" name="week" value="${monday}" />
              <button>${icon('repeat')}${texts.copyWeek}</button>
            </form>
            <a class="button first no-print" href="${weekUrl(monday, { add: '' })}" data-key="n"
              >${icon('plus')}${texts.addDuty} <kbd>N</kbd></a
            >`
        : ''
    }`;
}

function undoNote(c: Context, { undo, monday }: WeekView): Html | '' {
  const texts = textsOf(c, dutyTexts);
  if (c.req.query('undone') !== undefined)
    return html`<p class="note done" role="status">${icon('ok')}${texts.undone}</p>`;
  if (!undo) return '';
  return html`<form method="post" action="/desk/duties/undo" class="note done plain no-print">
    ${icon('ok')}<span role="status">${texts.done}</span> ${formToken(c)}<input
      type="hidden"
      name="week"
      value="${monday}"
    /><input type="hidden" name="change" value="${undo}" />
    <button data-key="z">${texts.undo} <kbd>Z</kbd></button>
  </form>`;
}

function table(c: Context, view: WeekView): Html {
  const texts = textsOf(c, dutyTexts);
  const { grid, today, off } = view;
  const head = (day: Day) =>
    html`<th scope="col" class="${day === today ? 'mine' : ''}">
      ${texts.weekdays[weekday(day) % 7]}
      <small>${formatDay(day).slice(0, 5)}${off.has(day) ? `: ${off.get(day)}` : ''}</small>
    </th>`;
  const columns = grid.days.length + 1;
  return html`<div class="scroll">
    <table class="day week" aria-label="${texts.label}">
      <thead>
        <tr>
          <td></td>
          ${grid.days.map(head)}
        </tr>
      </thead>
      ${grid.places.map(
        ({ id, name, shifts }) =>
          html`<tbody>
            <tr class="place">
              <th scope="rowgroup" colspan="${columns}">${name}</th>
            </tr>
            ${shifts.map(shift => shiftRow(c, view, id, shift))}
            ${
              shifts.length
                ? ''
                : html`<tr>
                    <td colspan="${columns}" class="sub">${texts.nobody}</td>
                  </tr>`
            }
          </tbody>`,
      )}
    </table>
  </div>`;
}

const shiftRow = (c: Context, view: WeekView, place: string, shift: Shift): Html =>
  html`<tr>
    <th scope="row" class="number">${shift.opens}<small>${shift.closes}</small></th>
    ${shift.cells.map(
      cell =>
        html`<td class="${cell.isOpen ? '' : 'past'}">
          ${cell.duties.map(duty => turnBox(c, view, duty, cell))}${emptyBox(c, view, place, shift, cell)}
        </td>`,
    )}
  </tr>`;

function turnBox(
  c: Context,
  { roster, monday, form, isSwapping }: WeekView,
  duty: DutyRow,
  { isOpen }: ShiftCell,
): Html {
  const texts = textsOf(c, dutyTexts);
  const team = roster.teams.findIndex(({ id }) => id === duty.team);
  const isChosen = form?.duty?.id === duty.id;
  const words = html`<b>${duty.helpers.join(', ') || texts.noNames}</b
    ><small>${nameOf(c, roster.teams, duty.team)}</small>`;
  const look = `slot turn team${team < 0 ? 0 : team % 6}${isChosen ? ' here' : ''}`;
  if (isSwapping && form?.duty && !isChosen && isOpen)
    return html`<form method="post" action="/desk/duties/swap" class="plain">
      ${formToken(c)}<input type="hidden" name="week" value="${monday}" /><input
        type="hidden"
        name="one"
        value="${dutyKey(form.duty)}"
      /><input type="hidden" name="other" value="${dutyKey(duty)}" />
      <button class="${look}"><span class="spoken">${texts.swapWith} </span>${words}</button>
    </form>`;
  if (!mayChange(c) || !isOpen) return html`<span class="${look}">${words}</span>`;
  return html`<span class="${look}" id="${duty.id}" data-row
    ><a href="${weekUrl(monday, { duty: duty.id })}" ${isChosen ? html`aria-current="true"` : ''}>${words}</a></span
  >`;
}

function emptyBox(
  c: Context,
  { monday, form, isSwapping }: WeekView,
  place: string,
  { opens, closes }: Shift,
  { date, duties, isGap, isOpen }: ShiftCell,
): Html | '' {
  const texts = textsOf(c, dutyTexts);
  if (!isOpen || !mayChange(c) || (duties.length && !isSwapping)) return '';
  const at = { place, date, opens, closes };
  const when = `${texts.weekdays[weekday(date) % 7]} ${formatDay(date)} ${opens}`;
  if (isSwapping && form?.duty)
    return duties.length
      ? ''
      : html`<form method="post" action="/desk/duties/change" class="plain">
          ${formToken(c)}<input type="hidden" name="week" value="${monday}" /><input
            type="hidden"
            name="duty"
            value="${dutyKey(form.duty)}"
          />
          ${Object.entries({ place, from: date, opens, closes }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
          <button class="slot free">${texts.moveHere}<span class="spoken"> ${when}</span></button>
        </form>`;
  const isChosen =
    form && !form.duty && form.typed['from'] === date && form.typed['place'] === place && form.typed['opens'] === opens;
  return html`<a
    class="slot free${isGap ? ' gap' : ''}${isChosen ? ' here' : ''}"
    href="${weekUrl(monday, { add: '', ...at })}"
    >${isGap ? html`${icon('alert')}${texts.gap}` : html`<span aria-hidden="true">+</span>`}<span class="spoken">
      ${texts.addAt(when)}</span
    ></a
  >`;
}
