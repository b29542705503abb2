import { html, icon } from '../../../core/index.ts';
import { backIcon, tickIcon } from '../../shared/icons.ts';
import type { BookerFlow } from '../state/booker-flow.ts';
import { isOpen, type Step } from '../state/booker-state.ts';

/** The stage of each step: several steps together answer what the citizen comes for. */
const stages: Record<Step, number> = {
  agency: 0,
  service: 0,
  way: 0,
  place: 0,
  home: 0,
  time: 1,
  contact: 2,
  check: 3,
};

/** The way back, and how far the citizen is: `Bước 2/4: Ngày giờ`. */
export function stepBar(flow: BookerFlow) {
  const { agencies, state, steps, waits, widget } = flow;
  const { step, moving } = state;
  const { text } = widget;
  const number = steps.indexOf(step);
  const hasBack = (number > 0 || moving || (agencies.chosen && number < 0)) && !isOpen(state);
  // A move asks for the time only; a waitlist has nothing to confirm.
  const shown = moving ? [1, 3] : waits ? [0, 1, 2] : [0, 1, 2, 3];
  const here = shown.indexOf(stages[step]);
  const name = text.stages[stages[step]]!;
  return html`<div class="top">
    ${hasBack ? backLink(flow) : html`<span></span>`}
    <p class="steps" role="img" aria-label=${text.stage(here + 1, shown.length, name)}>
      ${shown.map((stage, i) =>
        i < here
          ? html`<b class="past">${icon(tickIcon)}</b>`
          : i > here
            ? html`<b>${i + 1}</b>`
            : html`<span><b>${i + 1}</b>${text.stages[stage]}</span>`,
      )}
    </p>
  </div>`;
}

/** The way back to the step before. */
export const backLink = ({ widget, back }: BookerFlow) =>
  html`<button type="button" class="link back" @click=${back}>${icon(backIcon)}${widget.text.back}</button>`;
