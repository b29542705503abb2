import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Day, instantAt } from '../../../domain/calendar.ts';
import { nationalPhone } from '../../../domain/phone.ts';
import type { Db } from '../../platform/database.ts';
import { formatInstant, formatTime, formToken, type Html, tableHead } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';

/** The waitlist of a counter's day, in order. */
export async function waitlistOf(db: Db, counter: string, date: Day) {
  return db
    .selectFrom('waiting')
    .innerJoin('slot', 'slot.id', 'waiting.slot')
    .innerJoin('service', 'service.id', 'waiting.service')
    .selectAll('waiting')
    .select(['slot.counter', 'slot.starts_at', 'slot.unit', 'service.name as service_name'])
    .where('slot.counter', '=', counter)
    .where('slot.starts_at', '>=', instantAt(date, 0))
    .where('slot.starts_at', '<', instantAt(date, 24 * 60))
    .where('waiting.state', 'in', ['waiting', 'offered'])
    .orderBy('slot.starts_at')
    .orderBy('turn')
    .execute();
}

/** The waitlist as a table. For callers, an officer accepts or declines an offer, or removes the entry. */
export function waitlistTable(c: Context, rows: Awaited<ReturnType<typeof waitlistOf>>): Html | '' {
  if (!rows.length) return '';
  const texts = textsOf(c, appointmentTexts);
  const step = (row: (typeof rows)[number], action: string, label: string) =>
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
                <td>${nationalPhone(row.contact_phone)}</td>
                <td>
                  ${texts.lineStates[row.state]} ${row.state === 'offered' ? formatInstant(row.offered_until) : ''}
                </td>
                <td class="no-print">
                  ${row.state === 'offered' ? step(row, 'take', texts.takeFor) : ''}
                  ${step(row, 'leave', row.state === 'offered' ? texts.refuseFor : texts.leaveFor)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
