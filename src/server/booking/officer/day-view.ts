import type { Context } from 'hono';
import { html } from 'hono/html';
import { addDays, dayOf, weekday } from '../../../domain/calendar.ts';
import { formatTimeOfDay } from '../../../domain/time-of-day.ts';
import { type FormState, mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formToken, type Html, problemBox, renderPage, formatTime } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';
import { callBar } from './call-bar.ts';
import { cancelledTable } from './cancelled.ts';
import { chosenBox } from './chosen-view.ts';
import { closureBoxes, closureForm } from './closures.ts';
import { type GridCell, type GridRow, layOutDay } from './day-grid.ts';
import { type DayBooking, isToday, isWaiting, type PlaceDay } from './day-queries.ts';
import { dayUrl } from './day-url.ts';
import { scanNote } from './scan-view.ts';
import { waitlistTable } from './waitlist.ts';

/**
 * A day of a place: check-in by scan, a column for each counter, the chosen appointment, closures, waitlist.
 * @param day undefined for an officer without counters
 * @param chosen the booking that is looked at
 */
export function dayPage(
  c: Context,
  day: PlaceDay | undefined,
  chosen: DayBooking | undefined,
  { typed = {}, problem }: FormState = {},
): Html {
  const texts = textsOf(c, appointmentTexts);
  if (!day)
    return renderPage(
      c,
      texts.label,
      html`${problemBox(texts, problem)}
        <p class="card">${texts.noCounters}</p>`,
    );
  const { place, date, bookings } = day;
  const isMoving = chosen !== undefined && c.req.query('move') !== undefined;
  const isClosing = typed['reason'] !== undefined || c.req.query('closing') !== undefined;
  const kept: Record<string, string> = isMoving ? { row: chosen.id, move: '' } : {};
  const around = [
    { url: dayUrl(place.id, addDays(date, -1), kept), label: texts.dayBefore },
    { url: dayUrl(place.id, addDays(date, 1), kept), label: texts.dayAfter },
  ] as const;
  return renderPage(
    c,
    `${texts.weekdays[weekday(date) % 7]}, ${formatDay(date)}`,
    html`${problemBox(texts, problem)} ${chooser(c, day)} ${mayChange(c) ? checkIn(c, day, chosen) : ''}
      ${callBar(c, day, typed)}
      <div class="${chosen || isClosing ? 'split aside-first' : ''}">
        ${isClosing ? html`<div class="side">${closureForm(c, day, typed)}</div>` : chosen ? html`<div class="side">${chosenBox(c, day, chosen)}</div>` : ''}
        <div data-live="day">
          ${closureBoxes(c, day)} ${grid(c, day, chosen, isMoving)} ${waitlistTable(c, day, bookings.filter(isWaiting))}
          ${cancelledTable(
            c,
            day,
            bookings.filter(({ state }) => state === 'cancelled'),
          )}
        </div>
      </div>`,
    {
      around,
      actions: html`<span class="sub">${countWords(c, bookings)}</span>
        <button type="button" data-print class="no-print" hidden>${icon('print')}${texts.print}</button>
        ${mayChange(c) ? html`<a class="button bad no-print" href="${dayUrl(place.id, date, { closing: '' })}">${icon('pause')}${texts.closeCounter}</a>` : ''}`,
    },
  );
}

/** Which place and day are shown. */
function chooser(c: Context, { places, place, date, now }: PlaceDay): Html {
  const texts = textsOf(c, appointmentTexts);
  return html`<form method="get" action="/desk/appointments" class="filters">
    ${
      places.length > 1
        ? html`<select name="place" aria-label="${texts.place}" data-submit>
            ${places.map(({ id, name }) => html`<option value="${id}" ${id === place.id ? 'selected' : ''}>${name}</option>`)}
          </select>`
        : html`<b>${place.name}</b><input type="hidden" name="place" value="${place.id}" />`
    }
    <input name="date" type="date" aria-label="${texts.day}" value="${date}" class="short" />
    <button>${texts.show}</button>
    ${date === dayOf(now) ? '' : html`<a class="button" href="${dayUrl(place.id, dayOf(now))}">${texts.today}</a>`}
  </form>`;
}

/** Scanning, walk-ins and callers. After a scan the next one is awaited, at the own place today. */
function checkIn(c: Context, day: PlaceDay, chosen: DayBooking | undefined): Html {
  const texts = textsOf(c, appointmentTexts);
  const { place, date, now } = day;
  const scannedAt = c.req.query('scanned');
  const isScanned = scannedAt !== undefined;
  const waits = isScanned || !chosen;
  const book = (more: Record<string, string>) =>
    `/desk/appointments/book?${new URLSearchParams({ place: place.id, ...more })}`;
  return html`<div class="checkin no-print">
    <form method="post" action="/desk/appointments/find" class="plain">
      ${formToken(c)}
      <input type="hidden" name="place" value="${scannedAt || place.id}" />
      <input type="hidden" name="date" value="${isScanned ? dayOf(now) : date}" />
      <span class="find">
        ${icon('scan')}<input
          id="ticket"
          name="ticket"
          aria-label="${texts.scanTicket}"
          placeholder="${texts.scanHint}"
          autocomplete="off"
          data-key="s"
          ${waits ? 'autofocus' : ''}
        /><kbd>Enter</kbd>
      </span>
      <button class="spoken">${texts.search}</button>
    </form>
    ${isScanned ? (chosen ? scanNote(c, day, chosen, scannedAt) : html`<p class="scanned stop" role="status">${icon('alert')}${texts.scannedGone}</p>`) : ''}
    <span class="end">
      <a class="button" href="${book({ date })}" data-key="b">${icon('phone')}${texts.bookForCaller}</a>
      <a class="button first" href="${book({ here: '1' })}" data-key="w">${icon('plus')}${texts.walkIn} <kbd>W</kbd></a>
    </span>
  </div>`;
}

function countWords(c: Context, bookings: readonly DayBooking[]): string {
  const texts = textsOf(c, appointmentTexts);
  const number = (...states: string[]) => bookings.filter(({ state }) => states.includes(state)).length;
  return texts.appointmentSummary(number('booked', 'arrived', 'missed'), number('arrived'), number('missed'));
}

/** A column for each counter, a row for each time. Prints as a table. */
function grid(c: Context, day: PlaceDay, chosen: DayBooking | undefined, isMoving: boolean): Html {
  const texts = textsOf(c, appointmentTexts);
  const { rows, counters } = layOutDay(day);
  const { bookings, now } = day;
  if (!rows.length)
    return html`<div class="empty">
      ${icon('calendar')}
      <h2>${texts.noTimes}</h2>
    </div>`;
  const next = isToday(day) ? rows.find(({ isPast }) => !isPast)?.minute : undefined;
  const own = c.get('officer').counter;
  return html`<div class="scroll">
    <table class="day" aria-label="${texts.label}">
      <thead>
        <tr>
          <td></td>
          ${counters.map(
            ({ id, name }) =>
              html`<th scope="col" class="${id === own ? 'mine' : ''}">
                ${name}
                <small
                  >${texts.appointmentCount(bookings.filter(({ counter, state }) => counter === id && ['booked', 'arrived', 'missed'].includes(state)).length)}</small
                >
              </th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          row =>
            html`<tr class="${row.isPast ? 'past' : ''} ${row.minute === next ? 'now' : ''}">
              <th scope="row" class="number">
                ${formatTimeOfDay(row.minute)}${row.minute === next ? html`<span class="spoken">, ${texts.now(formatTime(now))}</span>` : ''}
              </th>
              ${row.cells.map(cell => html`<td>${cell ? cellContent(c, day, row, cell, chosen, isMoving) : ''}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cellContent(
  c: Context,
  { place, date, services }: PlaceDay,
  row: GridRow,
  { counter, bookings, slot, free, closed }: GridCell,
  chosen: DayBooking | undefined,
  isMoving: boolean,
): Html {
  const texts = textsOf(c, appointmentTexts);
  const freeWords = html`<span class="no-print">${free > 1 ? texts.freePlaces(free) : texts.free}</span>`;
  const time = formatTimeOfDay(row.minute);
  const freeBox = () => {
    if (!slot) return '';
    if (chosen && isMoving)
      return !services.get(counter)?.includes(chosen.service)
        ? ''
        : html`<form method="post" action="/desk/appointments/${chosen.id}/move" class="plain">
            ${formToken(c)}<input type="hidden" name="slot" value="${slot}" />
            <button class="slot free">${texts.moveHere}<span class="spoken"> ${time}</span></button>
          </form>`;
    const query = new URLSearchParams({ place: place.id, date, slot });
    return mayChange(c)
      ? html`<a class="slot free" href="/desk/appointments/book?${query}"
          >${freeWords}<span class="spoken"> ${texts.bookAt(time)}</span></a
        >`
      : html`<span class="slot free">${freeWords}</span>`;
  };
  return html`${bookings.map(booking => visitorBox(c, dayUrl(place.id, date, { row: booking.id }), booking, chosen?.id))}
  ${closed === undefined ? freeBox() : html`<span class="slot closed">${texts.closedHere(closed)}</span>`}`;
}

/** Meaning and icon of a state. */
const looks = {
  booked: ['wait', undefined],
  arrived: ['done', 'user'],
  missed: ['past', 'stop'],
} as const;

const called = ['call', 'message'] as const;

function visitorBox(c: Context, url: string, row: DayBooking, chosen: string | undefined): Html {
  const texts = textsOf(c, appointmentTexts);
  if (row.state === 'held') return html`<span class="slot free">${texts.beingBooked}</span>`;
  const [look, name] = row.called_at ? called : looks[row.state as keyof typeof looks];
  const turn = row.turn_from ? `${formatTime(row.turn_from)}, ` : '';
  const amount = row.unit && row.unit !== 'heads' ? `, ${row.units} ${texts.units[row.unit]}` : '';
  const state = row.called_at
    ? `, ${texts.calledAt(formatTime(row.called_at))}`
    : row.state === 'booked'
      ? ''
      : row.arrived_at
        ? `, ${texts.arrivedAt(formatTime(row.arrived_at))}`
        : `, ${texts.appointmentStates[row.state]?.toLowerCase()}`;
  return html`<span class="slot ${look}${row.id === chosen ? ' here' : ''}" id="${row.id}" data-row
    ><a href="${url}" ${row.id === chosen ? html`aria-current="true"` : ''}
      ><b class="number">${row.number}</b> ${row.contact_name ?? ''}</a
    >${name ? icon(name) : ''}<small>${turn}${row.service_name}${amount}${state}</small></span
  >`;
}
