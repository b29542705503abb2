import { html, nothing } from '../../core/index.ts';
import { ticketWords, type Widget } from './ticket.ts';

/** Asks once more before an appointment is cancelled: its place goes to others at once. */
export function cancelQuestion(widget: Widget, asking: boolean, yes: () => void, no: () => void) {
  const text = ticketWords(widget);
  return html`<section class="box yours actions" aria-labelledby="cancel">
    <h3 id="cancel" tabindex="-1">${text.cancelTitle}</h3>
    <button type="button" class="primary" aria-disabled=${asking ? 'true' : nothing} @click=${yes}>
      ${asking ? text.cancelling : text.cancelYes}
    </button>
    <button type="button" @click=${no}>${text.cancelNo}</button>
  </section>`;
}
