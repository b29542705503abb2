import type { Context } from 'hono';
import { html } from 'hono/html';
import { type Day, instantAt } from '../../../domain/calendar.ts';
import { nationalPhone } from '../../../domain/phone.ts';
import type { Db } from '../../platform/database.ts';
import { formatDay, formatTime, formToken, type Html, tableHead } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { appointmentTexts } from './appointments.texts.ts';

/** The bookings of a counter's day, in the order of their turns. */
export async function visitorsOf(db: Db, counter: string, date: Day) {
  return db
    .selectFrom('appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot')
    .innerJoin('service', 'service.id', 'appointment.service')
    .selectAll('appointment')
    .select(['slot.starts_at', 'slot.unit', 'service.name as service_name'])
    .where('slot.counter', '=', counter)
    .where('slot.starts_at', '>=', instantAt(date, 0))
    .where('slot.starts_at', '<', instantAt(date, 24 * 60))
    .where('state', '<>', 'held')
    .orderBy('slot.starts_at')
    .orderBy('number')
    .execute();
}

type Visitor = Awaited<ReturnType<typeof visitorsOf>>[number];

/**
 * The bookings as a table that prints as a list.
 * @param here identifier of the highlighted row
 */
export function visitorTable(c: Context, rows: readonly Visitor[], here: string | undefined): Html {
  const texts = textsOf(c, appointmentTexts);
  return html`<div class="scroll wide">
    <table>
      ${tableHead(texts.time, texts.number, texts.service, texts.visitor, texts.phone, texts.status)}
      <tbody>
        ${rows.map(
          row =>
            html`<tr id="${row.id}" class="${row.state} ${row.id === here ? 'here' : ''}">
              <td>${formatTime(row.turn_from ?? row.starts_at)}</td>
              <td><b>${row.number}</b></td>
              <td>
                ${row.service_name}${row.unit && row.unit !== 'heads' ? html`<br />${row.units} ${texts.units[row.unit]}` : ''}${row.dossier ? html`<br />${row.dossier}` : ''}
              </td>
              <td>${row.contact_name ?? '–'}</td>
              <td>${row.contact_phone ? nationalPhone(row.contact_phone) : '–'}</td>
              <td>
                ${texts.visitStates[row.state] ?? row.state}
                ${isUntold(row) ? html`<br /><strong>${texts.untold}</strong>` : ''}
              </td>
              <td class="no-print">${markButtons(c, row)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A cancelled visitor without a phone could not be notified: an officer has to find another way. */
const isUntold = ({ state, reason, contact_phone }: Visitor): boolean =>
  state === 'cancelled' && reason !== null && contact_phone === null;

function markButtons(c: Context, row: Visitor): Html | '' {
  const texts = textsOf(c, appointmentTexts);
  const mark = (to: string, label: string) =>
    html`<form method="post" action="/desk/appointments/${row.id}/mark">
      ${formToken(c)}<input type="hidden" name="version" value="${row.version}" /><input
        type="hidden"
        name="to"
        value="${to}"
      />
      <button aria-label="${label}, ${row.number}">${label}</button>
    </form>`;
  if (row.state === 'cancelled') return '';
  if (row.state !== 'booked') return mark('booked', texts.markUndo);
  return html`${mark('arrived', texts.markArrived)}${mark('missed', texts.markMissed)}
    <details>
      <summary aria-label="${texts.cancelVisit}, ${row.number}">${texts.cancelVisit}</summary>
      <form method="post" action="/desk/appointments/${row.id}/cancel">
        ${formToken(c)}
        <p>${texts.cancelHint}</p>
        <button>${texts.cancelNumber(row.number ?? '')}</button>
      </form>
    </details>`;
}

/** The ticket that was scanned. Visitors who are not expected today are shown before anything is recorded. */
export function foundBox(c: Context, { number, state }: Visitor, date: Day, isExpected: boolean): Html {
  const texts = textsOf(c, appointmentTexts);
  return html`<p role="status">
    <strong>${texts.foundTicket(number ?? '', formatDay(date), texts.visitStates[state] ?? state)}</strong>
    ${isExpected ? texts.enterArrives : ''}
  </p>`;
}
