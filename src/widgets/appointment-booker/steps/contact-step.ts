import { html, nothing } from '../../../core/index.ts';
import type { BookerFlow } from '../state/booker-flow.ts';
import { isHolding } from '../state/booker-state.ts';
import { writeConflict, writeFailure } from './write-result.ts';

/** The contact form: the last step before a hold or the waitlist. */
export function contactStep(flow: BookerFlow) {
  const { form, selection, waits } = flow;
  const { text, core } = flow.widget;
  const isPending = isHolding(flow.state);
  return html`
    ${form.summary()}
    <p class="number"><strong>${selection.when}</strong></p>
    ${waits ? html`<p>${text.joinHint}</p>` : nothing} ${writeConflict(flow)}
    <form class="stack" novalidate @submit=${flow.submitContact}>
      ${form.renderContact()} ${writeFailure(flow)}
      <button class="primary" aria-disabled=${isPending ? 'true' : nothing}>
        ${waits ? (isPending ? text.joining : text.join) : isPending ? text.holding : text.next}
      </button>
      ${flow.writes.hold.slow ? html`<p class="hint">${core.slow}</p>` : nothing}
    </form>
  `;
}
