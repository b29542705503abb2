import { html, nothing, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { BookingForm } from '../state/booking-form.ts';
import type { Booking } from '../state/booking.ts';
import type { Selection } from '../state/selection.ts';

/** The contact form: the last step before a hold or the waitlist. */
export function contactStep(
  { text, core }: PortalController<BookerTexts>,
  { when }: Selection,
  form: BookingForm,
  booking: Booking,
  submit: (event: Event) => void,
) {
  const { waits, hasHold: holding } = booking;
  return html`
    ${form.summary()}
    <p class="number"><strong>${when}</strong></p>
    ${waits ? html`<p>${text.joinHint}</p>` : nothing} ${booking.renderConflict()}
    <form class="stack" novalidate @submit=${submit}>
      ${form.renderContact()} ${booking.renderFailure()}
      <button class="primary" aria-disabled=${holding ? 'true' : nothing}>
        ${waits ? (holding ? text.joining : text.join) : holding ? text.holding : text.next}
      </button>
      ${booking.hold.slow ? html`<p class="hint">${core.slow}</p>` : nothing}
    </form>
  `;
}
