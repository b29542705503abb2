import type { Service } from '../../../contract/service.ts';
import { html, nothing, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { Selection, Mode } from '../state/selection.ts';

/** The places of a service with their first free time; the earliest first. */
export const placeList = (
  { text, portal }: PortalController<BookerTexts>,
  { service }: Selection,
  take: (place: string) => void,
) =>
  html`<ul class="list">
    ${[...(service?.places ?? [])]
      .sort((a, b) => firstOf(a) - firstOf(b))
      .map(
        ({ id, name, address, first }) =>
          html`<li>
            <button type="button" class="row" @click=${() => take(id)}>
              <span>${name}</span> <span class="sub">${address}</span>
              ${first ? html`<span class="number">${text.earliest(portal.format.moment(first))}</span>` : nothing}
            </button>
          </li>`,
      )}
  </ul>`;

const firstOf = ({ first = '9999-01-01' }: Service['places'][number]) => Date.parse(first);

/** Links to the other modes of the service. */
export const otherWays = ({ text }: PortalController<BookerTexts>, selection: Selection, take: (way: Mode) => void) =>
  selection.ways
    .filter(way => way !== selection.way)
    .map(
      way =>
        html`<button type="button" class="row" @click=${() => take(way)}>
          <span>${text.otherWays[way]}</span>
          <span class="sub"
            >${way === 'session' ? selection.sessions.sentence : way === 'home' ? text.homeHint : text.timeHint}</span
          >
        </button>`,
    );
