import { failureBox, html, nothing } from '../../../core/index.ts';
import { maskDossierCode } from '../../../domain/dossier-code.ts';
import type { BookerFlow } from '../state/booker-flow.ts';
import { isOpen } from '../state/booker-state.ts';
import type { BookingStart } from '../state/booking-start.ts';
import { checkStep } from './check-step.ts';
import { contactStep } from './contact-step.ts';
import { otherWays, placeList } from './place-list.ts';
import { rescheduleReview } from './reschedule-review.ts';
import { timeView } from './time-view.ts';

/** Title of the current step, what was chosen so far, and the way back. */
export function stepHead(flow: BookerFlow) {
  const { step, moving, dossier } = flow.state;
  const { agencies, selection } = flow;
  const { service, place, way } = selection;
  const { text } = flow.widget;
  const number = flow.steps.indexOf(step) + 1;
  const titles: Record<string, string> = {
    'time session': text.session,
    'time home': text.halfDay,
    'time time': moving ? text.moving : text.titles.time,
    'contact home': text.carer,
  };
  const isPlaced = way !== 'home' && (step === 'time' || step === 'contact');
  const chosen = [step === 'service' ? agencies.name : service?.name, isPlaced ? place?.name : '']
    .filter(Boolean)
    .join(' · ');
  return html`<div>
    ${(number > 1 || moving || (agencies.chosen && !number)) && !isOpen(flow.state) ? backLink(flow) : nothing}
    <h2 class=${step === 'service' ? 'face-title' : ''} tabindex="-1" id="title">
      ${titles[`${step} ${way}`] ?? text.titles[step]}
    </h2>
    <p class="sub number">
      ${chosen ? `${chosen} · ` : nothing}${dossier ? `${text.forDossier(maskDossierCode(dossier))} · ` : nothing}${number ? text.step(number, flow.steps.length) : nothing}
    </p>
  </div>`;
}

export const backLink = ({ widget, back }: BookerFlow) =>
  html`<button type="button" class="link" @click=${back}>${widget.text.back}</button>`;

/** The current step. */
export function stepBody(flow: BookerFlow, start: BookingStart) {
  const { agencies, selection, services, widget } = flow;
  const { step, moving } = flow.state;
  const again = () => void (moving ? flow.startMove(moving) : agencies.load().then(() => start.begin()));
  // Nothing is loaded before an agency is chosen.
  if (agencies.failure && (agencies.below || moving)) return agencies.render(again);
  const loading = html`<div class="skeleton"></div>`;
  const retry = () => void (moving ? flow.startMove(moving) : flow.chooseService(selection.requestedPlace));
  const { failure } = selection;
  switch (step) {
    case 'agency':
      return html`${flow.ticketStore.render(start.openTicket)} ${agencies.render(again)}`;
    case 'service':
      if (failure && selection.requestedPlace) return failureBox(widget, failure, retry);
      if (!flow.capabilities.value || selection.loading) return loading;
      return html`${flow.ticketStore.render(start.openTicket)} ${services.render()}`;
    case 'place':
      return html`${placeList(widget, selection, place => void flow.choosePlace(place))} ${otherModes(flow)}`;
    case 'home':
      return homeStep(flow);
    case 'time':
      if (selection.loading) return loading;
      return failure ? failureBox(widget, failure, retry) : timeStep(flow);
    case 'contact':
      return contactStep(flow);
    case 'check':
      return moving ? rescheduleReview(flow, moving) : checkStep(flow);
  }
}

function timeStep(flow: BookerFlow) {
  const { form, selection } = flow;
  const { text } = flow.widget;
  if (selection.way !== 'time') return html`${selection.sessions.render()} ${opening(flow)} ${otherModes(flow)}`;
  return html`${timeView(selection.times, opening(flow))}
  ${form.problems.map(({ message }) => html`<p class="error" id="time-error">${message}</p>`)}
  ${
    selection.times.calendar.known
      ? html`<button type="button" class="primary" @click=${flow.afterTime}>${text.next}</button>`
      : nothing
  }
  ${otherModes(flow)}`;
}

/** The person and address of a home visit. */
const homeStep = (flow: BookerFlow) =>
  html`${flow.form.summary()}
    <form class="stack" novalidate @submit=${flow.submitHome}>
      ${flow.form.renderHome()}
      <button class="primary">${flow.widget.text.next}</button>
    </form>
    ${otherModes(flow)}`;

/** When further days open for booking. */
function opening({ capabilities, widget }: BookerFlow) {
  const at = capabilities.value?.booking?.opensAt;
  return at ? html`<p class="hint">${widget.text.opensAt(at)}</p>` : nothing;
}

const otherModes = (flow: BookerFlow) =>
  flow.state.moving ? nothing : otherWays(flow.widget, flow.selection, way => void flow.chooseMode(way));
