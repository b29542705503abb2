import type { Place } from '../../contract/agency.ts';
import type { Dossier } from '../../contract/dossier.ts';
import { html, icons, nothing } from '../../core/index.ts';
import { actionOwner, officeAction, statusName, citizenAction, type View } from './next-action.ts';
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
          ${icon}<strong>${statusName(text, step.status, step.label)}</strong>
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
