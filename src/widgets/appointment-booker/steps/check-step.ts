import { html, nothing, type PortalController } from '../../../core/index.ts';
import { maskPhone, parsePhoneNumber } from '../../../domain/phone.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { BookingForm } from '../state/booking-form.ts';
import type { Booking } from '../state/booking.ts';
import type { Selection } from '../state/selection.ts';
import { amountOf } from './session-picker.ts';
import type { Step } from './steps.ts';

interface Check {
  widget: PortalController<BookerTexts>;
  choice: Selection;
  form: BookingForm;
  booking: Booking;
  /** Steps that the citizen can go back to. */
  open: readonly Step[];
  go(step: Step): void;
  /** Starts another booking. */
  another(): void;
}

/** Summary of the booking while its place is held. */
export function checkStep(check: Check) {
  const { widget, booking } = check;
  const { conflict, mayBeBooked: unsure, slow } = booking;
  if (conflict) return booking.renderConflict();
  return html`
    ${unsure ? nothing : countdown(check)} ${rows(check)} ${booking.renderFailure()} ${button(check)}
    ${slow ? html`<p class="hint">${widget.core.slow}</p>` : nothing}
  `;
}

/** The remaining time, and what to do after it. */
function countdown({ widget: { text }, booking, go }: Check) {
  const { hold } = booking;
  if (!hold.hold) return nothing;
  if (hold.expired && booking.pending) return nothing;
  if (hold.expired)
    return html`<div class="box yours" part="expired">
      <p class="title"><span>${text.expired}</span></p>
      <button type="button" class="primary" @click=${booking.keep}>${text.holdAgain}</button>
      <button type="button" @click=${() => go('time')}>${text.otherDay}</button>
    </div>`;
  if (hold.hold.firm === false) return html`<p class="box">${text.notHeld}</p>`;
  return html`<div class="box">
    <p class="number" role="timer" id="timer" tabindex="-1">${text.held(hold.clock)}</p>
    ${hold.ending ? html`<button type="button" @click=${booking.extend}>${text.longer}</button>` : nothing}
  </div>`;
}

/** Each row has a link back to its step. */
function rows({ widget: { text }, choice: selection, form, booking, open, go }: Check) {
  const { place, service, units, when, way } = selection;
  const { contact, home } = form;
  const phone = parsePhoneNumber(contact.phone);
  const number = phone.kind === 'phone' ? maskPhone(phone.e164) : contact.phone.trim();
  const row = (name: string, message: string, step: Step) =>
    message
      ? html`<dt>${name}</dt>
          <dd class="number">
            ${message}
            ${
              open.includes(step) && !booking.busy
                ? html`<button type="button" class="link" aria-label="${text.change}: ${name}" @click=${() => go(step)}>
                    ${text.change}
                  </button>`
                : nothing
            }
          </dd>`
      : nothing;
  return html`<dl>
    ${row(text.what, service?.name ?? '', 'service')}
    ${
      way === 'home'
        ? row(text.atHome, `${home.sentence}, ${service?.home?.area}`, 'home')
        : row(text.where, `${place?.name ?? ''}, ${place?.address ?? ''}`, open.includes('place') ? 'place' : 'time')
    }
    ${row(text.when, when, 'time')} ${row(text.howMuch, amountOf(units, text), 'time')}
    ${row(way === 'home' ? text.carer : text.who, [contact.name.trim(), number].filter(Boolean).join(', '), 'contact')}
  </dl>`;
}

function button({ widget: { text }, booking, another }: Check) {
  const { pending, hasHold: holding, mayBeBooked: unsure, outcomeUnknown: lostTrack, hold, confirm } = booking;
  if (lostTrack) return html`<button type="button" class="link" @click=${another}>${text.another}</button>`;
  if (hold.expired && !unsure) return nothing;
  return html`<button
    type="button"
    class="primary"
    aria-disabled=${pending || holding ? 'true' : nothing}
    @click=${confirm}
  >
    ${pending ? text.confirming : holding ? text.holding : unsure ? text.confirmAgain : text.confirm}
  </button>`;
}
