import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetNotice } from '../contract/capabilities.ts';
import { errorMessage, requestIdOf } from './error-message.ts';
import { icons } from './icons.ts';
import type { Failure } from './outcome.ts';
import type { PortalController } from './portal-controller.ts';

type Widget = PortalController<object>;

/**
 * The inner root of a widget. Enter does not propagate: the page may be one big form with a default button.
 * @param call the strip with the desk's phone number, last on every face (WCAG 2.2, 3.2.6)
 * @param widget shows what the office says on it; while it is paused, its content is kept but not shown
 */
export function widgetShell(content: unknown, call?: unknown, widget?: Widget): TemplateResult {
  const notice = widget?.notice;
  // At an agency that the citizen has chosen here, the way back to the others stays open.
  const isPaused = notice?.state === 'paused' && !widget?.portal.page;
  return html`<div class="mc" part="base" @keydown=${stopEnter} @keypress=${stopEnter}>
    <div class="page">
      <div aria-live="polite">${widget && notice ? noticeBox(widget, notice) : nothing}</div>
      <div class="stack" ?hidden=${isPaused}>${content}</div>
      ${isPaused ? nothing : call}
    </div>
  </div>`;
}

/** What the office says: why, until when, and whom to call. */
function noticeBox(widget: Widget, { state, text, until, phone }: WidgetNotice): TemplateResult {
  const { core, portal, lang } = widget;
  const words = (text as Record<string, string>)[lang];
  const isPaused = state === 'paused';
  return html`<div class="box ${isPaused ? 'stopped' : 'yours'}" part="notice" tabindex="-1">
    <p class="title">
      ${icons[isPaused ? 'paused' : 'yours']}<span
        >${isPaused ? html`${core.paused}<br />` : nothing}<span lang=${words ? nothing : widget.backendLang}
          >${words ?? text.vi}</span
        ></span
      >
    </p>
    ${until ? html`<p class="number">${core.until(portal.format.moment(until))}</p>` : nothing}
    ${isPaused ? html`<p class="hint">${core.kept}</p>` : nothing}
    ${isPaused || phone ? html`<div class="actions">${callButton(widget, phone ?? portal.settings.phone)}</div>` : nothing}
  </div>`;
}

function stopEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.stopPropagation();
}

/** A phone number as the address of a link. */
const telephone = (phone: string) => `tel:${phone.replace(/[^\d+]/g, '')}`;

/** The desk's phone number as a button; nothing without one. */
export function callButton(
  { portal, core }: Widget,
  phone = portal.settings.phone,
  first = false,
): TemplateResult | typeof nothing {
  return phone
    ? html`<a class="button ${first ? 'primary' : ''}" part="call" href=${telephone(phone)}
        >${icons.phone}${core.call(phone)}</a
      >`
    : nothing;
}

/**
 * The strip at the end of a face: the desk's phone number, and a line under it; nothing without either.
 * @param line opening hours, or how old the shown data is
 */
export function callStrip(
  { portal, core }: Widget,
  { phone = portal.settings.phone, line }: { phone?: string; line?: unknown } = {},
): TemplateResult | typeof nothing {
  if (!phone && !line) return nothing;
  return html`<div class="call">
    ${phone ? icons.phone : nothing}
    <div>
      ${phone ? html`<a part="call" href=${telephone(phone)}>${core.call(phone)}</a>` : nothing}
      ${line ? html`<div class="sub number">${line}</div>` : nothing}
    </div>
  </div>`;
}

/** A day that matters as a leaf of the calendar on the wall. Its name is the full date. */
export function leaf({ portal: { format } }: Widget, iso: string): TemplateResult {
  return html`<span class="leaf number" role="img" aria-label=${format.day(iso)}
    ><small>${format.month(iso)}</small><b>${format.shortDay(iso).slice(0, 2)}</b
    ><span>${format.weekday(iso)}</span></span
  >`;
}

/** Who acts or how it stands: an icon and words on the colour of the meaning. */
export const tag = (icon: unknown, text: string): TemplateResult =>
  html`<p class="tag">${icon}<span>${text}</span></p>`;

/**
 * The failure view: what happened and what to do; the desk's number is in the strip below.
 * @param text replaces the general explanation
 */
export function failureBox(widget: Widget, failure: Failure, again?: () => void, text?: string): TemplateResult {
  const id = requestIdOf(failure);
  // Red is for what was refused, or may be done already; a lost connection is neither.
  const tone = failure.kind === 'refused' || failure.kind === 'unknown' ? 'stopped' : 'rest';
  return html`<div class="box ${tone}" part="failure">
    <p class="title">${icons.stopped}<span>${text ?? errorMessage(failure, widget.core)}</span></p>
    ${id ? html`<p class="hint number">${widget.core.requestId(id)}</p>` : nothing}
    ${again ? html`<div class="actions"><button type="button" @click=${again}>${widget.core.again}</button></div>` : nothing}
  </div>`;
}

/** A live region; always rendered, so that its first message is announced too. */
export function announcement(text: string): TemplateResult {
  return html`<p class="spoken" role="status">${text}</p>`;
}
