import type { Appointment } from '../../contract/appointment.ts';
import { callButton, html, icons, nothing, type PortalController } from '../../core/index.ts';
import type { BookerTexts } from './appointment-booker.texts.ts';
import { whenOf } from './session-picker.ts';
import { lineTexts, type LineTexts } from './waiting-face.texts.ts';

type Widget = PortalController<BookerTexts>;

/** The words that come with the part for those who have booked, or wait. */
export const lateTexts = ({ portal, lang }: Widget): LineTexts => portal.plugins.words(lang, 'waiting-line', lineTexts);

/** What became of an appointment that is no more, and what there is instead. */
export function ended(widget: Widget, { status, reason, home, next, units, place }: Appointment, choose: () => void) {
  const late = lateTexts(widget);
  const words =
    status === 'cancelled'
      ? reason && late.cancelledBy(reason)
      : status === 'missed'
        ? late.missed
        : !home && late.arrived;
  return html`
    ${words ? html`<p class="title">${reason ? icons.stopped : icons.done}<span>${words}</span></p>` : nothing}
    ${next ? html`<p class="number">${late.nextFree(whenOf({ slot: next, units }, widget.portal.format))}</p>` : nothing}
    ${
      reason
        ? html`<p>
              <button type="button" class="primary" @click=${choose}>
                ${units || home ? late.otherSession : widget.text.moving}
              </button>
            </p>
            ${callButton(widget, place.phone)}`
        : nothing
    }
  `;
}
