import type { Appointment } from '../../../contract/appointment.ts';
import { html, nothing } from '../../../core/index.ts';
import type { BookerFlow } from '../state/booker-flow.ts';
import { isUnknowable, isSending } from '../state/booker-state.ts';
import { writeConflict, writeFailure } from './write-result.ts';

/** The old and the new time of an appointment that is moved. */
export function rescheduleReview(flow: BookerFlow, { slot, home }: Appointment) {
  const { state, selection } = flow;
  const { text, portal } = flow.widget;
  const isPending = isSending(state);
  return html`
    <p class="number"><s>${portal.format.moment(slot.start)}</s></p>
    <p class="big number">${selection.when}</p>
    <p>${home?.hamlet ?? selection.place?.name}</p>
    ${writeConflict(flow)} ${writeFailure(flow)}
    ${
      state.write.kind === 'conflict' || isUnknowable(state)
        ? nothing
        : html`<button
            type="button"
            class="primary"
            aria-disabled=${isPending ? 'true' : nothing}
            @click=${flow.confirmMove}
          >
            ${isPending ? text.movingNow : text.confirmMove}
          </button>`
    }
  `;
}
