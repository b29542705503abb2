import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayOf } from '../../../domain/calendar.ts';
import { mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formToken, type Html, formatTime } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { Closure, Counter } from '../slots.ts';
import { appointmentTexts } from './appointments.texts.ts';
import type { PlaceDay } from './day-queries.ts';
import { dayUrl } from './day-url.ts';

const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}" />`;

/** The closures of a day with their reasons, each with a button to reopen. */
export const closureBoxes = (c: Context, { counters, date }: PlaceDay) =>
  counters.flatMap(counter =>
    counter.closures.filter(closure => closure.date === date).map(closure => closureBox(c, counter, closure)),
  );

function closureBox(c: Context, { id, name }: Counter, { date, start, end, reason }: Closure): Html {
  const texts = textsOf(c, appointmentTexts);
  const from = formatTime(start);
  const until = dayOf(end) === date ? formatTime(end) : '24:00';
  const words =
    from === '00:00' && until === '24:00'
      ? texts.closedBecause(name, reason)
      : texts.closedHours(name, from, until, reason);
  return html`<div class="note yours">
    ${icon('pause')}<span>${words}</span>
    ${
      mayChange(c)
        ? html`<form method="post" action="/desk/appointments/open" class="plain end no-print">
            ${formToken(c)}${hidden('counter', id)}${hidden('date', date)}${hidden('from', from)}
            <button>${texts.reopen}</button>
          </form>`
        : ''
    }
  </div>`;
}

/** The form to close a counter for a day or some hours. */
export function closureForm(c: Context, { place, counters, date }: PlaceDay, typed: Record<string, string>): Html {
  const texts = textsOf(c, appointmentTexts);
  const chosen = typed['counter'] ?? c.get('officer').counter;
  const hour = (name: 'from' | 'until', label: string) =>
    html`<label for="${name}">${label}</label>
      <input id="${name}" name="${name}" type="time" value="${typed[name] ?? ''}" aria-describedby="hours-hint" />`;
  return html`<form method="post" action="/desk/appointments/close" class="card">
    <h2>${texts.closeCounter}</h2>
    <p class="hint">${texts.closeDayHint}</p>
    ${formToken(c)}${hidden('date', date)}
    <label for="closing">${texts.counter}</label>
    <select id="closing" name="counter">
      ${counters.map(({ id, name }) => html`<option value="${id}" ${id === chosen ? 'selected' : ''}>${name}</option>`)}
    </select>
    ${hour('from', texts.closeFrom)} ${hour('until', texts.closeUntil)}
    <p id="hours-hint" class="hint">${texts.closeHoursHint}</p>
    <label for="reason">${texts.reason}</label>
    <input id="reason" name="reason" required value="${typed['reason'] ?? ''}" />
    <p class="actions">
      <button class="bad">${texts.closeDay}</button>
      <a class="button quiet" href="${dayUrl(place.id, date)}">${texts.cancel}</a>
    </p>
  </form>`;
}
