import { html, icon, icons, nothing } from '../../core/index.ts';
import { keepIcon, messageIcon, printIcon, searchIcon } from '../shared/icons.ts';
import { dossierHeader } from './dossier-header.ts';
import { placeView } from './dossier-place.ts';
import type { Actions } from './header-actions.ts';
import type { View } from './next-action.ts';
import { progressLine } from './progress-line.ts';

interface Found extends View {
  /** Whether the last refresh failed. */
  stale: boolean;
  /** `Chép`, or what came of it. */
  copyLabel: string;
  /** Whether the code is kept on this device; undefined where nothing may be kept. */
  kept: boolean | undefined;
  /** Account and QR code of a transfer, while they are open. */
  payment: unknown;
  /** Whether somebody can be told of the dossier. */
  isSubscribable: boolean;
  /** Who is told of it, while it is open. */
  subscriptions: unknown;
  /** The form for details that need a second factor. */
  more: unknown;
  actions: Actions & { print(): void; another(): void; keep(): void; subscribe(): void };
}

/** The answer: status header, what else is going on, steps, facts, tools. */
export function foundView(found: Found) {
  const { text, kept, more, payment, actions, stale, isSubscribable, subscriptions } = found;
  return html`<div>
    ${dossierHeader(found, actions, found.copyLabel)} ${payment ? html`<div class="part">${payment}</div>` : nothing}
    ${pausedLine(found)} ${dossierDetails(found)} ${more ? html`<div class="part">${more}</div>` : nothing}
    ${stale ? html`<p class="part line rest">${icons.rest}<span>${text.stale}</span></p>` : nothing}
    <div class="tools">
      ${
        kept === undefined
          ? nothing
          : html`<button type="button" id="keep" aria-pressed=${kept ? 'true' : 'false'} @click=${actions.keep}>
              ${icon(keepIcon)}${kept ? text.forget : text.keep}
            </button>`
      }
      ${
        isSubscribable
          ? html`<button
              type="button"
              id="subscriptions"
              aria-expanded=${subscriptions ? 'true' : 'false'}
              @click=${actions.subscribe}
            >
              ${icon(messageIcon)}${text.subscribe}
            </button>`
          : nothing
      }
      <button type="button" @click=${actions.print}>${icon(printIcon)}${text.print}</button>
      <button type="button" @click=${actions.another}>${icon(searchIcon)}${text.another}</button>
    </div>
    ${subscriptions ? html`<div class="part">${subscriptions}</div>` : nothing}
  </div>`;
}

/** While the citizen has to act: when the office goes on. */
export function pausedLine({ text, dossier }: View) {
  const { deadline, workdaysLeft, task, status } = dossier;
  if (deadline !== 'paused' || status === 'suspended') return nothing;
  const pay = task?.kind === 'pay' || status === 'payment';
  return html`<p class="part line" part="our-move">
    ${icons.paused}<span>${workdaysLeft ? text.waitingFor(workdaysLeft, pay) : text.waiting}</span>
  </p>`;
}

/** Steps, facts and place, on screen and in print. */
export function dossierDetails(view: View) {
  const { text, dossier, widget } = view;
  const { procedure, applicant, agency, place } = dossier;
  const fact = (name: string, value: unknown, lang = widget.backendLang) =>
    value
      ? html`<dt>${name}</dt>
          <dd lang=${lang}>${value}</dd>`
      : nothing;
  return html`<div class="part">
    <div class="two">
      ${progressLine(view)}
      <div class="stack">
        <h3>${text.dossier}</h3>
        <dl class="facts">
          ${fact(text.procedure, procedure && widget.inLang(procedure, 'name'), nothing)}
          ${fact(text.applicant, applicant)} ${fact(text.agency, agency.name)}
        </dl>
        ${place ? placeView(view, place) : nothing}
      </div>
    </div>
  </div>`;
}
