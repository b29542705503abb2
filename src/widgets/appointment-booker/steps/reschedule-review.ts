import type { TemplateResult } from 'lit';
import type { Appointment } from '../../../contract/appointment.ts';
import { html, nothing, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

interface RescheduleReview {
  when: string;
  where: string | undefined;
  /** The failure, if any. */
  problem: TemplateResult;
  asking: boolean;
  /** Missing where moving is impossible. */
  confirm: (() => void) | undefined;
}

/** The old and the new time of an appointment that is moved. */
export const rescheduleReview = (
  widget: PortalController<BookerTexts>,
  { slot, home }: Appointment,
  { when, where, problem, asking: pending, confirm }: RescheduleReview,
) => html`
  <p class="number"><s>${widget.portal.format.moment(slot.start)}</s></p>
  <p class="big number">${when}</p>
  <p>${home?.hamlet ?? where}</p>
  ${problem}
  ${
    confirm
      ? html`<button type="button" class="primary" aria-disabled=${pending ? 'true' : nothing} @click=${confirm}>
          ${pending ? widget.text.movingNow : widget.text.confirmMove}
        </button>`
      : nothing
  }
`;
