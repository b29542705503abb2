import type { TemplateResult } from 'lit';
import type { Appointment } from '../../../contract/appointment.ts';
import { html, nothing, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';

interface Move {
  when: string;
  where: string | undefined;
  /** What went wrong, if anything did. */
  problem: TemplateResult;
  asking: boolean;
  /** Left out where it cannot be asked for. */
  confirm: (() => void) | undefined;
}

/** The old time and the new one of an appointment that is moved. */
export const moveCheck = (
  widget: PortalController<BookerTexts>,
  { slot, home }: Appointment,
  { when, where, problem, asking, confirm }: Move,
) => html`
  <p class="number"><s>${widget.portal.format.moment(slot.start)}</s></p>
  <p class="big number">${when}</p>
  <p>${home?.hamlet ?? where}</p>
  ${problem}
  ${
    confirm
      ? html`<button type="button" class="primary" aria-disabled=${asking ? 'true' : nothing} @click=${confirm}>
          ${asking ? widget.text.movingNow : widget.text.confirmMove}
        </button>`
      : nothing
  }
`;
