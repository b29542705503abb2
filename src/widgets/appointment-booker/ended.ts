import type { Appointment } from '../../contract/appointment.ts';
import type { Slot } from '../../contract/slot.ts';
import { callButton, html, icons, nothing, type PortalController } from '../../core/index.ts';
import type { BookerTexts } from './appointment-booker.texts.ts';
import { whenOf } from './session-picker.ts';
import { lineTexts, type LineTexts } from './waiting-face.texts.ts';

type Widget = PortalController<BookerTexts>;

/** The words that come with the part for those who have booked, or wait. */
export const lateTexts = ({ portal, lang }: Widget): LineTexts => portal.plugins.words(lang, 'waiting-line', lineTexts);

/** What became of an appointment that is no more, and what there is instead. */
export function ended(widget: Widget, appointment: Appointment, choose: (slot?: Slot) => void) {
  const { status, reason, home, next, units, place } = appointment;
  const { text } = widget;
  const late = lateTexts(widget);
  const words =
    status === 'cancelled'
      ? reason && late.cancelledBy(reason)
      : status === 'missed'
        ? late.missed
        : !home && late.arrived;
  const other = units || home ? late.otherSession : text.moving;
  return html`
    ${words ? html`<p class="title">${reason ? icons.stopped : icons.done}<span>${words}</span></p>` : nothing}
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

/** What is free next, and the way to take it at once. */
export const nextFree = (widget: Widget, when: string, words: string, take: () => void) =>
  html`<p class="number">${lateTexts(widget).nextFree(when)}</p>
    <p><button type="button" class="primary" @click=${take}>${words}</button></p>`;
