import type { Context } from 'hono';
import { html } from 'hono/html';
import { addDays, type Day } from '../../../domain/calendar.ts';
import type { FormState } from '../../ui/form.ts';
import { formatDay, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';
import { closureBox, closureForm } from './closures.ts';
import type { CounterDay } from './day-queries.ts';
import { foundBox, visitorTable } from './visitors.ts';
import { waitlistTable } from './waitlist.ts';

/**
 * A day of one counter: visitors, check-in, closures, waitlist. Prints as a list.
 * @param day undefined for an officer without counters
 */
export function dayPage(
  c: Context,
  day: CounterDay | undefined,
  { typed: fields = {}, problem }: FormState = {},
): Html {
  const texts = textsOf(c, appointmentTexts);
  if (!day) return renderPage(c, texts.label, html`<p class="card">${texts.none}</p>`);
  const { counters, counter, date, isToday, closures, visitors, waitlist } = day;
  const found = visitors.find(({ id }) => id === c.req.query('row'));
  const isNew = found && c.req.query('done') === undefined;
  // Enter checks in visitors who are expected today; others are shown first.
  const expected = isNew && found.state === 'booked' && isToday ? found : undefined;
  const link = (to: Day) => `/desk/appointments?${new URLSearchParams({ counter: counter.id, date: to })}`;
  return renderPage(
    c,
    texts.appointmentsOn(formatDay(date)),
    html`${problemBox(texts, problem)}
      <form method="get" action="/desk/appointments" class="no-print">
        <label for="counter">${texts.counter}</label>
        <select id="counter" name="counter">
          ${counters.map(({ id, name, place }) => html`<option value="${id}" ${id === counter.id ? 'selected' : ''}>${name} – ${place}</option>`)}
        </select>
        <label for="date">${texts.day}</label>
        <input id="date" name="date" type="date" value="${date}" />
        <button>${texts.show}</button>
        <p>
          <a href="${link(addDays(date, -1))}">${texts.dayBefore}</a>
          <a href="${link(addDays(date, 1))}">${texts.dayAfter}</a>
        </p>
      </form>
      <form method="post" action="/desk/appointments/find" class="no-print">
        ${formToken(c)}
        <input type="hidden" name="counter" value="${counter.id}" />
        <input type="hidden" name="date" value="${date}" />
        ${isNew ? foundBox(c, found, date, !!expected) : ''}
        ${expected ? html`<input type="hidden" name="found" value="${expected.id}" /><input type="hidden" name="version" value="${expected.version}" />` : ''}
        <label for="ticket">${texts.scanTicket}</label>
        <input id="ticket" name="ticket" autocomplete="off" autofocus />
        <button>${texts.search}</button>
      </form>
      <p>
        ${counter.name} – ${counter.place}.
        ${texts.visitCount(visitors.filter(({ state }) => state !== 'cancelled').length)}
      </p>
      ${closures.map(closing => closureBox(c, closing))}
      ${visitors.length ? visitorTable(c, visitors, found?.id) : html`<p class="card">${texts.none}</p>`}
      ${waitlistTable(c, waitlist)}
      ${closures.some(({ closed_from, closed_to }) => closed_from === '00:00' && closed_to === '24:00') ? '' : closureForm(c, { ...fields, counter: counter.id, date })}`,
  );
}
