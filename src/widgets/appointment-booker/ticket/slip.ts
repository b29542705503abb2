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
  const { number, status, home } = appointment;
  return html`<section class="slip" part="ticket">
    <div class="stub">
      <p>${widget.text.number}</p>
      <p class="huge number" translate="no">${number}</p>
    </div>
    <div class="slip-body stack">
      ${dayAndHour(widget, appointment)} ${placeLine(widget, appointment)}
      ${home ? visitState(widget, home, status) : nothing}
    </div>
    <div class="tear"></div>
    <div class="slip-body">
      ${code}
      <p class="sub">${how}</p>
    </div>
  </section>`;
}

/** The day as a leaf, beside it the hour and what for. */
export function dayAndHour(
  widget: Widget,
  { slot, service, units, turn }: Pick<Appointment, 'slot' | 'service' | 'units' | 'turn'>,
) {
  const { text, portal } = widget;
  const { format } = portal;
  const amount = amountOf(units, text);
  const hours = units ? `${format.time(slot.start)}–${format.time(slot.end)}` : format.time(slot.start);
  return html`<div class="due number">
    ${leaf(widget, slot.start)}
    <div>
      <strong class="hour">${hours}</strong>${widget.inLang(service, 'name')}${amount ? `, ${amount}` : nothing}
      ${turn ? html`<p>${ticketTextsOf(widget).turn(format.time(turn.from), format.time(turn.to))}</p>` : nothing}
    </div>
  </div>`;
}

/** Where the citizen goes, or the officer comes. */
export function placeLine({ text, backendLang }: Widget, { place, home }: Pick<Appointment, 'place' | 'home'>) {
  const [symbol, name, address] = home
    ? [homeIcon, text.atHome, [home.elder, home.hamlet, home.area].filter(Boolean).join(', ')]
    : [pinIcon, place.name, place.address];
  return html`<div class="line">
    ${icon(symbol)}
    <p>
      <strong lang=${home ? nothing : backendLang}>${name}</strong><br /><span lang=${backendLang}>${address}</span>
    </p>
  </div>`;
}
