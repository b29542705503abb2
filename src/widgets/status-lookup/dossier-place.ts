import type { Place } from '../../contract/agency.ts';
import { html, icon, nothing, webAddress } from '../../core/index.ts';
import { pinIcon } from '../shared/icons.ts';
import { openingHours } from '../shared/opening-hours.ts';
import type { View } from './next-action.ts';

/** Whether the place is open now, as far as the backend tells. */
export function openState({ text, widget: { portal } }: View, { opening }: Place) {
  if (!opening) return nothing;
  const { open, changesAt } = opening;
  return html`<p class="number">
    <strong class=${open ? 'open' : ''}>${open ? text.open : text.closed}</strong
    >${changesAt ? `, ${open ? text.openUntil(portal.format.time(changesAt)) : text.opensAt(portal.format.moment(changesAt))}` : nothing}
  </p>`;
}

/** Where to go: address, hours, the way there. */
export function placeView(view: View, place: Place) {
  const { text } = view;
  const { portal, backendLang } = view.widget;
  const map = place.mapUrl && webAddress(place.mapUrl);
  return html`<section class="stack" part="place">
    <h3>${text.where}</h3>
    <div class="line">
      ${icon(pinIcon)}
      <div>
        <p lang=${backendLang}><strong>${place.name}</strong><br />${place.address}</p>
        ${openState(view, place)}
        ${openingHours(place.hours, portal.format).map(line => html`<p class="sub number">${line}</p>`)}
        ${map ? html`<a class="link" href=${map} target="_blank" rel="noopener noreferrer">${text.directions}</a>` : nothing}
      </div>
    </div>
  </section>`;
}
