import { html, icon, leaf, nothing } from '../../../core/index.ts';
import { maskPhone, parsePhoneNumber } from '../../../domain/phone.ts';
import { copyIcon, fileIcon, homeIcon, personIcon, pinIcon } from '../../shared/icons.ts';
import type { BookerFlow } from '../state/booker-flow.ts';
import { isHolding, isUnknowable, isOpen, isSending, type Step } from '../state/booker-state.ts';
import { writeConflict, writeFailure } from './write-result.ts';

/** Summary of the booking while its place is held. */
export function checkStep(flow: BookerFlow) {
  const { kind } = flow.state.write;
  if (kind === 'conflict') return writeConflict(flow);
  return html`
    ${when(flow)} ${rows(flow)} ${writeFailure(flow)} ${button(flow)} ${kind === 'unknown' ? nothing : countdown(flow)}
    ${flow.writes.slow ? html`<p class="hint">${flow.widget.core.slow}</p>` : nothing}
  `;
}

/** The remaining time, and what to do after it. */
function countdown(flow: BookerFlow) {
  const { hold } = flow.writes;
  const { text } = flow.widget;
  if (!hold.hold || (hold.expired && isSending(flow.state))) return nothing;
  if (hold.expired)
    return html`<div class="box yours" part="expired">
      <p class="title" id="expired" tabindex="-1"><span>${text.expired}</span></p>
      <button type="button" class="primary" @click=${flow.hold}>${text.holdAgain}</button>
      <button type="button" @click=${() => flow.go('time')}>${text.otherDay}</button>
    </div>`;
  if (hold.hold.firm === false) return html`<p class="box">${text.notHeld}</p>`;
  return html`<div class="box">
    <p class="number" role="timer" id="timer" tabindex="-1">${text.held(hold.clock)}</p>
    ${hold.ending ? html`<button type="button" @click=${hold.extend}>${text.longer}</button>` : nothing}
  </div>`;
}

/** Day and hour first: what the citizen has to remember. */
function when(flow: BookerFlow) {
  const { selection, widget, steps, state } = flow;
  const { slot } = selection;
  const { text, portal } = widget;
  if (!slot) return nothing;
  return html`<div class="due number">
    ${leaf(widget, slot.start)}
    <div>
      <strong>${selection.way === 'time' ? portal.format.time(slot.start) : selection.when}</strong>
      ${
        steps.includes('time') && !isOpen(state)
          ? html`<button type="button" class="link" @click=${() => flow.go('time')}>${text.changeTime}</button>`
          : nothing
      }
    </div>
  </div>`;
}

/** Each row has a link back to its step. */
function rows(flow: BookerFlow) {
  const { widget } = flow;
  const { text } = widget;
  const { place, service, units, way } = flow.selection;
  const { contact, home, name } = flow.form;
  const phone = parsePhoneNumber(contact.phone);
  const number = phone.kind === 'phone' ? maskPhone(phone.e164) : contact.phone.trim();
  const row = (symbol: string, label: string, message: unknown, step: Step) =>
    message
      ? html`<dt>${icon(symbol)}${label}</dt>
          <dd class="number">
            ${message}
            ${
              flow.steps.includes(step) && !isOpen(flow.state)
                ? html`<button
                    type="button"
                    class="link"
                    aria-label="${text.change}: ${label}"
                    @click=${() => flow.go(step)}
                  >
                    ${text.change}
                  </button>`
                : nothing
            }
          </dd>`
      : nothing;
  return html`<dl>
    ${row(fileIcon, text.what, service && widget.inLang(service, 'name'), 'service')}
    ${
      way === 'home'
        ? row(homeIcon, text.atHome, `${home.sentence}, ${service?.home?.area}`, 'home')
        : row(
            pinIcon,
            text.where,
            `${place?.name ?? ''}, ${place?.address ?? ''}`,
            flow.steps.includes('place') ? 'place' : 'time',
          )
    }
    ${units && text.howMuch[units.unit] ? row(copyIcon, text.howMuch[units.unit]!, String(units.count), 'time') : nothing}
    ${row(personIcon, way === 'home' ? text.carer : text.who, [name.trim(), number].filter(Boolean).join(', '), 'contact')}
  </dl>`;
}

function button(flow: BookerFlow) {
  const { state } = flow;
  const { text } = flow.widget;
  const isUnknown = state.write.kind === 'unknown';
  if (isUnknowable(state))
    return html`<button type="button" class="link" @click=${() => flow.another()}>${text.another}</button>`;
  if (flow.writes.hold.expired && !isUnknown) return nothing;
  const [sending, holding] = [isSending(state), isHolding(state)];
  return html`<button
    type="button"
    class="primary"
    aria-disabled=${sending || holding ? 'true' : nothing}
    @click=${flow.confirm}
  >
    ${sending ? text.confirming : holding ? text.holding : isUnknown ? text.confirmAgain : text.confirm}
  </button>`;
}
