import type { Context } from 'hono';
import { html } from 'hono/html';
import { mayChange } from '../../ui/form.ts';
import { formatInstant, formatTime, formToken, type Html, tableHead } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';
import type { DayBooking, PlaceDay } from './day-queries.ts';
import { dayUrl } from './day-url.ts';

/** The waitlist of a day as a table; a phone is shown of whom one looks at. For callers, an officer accepts or declines an offer, or removes the entry. */
export function waitlistTable(c: Context, { place, date }: PlaceDay, rows: readonly DayBooking[]): Html | '' {
  if (!rows.length) return '';
  const texts = textsOf(c, appointmentTexts);
  const step = (row: DayBooking, action: string, label: string) =>
    html`<form method="post" action="/desk/appointments/waiting/${row.id}/${action}">
      ${formToken(c)}
      <button aria-label="${label}, ${row.contact_name}">${label}</button>
    </form>`;
  return html`<h2>${texts.waitlist}</h2>
    <div class="scroll wide">
      <table>
        ${tableHead(texts.time, texts.service, texts.amount, texts.visitor, texts.status)}
        <tbody>
          ${rows.map(
            row =>
              html`<tr id="${row.id}">
                <td>${formatTime(row.starts_at)}</td>
                <td>${row.service_name}</td>
                <td>${row.units} ${texts.units[row.unit ?? 'heads']}</td>
                <td><a href="${dayUrl(place.id, date, { row: row.id })}">${row.contact_name}</a></td>
                <td>
                  ${texts.waitlistStates[row.state]} ${row.state === 'offered' ? formatInstant(row.offered_until) : ''}
                </td>
                <td class="no-print">
                  ${
                    mayChange(c)
                      ? html`${row.state === 'offered' ? step(row, 'take', texts.takeFor) : ''}
                        ${step(row, 'leave', row.state === 'offered' ? texts.refuseFor : texts.leaveFor)}`
                      : ''
                  }
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
