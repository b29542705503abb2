import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayOf } from '../../../domain/calendar.ts';
import { nationalPhone } from '../../../domain/phone.ts';
import { mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formToken, type Html, formatTime } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';
import { type DayBooking, isWaiting, type PlaceDay } from './day-queries.ts';
import { dayUrl } from './day-url.ts';

/** The chosen appointment: who comes, how to reach them, and what can be done. */
export function chosenBox(c: Context, day: PlaceDay, row: DayBooking): Html {
  const texts = textsOf(c, appointmentTexts);
  const { counters, place } = day;
  const date = dayOf(row.starts_at);
  const start = formatTime(row.turn_from ?? row.starts_at);
  const counter = counters.find(({ id }) => id === row.counter)?.name ?? '';
  return html`<section class="chosen" aria-labelledby="chosen">
    <div class="head">
      <h2 id="chosen">${row.number} <span class="tag ${tones[row.state] ?? 'rest'}">${stateWords(c, row)}</span></h2>
      <a
        class="button quiet end no-print"
        href="${dayUrl(place.id, date)}"
        aria-label="${texts.close}"
        data-key="Escape"
        >${icon('close')}</a
      >
    </div>
    <dl>
      <dt>${texts.visitor}</dt>
      <dd>${row.contact_name ?? '–'}</dd>
      <dt>${texts.phone}</dt>
      <dd>
        ${
          row.contact_phone
            ? html`<a href="tel:${row.contact_phone}" class="number">${nationalPhone(row.contact_phone)}</a>`
            : '–'
        }
      </dd>
      <dt>${texts.when}</dt>
      <dd><span class="number">${start}</span>, ${formatDay(date)}</dd>
      <dt>${texts.counter}</dt>
      <dd>${counter}</dd>
      <dt>${texts.service}</dt>
      <dd>
        ${row.service_name}${row.unit && row.unit !== 'heads' ? html`, ${row.units} ${texts.units[row.unit]}` : ''}
      </dd>
      ${
        row.dossier
          ? html`<dt>${texts.dossier}</dt>
              <dd class="number">${row.dossier}</dd>`
          : ''
      }
      ${
        row.reason
          ? html`<dt>${texts.reason}</dt>
              <dd>${row.reason}</dd>`
          : ''
      }
    </dl>
    ${row.state === 'cancelled' && row.reason && !row.contact_phone ? html`<p class="note yours">${icon('phone')}${texts.untold}</p>` : ''}
    ${mayChange(c) && !isWaiting(row) ? actions(c, day, row) : ''}
  </section>`;
}

const tones: Record<string, string> = { booked: 'going', arrived: 'done', missed: 'stop', offered: 'yours' };

function stateWords(c: Context, { state, arrived_at }: DayBooking): string {
  const texts = textsOf(c, appointmentTexts);
  if (state === 'arrived' && arrived_at) return texts.arrivedAt(formatTime(arrived_at));
  return texts.appointmentStates[state] ?? texts.waitlistStates[state] ?? state;
}

function actions(c: Context, { place, now, counters }: PlaceDay, row: DayBooking): Html | '' {
  const texts = textsOf(c, appointmentTexts);
  const date = dayOf(row.starts_at);
  const mark = (to: string, label: string, look: string, key: string) =>
    html`<form method="post" action="/desk/appointments/${row.id}/mark" class="inline plain">
      ${formToken(c)}<input type="hidden" name="version" value="${row.version}" /><input
        type="hidden"
        name="to"
        value="${to}"
      />
      <button class="${look}" data-key="${key}">${label} <kbd>${key.toUpperCase()}</kbd></button>
    </form>`;
  if (row.state === 'cancelled') return '';
  // Called to the officer's own counter, else to that of the appointment.
  const counter = counters.find(({ id }) => id === c.get('officer').counter)?.id ?? row.counter;
  const call = html`<form method="post" action="/desk/appointments/call/number" class="inline plain">
    ${formToken(c)}<input type="hidden" name="row" value="${row.id}" /><input
      type="hidden"
      name="counter"
      value="${counter}"
    />
    <button data-key="g">${icon('message')}${texts.callThis} <kbd>G</kbd></button>
  </form>`;
  const receive = html`<a class="button" href="/desk/dossiers/receive?appointment=${row.id}" data-key="t"
    >${icon('plus')}${texts.receiveDossier} <kbd>T</kbd></a
  >`;
  if (row.state !== 'booked')
    return html`<div class="actions no-print">
      ${row.state === 'arrived' ? receive : ''}
      ${row.state === 'arrived' && date === dayOf(now) ? call : ''}${mark('booked', texts.markUndo, '', 'u')}
    </div>`;
  if (c.req.query('move') !== undefined)
    return html`<p class="note going">${icon('clock')}${texts.moveHint}</p>
      <p><a href="${dayUrl(place.id, date, { row: row.id })}">${texts.cancel}</a></p>`;
  const isDue = date <= dayOf(now);
  return html`<div class="actions no-print">
    ${isDue ? html`${mark('arrived', texts.markArrived, 'first', 'e')}${mark('missed', texts.markMissed, '', 'v')}` : ''}
    ${date === dayOf(now) ? html`${receive}${call}` : ''}
    <a class="button" href="${dayUrl(place.id, date, { row: row.id, move: '' })}" data-key="m"
      >${texts.moveAppointment} <kbd>M</kbd></a
    >
    <details>
      <summary>${texts.cancelAppointment}</summary>
      <form method="post" action="/desk/appointments/${row.id}/cancel" class="plain">
        ${formToken(c)}
        <p>${texts.cancelHint}</p>
        <button class="bad">${texts.cancelNumber(row.number ?? '')}</button>
      </form>
    </details>
  </div>`;
}
