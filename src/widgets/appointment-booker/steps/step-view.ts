import { failureBox, html, nothing } from '../../../core/index.ts';
import { maskDossierCode } from '../../../domain/dossier-code.ts';
import type { BookerFlow } from '../state/booker-flow.ts';
import type { BookingStart } from '../state/booking-start.ts';
import { checkStep } from './check-step.ts';
import { contactStep } from './contact-step.ts';
import { placeList } from './place-list.ts';
import { rescheduleReview } from './reschedule-review.ts';
import { stepBar } from './step-bar.ts';
import { timeBar, timeView } from './time-view.ts';
import { wayStep } from './way-step.ts';

/** How far the citizen is, the title of the step, what was chosen so far. */
export function stepHead(flow: BookerFlow) {
  const { step, moving, dossier } = flow.state;
  const { agencies, selection } = flow;
  const { service, place, way } = selection;
  const { text } = flow.widget;
  const titles: Record<string, string> = {
    'time session': text.session,
    'time home': text.halfDay,
    'time time': moving ? text.moving : text.titles.time,
    'contact home': text.carer,
  };
  const isPlaced = way !== 'home' && (step === 'time' || step === 'contact');
  const chosen = [
    step === 'service' ? agencies.name : step === 'check' || !service ? '' : flow.widget.inLang(service, 'name'),
    isPlaced ? place?.name : '',
    dossier && text.forDossier(maskDossierCode(dossier)),
  ].filter(Boolean);
  return html`<div>
    ${stepBar(flow)}
    <h2 class=${step === 'service' ? 'face-title' : ''} tabindex="-1" id="title">
      ${titles[`${step} ${way}`] ?? text.titles[step]}
    </h2>
    ${chosen.length ? html`<p class="sub number">${chosen.map((part, i) => html`${i ? ', ' : nothing}${part}`)}</p>` : nothing}
  </div>`;
}

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
      return html`${ownTickets(flow, start)} ${agencies.render(again)}`;
    case 'service':
      if (failure && selection.requestedPlace) return failureBox(widget, failure, retry);
      if (!flow.capabilities.value || selection.loading) return loading;
      return html`${ownTickets(flow, start)} ${services.render()}`;
    case 'way':
      return wayStep(flow);
    case 'place':
      return placeList(widget, selection, place => void flow.choosePlace(place));
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

/** The tickets of this device, and the way to others. */
const ownTickets = ({ capabilities, ticketStore, tickets, widget }: BookerFlow, start: BookingStart) =>
  html`${ticketStore.render(start.openTicket)}
  ${
    capabilities.value?.booking?.find
      ? html`<button type="button" class="link" @click=${tickets.find}>${widget.text.find}</button>`
      : nothing
  }`;

function timeStep(flow: BookerFlow) {
  const { form, selection } = flow;
  if (selection.way !== 'time') return html`${selection.sessions.render()} ${opening(flow)}`;
  return html`${timeView(selection.times, opening(flow))}
  ${selection.times.calendar.known ? timeBar(selection.times, form.problems[0]?.message ?? '', flow.afterTime) : nothing}`;
}

/** The person and address of a home visit. */
const homeStep = (flow: BookerFlow) =>
  html`${flow.form.summary()}
    <form class="stack" novalidate @submit=${flow.submitHome}>
      ${flow.form.renderHome()}
      <button class="primary">${flow.widget.text.next}</button>
    </form>`;

/** When further days open for booking. */
function opening({ capabilities, widget }: BookerFlow) {
  const at = capabilities.value?.booking?.opensAt;
  return at ? html`<p class="hint">${widget.text.opensAt(at)}</p>` : nothing;
}
