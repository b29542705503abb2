import type { Place } from '../../contract/agency.ts';
import type { Dossier } from '../../contract/dossier.ts';
import { html, icons, nothing, type PortalController } from '../../core/index.ts';
import { actionOwner, officeAction, pastStatusName, statusName, citizenAction, type View } from './next-action.ts';
import type { StatusTexts } from './status-lookup.texts.ts';

/** Procedure, agency and state. */
export const summary = (text: StatusTexts, { procedure, agency, status, label }: Dossier) =>
  html`<p class="sub">${procedure ? `${procedure.name} · ` : nothing}${agency.name}</p>
    <p><strong>${statusName(text, status, label)}</strong></p>`;

/** Everything below, on screen and in print. */
export function dossierView(view: View) {
  const { widget, dossier } = view;
  const { text } = widget;
  return html`<div class="stack two">
    <div class="stack">${citizenAction(view)} ${officeAction(view)}</div>
    <div class="stack">${timeline(view)} ${dossier.place ? place(text.where, dossier.place) : nothing}</div>
  </div>`;
}

/** Steps, newest first. */
function timeline({ widget, dossier }: View) {
  const { text, portal } = widget;
  const steps = [...dossier.timeline].reverse();
  if (!steps.length) return nothing;
  const meaning = actionOwner(dossier);
  const now = {
    yours: ['now wait', icons.paused],
    going: ['now', icons.going],
    done: ['now', icons.done],
    stopped: ['now halt', icons.stopped],
  } as const;
  return html`<section class="stack">
    <h3>${text.steps}</h3>
    <ol class="timeline" reversed part="timeline">
      ${steps.map((step, index) => {
        const [look, icon] = index
          ? ['', icons.done]
          : dossier.finishedAt
            ? (['', meaning === 'stopped' ? icons.stopped : icons.done] as const)
            : now[meaning];
        const when = portal.format.moment(step.at);
        return html`<li class=${look}>
          ${icon}<strong
            >${(index || dossier.finishedAt ? pastStatusName : statusName)(text, step.status, step.label)}</strong
          >
          <div class="sub number">
            ${index || dossier.finishedAt ? when : text.from(when)}${step.by ? ` · ${step.by}` : nothing}
          </div>
          ${step.note ? html`<div>${step.note}</div>` : nothing}
        </li>`;
      })}
    </ol>
  </section>`;
}

function place(title: string, { name, address, phone }: Place) {
  return html`<section part="place">
    <h3>${title}</h3>
    <p>${name}</p>
    <p class="sub">${address}</p>
    ${phone ? html`<p class="sub number">${phone}</p>` : nothing}
  </section>`;
}

interface Found {
  widget: PortalController<StatusTexts>;
  dossier: Dossier;
  /** Whether the last refresh failed. */
  stale: boolean;
  /** The form for details that need a second factor. */
  more: unknown;
  print(): void;
  another(): void;
}

/** The answer: the dossier, and what can be done with it. */
export const foundView = ({ widget, dossier, stale, more, print, another }: Found) => {
  const { text, portal } = widget;
  return html`
    <div class="head">
      <h2 class="number" tabindex="-1" id="result" translate="no">${dossier.code}</h2>
      ${summary(text, dossier)}
      ${dossier.applicant ? html`<p class="sub">${text.applicant(dossier.applicant)}</p>` : nothing}
    </div>
    ${dossierView({ widget, dossier })} ${more}
    <div class="foot">
      <p class="sub number">${text.updated(portal.format.moment(dossier.updatedAt))}</p>
      ${stale ? html`<p class="hint">${text.stale}</p>` : nothing}
      <button type="button" class="link" @click=${print}>${text.print}</button>
      <button type="button" class="link" @click=${another}>${text.another}</button>
    </div>
  `;
};
