import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Html, formatTime } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';
import type { DayBooking, PlaceDay } from './day-queries.ts';
import { dayUrl } from './day-url.ts';

/** Cancelled appointments of the day; those who could not be told come first. */
export function cancelledTable(c: Context, { place, date }: PlaceDay, rows: readonly DayBooking[]): Html | '' {
  if (!rows.length) return '';
  const texts = textsOf(c, appointmentTexts);
  const sorted = [...rows].sort((a, b) => Number(isUntold(b)) - Number(isUntold(a)));
  return html`<h2>${texts.cancelledRows(rows.length)}</h2>
    <ul class="log">
      ${sorted.map(
        row =>
          html`<li>
            <a href="${dayUrl(place.id, date, { row: row.id })}"
              ><b class="number">${row.number}</b> ${row.contact_name ?? ''}</a
            >
            <small
              ><span class="number">${formatTime(row.starts_at)}</span>, ${row.service_name}
              ${row.reason ?? ''}${isUntold(row) ? html` <strong class="late-text">${texts.untold}</strong>` : ''}</small
            >
          </li>`,
      )}
    </ul>`;
}

/** A cancelled visitor without a phone could not be notified: an officer has to find another way. */
const isUntold = ({ state, reason, contact_phone }: DayBooking): boolean =>
  state === 'cancelled' && reason !== null && contact_phone === null;
