import type { Context } from 'hono';
import { html } from 'hono/html';
import { nationalPhone } from '../../../domain/phone.ts';
import { mayChange } from '../../ui/form.ts';
import { formatInstant, formatTime, formToken, type Html, tableHead } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';
import type { DayBooking } from './day-queries.ts';

/** The waitlist of a day as a table. For callers, an officer accepts or declines an offer, or removes the entry. */
export function waitlistTable(c: Context, rows: readonly DayBooking[]): Html | '' {
  if (!rows.length) return '';
  const texts = textsOf(c, appointmentTexts);
  const step = (row: DayBooking, action: string, label: string) =>
    html`<form method="post" action="/desk/appointments/waiting/${row.id}/${action}">
      ${formToken(c)}
      <button aria-label="${label}, ${row.contact_name}">${label}</button>
    </form>`;
  return html`<h2>${texts.waitingLine}</h2>
    <div class="scroll wide">
      <table>
        ${tableHead(texts.time, texts.service, texts.amount, texts.visitor, texts.phone, texts.status)}
        <tbody>
          ${rows.map(
            row =>
              html`<tr id="${row.id}">
                <td>${formatTime(row.starts_at)}</td>
                <td>${row.service_name}</td>
                <td>${row.units} ${texts.units[row.unit ?? 'heads']}</td>
                <td>${row.contact_name}</td>
                <td>
                  ${row.contact_phone ? html`<a href="tel:${row.contact_phone}" class="number">${nationalPhone(row.contact_phone)}</a>` : ''}
                </td>
                <td>
                  ${texts.lineStates[row.state]} ${row.state === 'offered' ? formatInstant(row.offered_until) : ''}
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
