import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Selectable } from 'kysely';
import type { Tables } from '../../platform/schema.ts';
import { formToken } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';

type Closure = Selectable<Tables['closure']>;

const hidden = (name: string, value: string) => html`<input type="hidden" name="${name}" value="${value}" />`;

/** A closure with its reason and a button to reopen. */
export function closureBox(c: Context, { counter, date, closed_from: from, closed_to: to, reason }: Closure) {
  const texts = textsOf(c, appointmentTexts);
  const isDay = from === '00:00' && to === '24:00';
  return html`<div class="problem">
    <strong>${isDay ? texts.closedBecause(reason) : texts.closedHours(from, to, reason)}</strong>
    <form method="post" action="/desk/appointments/open" class="no-print">
      ${formToken(c)}${hidden('counter', counter)}${hidden('date', date)}${hidden('from', from)}
      <button>${texts.reopen}</button>
    </form>
  </div>`;
}

/** The form to close a counter for a day or some hours. */
export function closureForm(c: Context, { counter = '', date = '', ...typed }: Record<string, string>) {
  const texts = textsOf(c, appointmentTexts);
  const hour = (name: 'from' | 'until', label: string) =>
    html`<label for="${name}">${label}</label>
      <input id="${name}" name="${name}" type="time" value="${typed[name] ?? ''}" aria-describedby="hours-hint" />`;
  return html`<form method="post" action="/desk/appointments/close" class="no-print">
    <h2>${texts.closeDay}</h2>
    <p>${texts.closeDayHint}</p>
    ${formToken(c)}${hidden('counter', counter)}${hidden('date', date)}
    <p id="hours-hint">${texts.closeHoursHint}</p>
    ${hour('from', texts.closeFrom)} ${hour('until', texts.closeUntil)}
    <label for="reason">${texts.reason}</label>
    <input id="reason" name="reason" required value="${typed['reason'] ?? ''}" />
    <button>${texts.closeDay}</button>
  </form>`;
}
