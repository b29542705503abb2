import type { Context } from 'hono';
import { html } from 'hono/html';
import { mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formToken, type Html, formatTime } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';
import { isToday, type PlaceDay } from './day-queries.ts';

const maxNumberLength = 12;

/** How many have arrived at the officer's counter today and were not called. */
function waitingAtCounter(c: Context, day: PlaceDay): number {
  const { counter: own } = c.get('officer');
  return day.bookings.filter(({ counter, state, called_at }) => counter === own && state === 'arrived' && !called_at)
    .length;
}

/** Calls to the counter of the officer: the next who has arrived, the last one again, or any number. */
export function callBar(c: Context, day: PlaceDay, typed: Readonly<Record<string, string>>): Html | '' {
  const texts = textsOf(c, appointmentTexts);
  const { counters, lastCall, place } = day;
  if (!isToday(day) || !mayChange(c)) return '';
  const { counter, desk } = c.get('officer');
  const own = counters.find(({ id }) => id === counter);
  const waiting = waitingAtCounter(c, day);
  const form = (action: string, content: Html) =>
    html`<form method="post" action="/desk/appointments/call/${action}" class="plain inline">
      ${formToken(c)}<input type="hidden" name="place" value="${place.id}" />${
        own ? html`<input type="hidden" name="counter" value="${own.id}" />` : ''
      }${content}
    </form>`;
  return html`<div class="hall-calls no-print">
    <div class="hall-calls" data-live="calls">
      ${
        own
          ? form(
              'next',
              html`<button data-key="n">
                ${icon('users')}${texts.callNext}${waiting ? ` (${waiting})` : ''} <kbd>N</kbd>
              </button>`,
            )
          : ''
      }
      ${
        lastCall
          ? html`<span role="status">${texts.lastCalled(lastCall.number, formatTime(lastCall.called_at))}</span> ${form(
                'again',
                html`<button data-key="r">${icon('repeat')}${texts.callAgain} <kbd>R</kbd></button>`,
              )}`
          : ''
      }
    </div>
    ${form(
      'number',
      html`${
          own
            ? ''
            : html`<select name="counter" aria-label="${texts.counter}">
                ${counters.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
              </select>`
        }<input
          name="number"
          class="short"
          maxlength="${maxNumberLength}"
          aria-label="${texts.otherNumber}"
          placeholder="${texts.otherNumber}"
          autocomplete="off"
          value="${typed['number'] ?? ''}"
        />
        <button>${texts.callIt}</button>`,
    )}
    <a href="/desk/account">${desk ? texts.toDesk(desk) : texts.setDesk}</a>
  </div>`;
}
