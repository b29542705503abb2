import type { Appointment } from '../../../contract/appointment.ts';
import type { Slot } from '../../../contract/slot.ts';
import { callButton, html, icons, nothing } from '../../../core/index.ts';
import { whenOf } from '../steps/session-picker.ts';
import { ticketTextsOf, type Widget } from './ticket.ts';

/** View of a cancelled, missed or attended appointment, with alternatives. */
export function closedAppointment(widget: Widget, appointment: Appointment, choose: (slot?: Slot) => void) {
  const { status, reason, home, next, units, place } = appointment;
  const { text } = widget;
  const ticketText = ticketTextsOf(widget);
  const became =
    status === 'cancelled'
      ? reason && ticketText.cancelledBy(reason)
      : status === 'missed'
        ? ticketText.missed
        : !home && ticketText.arrived;
  const other = units || home ? ticketText.otherSession : text.moving;
  return html`
    ${became ? html`<p class="title">${reason ? icons.stopped : icons.done}<span>${became}</span></p>` : nothing}
    ${next ? nextFree(widget, whenOf({ slot: next, units }, widget.portal.format), units ? text.takeSession : text.takeEarliest, () => choose(next)) : nothing}
    ${
      reason
        ? html`<p>
              <button type="button" class=${next ? nothing : 'primary'} @click=${() => choose()}>${other}</button>
            </p>
            ${callButton(widget, place.phone)}`
        : nothing
    }
  `;
}

/** The next free time, and a button to select it. */
export const nextFree = (widget: Widget, when: string, label: string, take: () => void) =>
  html`<p class="number">${ticketTextsOf(widget).nextFree(when)}</p>
    <p><button type="button" class="primary" @click=${take}>${label}</button></p>`;
