import type { Appointment } from '../../../contract/appointment.ts';
import { html, icon, leaf, nothing } from '../../../core/index.ts';
import { homeIcon, pinIcon } from '../../shared/icons.ts';
import { amountOf } from '../steps/session-picker.ts';
import { ticketTextsOf, visitState, type Widget } from './ticket.ts';

/**
 * The ticket as a paper slip: the number on the stub, day and hour, where to go, the code below the tear line.
 * @param code the QR code
 * @param how what to do with the number
 */
export function slip(widget: Widget, appointment: Appointment, code: unknown, how: string) {
  const { number, status, slot, service, place, units, turn, home } = appointment;
  const { text, portal } = widget;
  const { format } = portal;
  const ticketText = ticketTextsOf(widget);
  const amount = amountOf(units, text);
  const hours = units ? `${format.time(slot.start)}–${format.time(slot.end)}` : format.time(slot.start);
  return html`<section class="slip" part="ticket">
    <div class="stub">
      <p>${text.number}</p>
      <p class="huge number" translate="no">${number}</p>
    </div>
    <div class="slip-body stack">
      <div class="due number">
        ${leaf(widget, slot.start)}
        <div>
          <strong class="hour">${hours}</strong>${service.name}${amount ? `, ${amount}` : nothing}
          ${turn ? html`<p>${ticketText.turn(format.time(turn.from), format.time(turn.to))}</p>` : nothing}
        </div>
      </div>
      ${
        home
          ? html`<div class="line">
                ${icon(homeIcon)}
                <p>
                  <strong>${text.atHome}</strong
                  ><br />${[home.elder, home.hamlet, home.area].filter(Boolean).join(', ')}
                </p>
              </div>
              ${visitState(widget, home, status)}`
          : html`<div class="line">
              ${icon(pinIcon)}
              <p><strong>${place.name}</strong><br />${place.address}</p>
            </div>`
      }
    </div>
    <div class="tear"></div>
    <div class="slip-body">
      ${code}
      <p class="sub">${how}</p>
    </div>
  </section>`;
}
