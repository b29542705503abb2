import type { Appointment } from '../../../contract/appointment.ts';
import type { Slot } from '../../../contract/slot.ts';
import { callButton, html, icons, nothing, tag } from '../../../core/index.ts';
import { whenOf } from '../steps/session-picker.ts';
import { dayAndHour, placeLine } from './slip.ts';
import { ticketTextsOf, type Widget } from './ticket.ts';

/** View of a cancelled, missed or attended appointment, with alternatives. */
export function closedAppointment(widget: Widget, appointment: Appointment, choose: (slot?: Slot) => void) {
  const { number, reason, home, next, units, place } = appointment;
  const { text, portal } = widget;
  const tone = toneOf(appointment);
  const other = units || home ? ticketTextsOf(widget).otherSession : text.moving;
  return html`<div class="band stack ${tone}">
    ${tag(icons[tone], `${text.number}: ${number}`)}
    <h2 class="near" tabindex="-1" id="title">${outcomeOf(widget, appointment)}</h2>
    ${dayAndHour(widget, appointment)} ${placeLine(widget, appointment)}
    ${next ? nextFree(widget, whenOf({ slot: next, units }, portal.format), units ? text.takeSession : text.takeEarliest, () => choose(next)) : nothing}
    ${
      reason
        ? html`<div class="actions">
            <button type="button" class=${next ? nothing : 'primary'} @click=${() => choose()}>${other}</button>
            ${callButton(widget, place.phone)}
          </div>`
        : nothing
    }
  </div>`;
}

function toneOf({ status, reason, home }: Appointment) {
  if (reason) return 'stopped';
  if (status !== 'arrived') return 'rest';
  return home?.state === 'received' ? 'going' : 'done';
}

/** How it ended, as the headline. */
function outcomeOf(widget: Widget, { status, reason, home }: Appointment): string {
  const text = ticketTextsOf(widget);
  if (status === 'cancelled') return reason ? text.cancelledBy(reason) : text.cancelled;
  if (status === 'missed') return text.missed;
  return (home && text.visitStates[home.state]) ?? text.arrived;
}

/** The next free time, and a button to select it. */
export const nextFree = (widget: Widget, when: string, label: string, take: () => void) =>
  html`<p class="number">${ticketTextsOf(widget).nextFree(when)}</p>
    <div class="actions"><button type="button" class="primary" @click=${take}>${label}</button></div>`;
