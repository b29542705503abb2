import type { DutyPoint } from '../../contract/duty.ts';
import { callButton, html, icons, nothing, pick } from '../../core/index.ts';
import { placeStateAt, openAt, reaches } from './roster-state.ts';
import { old } from './duty-view.ts';
import { equipmentOf, staleNote, whoOf, type ViewContext } from './format.ts';

interface Choice {
  /** The equipment that is searched for; empty for all places. */
  need: string;
  choose(need: string): void;
  back: () => void;
}

/** Places with help: equipment, and whether they are open now. */
export function pointsView(shown: ViewContext & Choice) {
  const { widget, roster, need, choose, back } = shown;
  const { text, lang } = widget;
  if (!reaches(roster, shown.now)) return old(shown);
  const known = new Map(roster.points.flatMap(({ equipment }) => equipment.map(({ id, label }) => [id, label])));
  const found = roster.points.filter(({ equipment }) => !need || equipment.some(({ id }) => id === need));
  return html`
    <h2 class="face-title" tabindex="-1" id="title">${text.points}</h2>
    ${staleNote(shown)}
    ${
      known.size
        ? html`<div class="field">
            <label for="need">${text.need}</label>
            <select id="need" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
              <option value="">${text.anything}</option>
              ${[...known].map(([id, label]) => html`<option value=${id} ?selected=${id === need}>${pick(label, lang)}</option>`)}
            </select>
          </div>`
        : nothing
    }
    ${
      found.length
        ? html`<ul class="rows points">
            ${found.map(point => html`<li class="stack">${pointView(shown, point)}</li>`)}
          </ul>`
        : html`<p>${text.noPoint}</p>`
    }
    <button type="button" class="link" @click=${back}>${text.showDuty}</button>
  `;
}

function pointView(shown: ViewContext, point: DutyPoint) {
  const { widget, roster, now } = shown;
  const { text, portal } = widget;
  const hours = openAt(point, roster, now);
  const { onDuty } = placeStateAt(roster, point.id, now);
  const has = equipmentOf(point, widget);
  const change = hours?.changesAt?.toISOString();
  const state = !hours
    ? ''
    : hours.open
      ? text.open(portal.format.time(change ?? ''))
      : change
        ? text.opens(portal.format.moment(change))
        : text.closed;
  return html`<h3 lang=${widget.backendLang}>${point.name}</h3>
    ${
      state
        ? html`<p class="line near ${hours?.open ? 'done' : 'rest'}">
            ${hours?.open ? icons.done : icons.paused}<strong class="number">${state}</strong>
          </p>`
        : nothing
    }
    <p class="near" lang=${widget.backendLang}>${point.address}</p>
    ${has ? html`<p class="sub near">${text.equipment(has)}</p>` : nothing}
    ${point.desk ? nothing : html`<p class="near">${text.helpOnly}</p>`}
    ${onDuty.map(duty => html`<p class="near">${text.onDuty(portal.format.time(duty.end))}: ${whoOf(duty, widget)}</p>`)}
    ${callButton(widget, point.phone)}`;
}
