import { html, nothing, type TemplateResult } from 'lit';
import { errorMessage, requestIdOf } from './error-message.ts';
import { icons } from './icons.ts';
import type { Failure } from './outcome.ts';
import type { PortalController } from './portal-controller.ts';

type Widget = PortalController<object>;

/** The inner root of a widget. Enter does not propagate: the page may be one big form with a default button. */
export function widgetShell(content: unknown): TemplateResult {
  return html`<div class="mc" part="base" @keydown=${stopEnter} @keypress=${stopEnter}>
    <div class="page stack">${content}</div>
  </div>`;
}

function stopEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.stopPropagation();
}

/** The desk's phone number as a link; nothing without one. */
export function callButton({ portal, core }: Widget, phone = portal.settings.phone): TemplateResult | typeof nothing {
  return phone
    ? html`<a class="button" part="call" href="tel:${phone.replace(/[^\d+]/g, '')}">${core.call(phone)}</a>`
    : nothing;
}

/**
 * The failure view: what happened, what to do, whom to call.
 * @param message replaces the general explanation
 */
export function failureBox(widget: Widget, failure: Failure, again?: () => void, text?: string): TemplateResult {
  const id = requestIdOf(failure);
  return html`<div class="box stopped" part="failure">
    <p class="title">${icons.stopped}<span>${text ?? errorMessage(failure, widget.core)}</span></p>
    ${id ? html`<p class="hint number">${widget.core.requestId(id)}</p>` : nothing}
    <div class="actions">
      ${again ? html`<button type="button" @click=${again}>${widget.core.again}</button>` : nothing}
      ${callButton(widget)}
    </div>
  </div>`;
}

/** A live region; always rendered, so that its first message is announced too. */
export function announcement(text: string): TemplateResult {
  return html`<p class="spoken" role="status">${text}</p>`;
}
