import { html, nothing } from '../../../core/index.ts';
import { ticketTextsOf, type Widget } from './ticket.ts';

/** Confirms the removal of a ticket, the only key to an appointment on this device. */
export function dropQuestion(widget: Widget, yes: () => void, no: () => void) {
  const text = ticketTextsOf(widget);
  return html`<section class="box yours actions" aria-labelledby="question">
    <h3 id="question" tabindex="-1">${text.dropTitle}</h3>
    <p>${text.dropHint}</p>
    <button type="button" class="primary" @click=${no}>${text.dropNo}</button>
    <button type="button" @click=${yes}>${text.dropYes}</button>
  </section>`;
}

/** Confirms a cancellation: the place goes to others at once. */
export function cancelQuestion(widget: Widget, pending: boolean, yes: () => void, no: () => void) {
  const text = ticketTextsOf(widget);
  return html`<section class="box yours actions" aria-labelledby="question">
    <h3 id="question" tabindex="-1">${text.cancelTitle}</h3>
    <button type="button" class="primary" aria-disabled=${pending ? 'true' : nothing} @click=${yes}>
      ${pending ? text.cancelling : text.cancelYes}
    </button>
    <button type="button" @click=${no}>${text.cancelNo}</button>
  </section>`;
}
