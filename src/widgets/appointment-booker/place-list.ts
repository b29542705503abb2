import { html, nothing, type PortalController } from '../../core/index.ts';
import type { BookerTexts } from './appointment-booker.texts.ts';
import type { Choice, Way } from './choice.ts';

/** The places where a service is given, each with the first time that is free. */
export const placeList = (
  { text, portal }: PortalController<BookerTexts>,
  { service }: Choice,
  take: (place: string) => void,
) =>
  html`<ul class="list">
    ${service?.places.map(
      ({ id, name, address, first }) =>
        html`<li>
          <button type="button" class="row" @click=${() => take(id)}>
            <span>${name}</span> <span class="sub">${address}</span>
            ${first ? html`<span class="number">${text.earliest(portal.format.moment(first))}</span>` : nothing}
          </button>
        </li>`,
    )}
  </ul>`;

/** The ways to come that are not on screen. */
export const otherWays = ({ text }: PortalController<BookerTexts>, choice: Choice, take: (way: Way) => void) =>
  choice.ways
    .filter(way => way !== choice.way)
    .map(
      way =>
        html`<button type="button" class="row" @click=${() => take(way)}>
          <span>${text.otherWays[way]}</span>
          <span class="sub"
            >${way === 'session' ? choice.sessions.sentence : way === 'home' ? text.homeHint : text.timeHint}</span
          >
        </button>`,
    );
