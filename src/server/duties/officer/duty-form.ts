import type { Context } from 'hono';
import { html } from 'hono/html';
import { addDays, type Day, weekday } from '../../../domain/calendar.ts';
import type { Roster } from '../../agencies/index.ts';
import type { DutyRow } from '../../platform/schema.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formToken, type Html } from '../../ui/page.ts';
import { localize, textsOf } from '../../ui/texts.ts';
import { weekdayBoxes } from '../../ui/weekday-boxes.ts';
import { dutyTexts } from './duties.texts.ts';

/** The form beside the week: a chosen turn, or a new one. */
export interface DutyFormView {
  monday: Day;
  places: readonly { id: string; name: string }[];
  /** The turn to change; undefined for a new one. */
  duty: DutyRow | undefined;
  /** Values by field: lists joined by commas. */
  typed: Readonly<Record<string, string>>;
  isSwapping: boolean;
}

/** Address of a week. */
export const weekUrl = (monday: Day, more: Readonly<Record<string, string>> = {}): string =>
  `/desk/duties?${new URLSearchParams({ week: monday, ...more })}`;

/** Value of a duty in forms: identifier and version. */
export const dutyKey = ({ id, version }: Pick<DutyRow, 'id' | 'version'>): string => `${id}:${version}`;

/** The name of a team, task or language. */
export function nameOf(c: Context, known: Roster['teams'], id: string): string {
  const found = known.find(each => each.id === id);
  return found ? localize(c, found.name) : id;
}

/** Plans a turn, or changes, moves and removes the chosen one. */
export function dutyForm(c: Context, roster: Roster, view: DutyFormView): Html {
  const texts = textsOf(c, dutyTexts);
  const { monday, duty, typed, places, isSwapping } = view;
  const value = (name: string) => typed[name] ?? '';
  const head = html`<div class="head">
    <h2>${duty ? texts.changeDuty : texts.addDuty}</h2>
    <a class="button quiet end" href="${weekUrl(monday)}" aria-label="${texts.close}" data-key="Escape"
      >${icon('close')}</a
    >
  </div>`;
  if (duty && isSwapping)
    return html`<section>
      ${head}
      <p class="note going">${icon('repeat')}${texts.swapHint}</p>
      <p>
        <b>${duty.helpers.join(', ')}</b>, ${nameOf(c, roster.teams, duty.team)}, ${formatDay(duty.date)} ${duty.opens}
      </p>
      <p><a href="${weekUrl(monday, { duty: duty.id })}">${texts.cancel}</a></p>
    </section>`;
  const field = (name: string, label: string, type: string, hint = '') =>
    html`<label for="${name}">${label}</label>
      <input
        id="${name}"
        name="${name}"
        type="${type}"
        value="${value(name)}"
        autocomplete="off"
        ${hint ? html`aria-describedby="${name}-hint"` : ''}
      />
      ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''}`;
  const options = (known: readonly { id: string; name: string }[], chosen: string) =>
    known.map(({ id, name }) => html`<option value="${id}" ${id === chosen ? 'selected' : ''}>${name}</option>`);
  const repetition = () =>
    html`${field('until', texts.repeatUntil, 'date', texts.repeatHint)}
      <fieldset class="row">
        <legend>${texts.repeatOn}</legend>
        ${weekdayBoxes(c, value('weekdays').split(','))}
      </fieldset>`;
  return html`<section>
    ${head}
    <form method="post" action="/desk/duties${duty ? '/change' : ''}" class="plain">
      ${formToken(c)}<input type="hidden" name="week" value="${monday}" />
      ${duty ? html`<input type="hidden" name="duty" value="${dutyKey(duty)}" />` : ''}
      <label for="place">${texts.place}</label>
      <select id="place" name="place">
        ${options(places, value('place'))}
      </select>
      ${field('from', texts.day, 'date')}
      <div class="row times-of">
        <span>${field('opens', texts.opens, 'time')}</span><span>${field('closes', texts.closes, 'time')}</span>
      </div>
      <label for="team">${texts.team}</label>
      <select id="team" name="team">
        ${options(
          roster.teams.map(({ id, name }) => ({ id, name: localize(c, name) })),
          value('team'),
        )}
      </select>
      ${field('helpers', texts.helpers, 'text', texts.listHint)}
      ${checkboxes(c, 'tasks', texts.tasks, roster.tasks, value('tasks'))}
      ${checkboxes(c, 'languages', texts.languages, roster.languages, value('languages'))} ${duty ? '' : repetition()}
      <p class="actions">
        <button class="first">${duty ? texts.save : texts.addDuty}</button>
        ${duty ? html`<a class="button" href="${weekUrl(monday, { duty: duty.id, swap: '' })}" data-key="m">${texts.swap} <kbd>M</kbd></a>` : ''}
      </p>
    </form>
    ${
      duty
        ? html`<form method="post" action="/desk/duties/drop" class="plain">
            ${formToken(c)}<input type="hidden" name="week" value="${monday}" /><input
              type="hidden"
              name="duty"
              value="${dutyKey(duty)}"
            />
            <button class="bad">${texts.removeDuty}</button>
          </form>`
        : ''
    }
  </section>`;
}

function checkboxes(c: Context, name: string, label: string, known: Roster['tasks'], chosen: string): Html | '' {
  if (!known.length) return '';
  const on = new Set(chosen.split(','));
  return html`<fieldset>
    <legend>${label}</legend>
    ${known.map(
      ({ id, name: words }) =>
        html`<label class="check"
          ><input
            type="checkbox"
            name="${name}"
            value="${id}"
            ${on.has(id) ? 'checked' : ''}
          />${localize(c, words)}</label
        >`,
    )}
  </fieldset>`;
}

/** The values of a turn, by field of the form. */
export const fieldsOfDuty = (duty: DutyRow): Record<string, string> => ({
  ...{ place: duty.place, from: duty.date, opens: duty.opens, closes: duty.closes, team: duty.team },
  ...{ helpers: duty.helpers.join(', '), tasks: duty.tasks.join(','), languages: duty.languages.join(',') },
});

/** The values of a new turn: the cell that was chosen, or a morning of the week. */
export const fieldsOfNew = (
  query: Readonly<Record<string, string>>,
  monday: Day,
  today: Day,
): Record<string, string> => ({
  place: query['place'] ?? '',
  from: query['date'] ?? (monday > today ? monday : weekday(today) === 7 ? addDays(today, 1) : today),
  opens: query['opens'] ?? '',
  closes: query['closes'] ?? '',
});
