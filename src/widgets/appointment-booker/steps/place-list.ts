import type { Service } from '../../../contract/service.ts';
import { html, nothing, type PortalController } from '../../../core/index.ts';
import type { BookerTexts } from '../appointment-booker.texts.ts';
import type { Selection } from '../state/selection.ts';

/** The places of a service with their first free time; the earliest first. */
export const placeList = (
  { text, portal, backendLang }: PortalController<BookerTexts>,
  { service }: Selection,
  take: (place: string) => void,
) =>
  html`<ul class="rows places">
    ${[...(service?.places ?? [])]
      .sort((a, b) => firstOf(a) - firstOf(b))
      .map(
        ({ id, name, address, first }) =>
          html`<li>
            <button type="button" class="row" @click=${() => take(id)}>
              <span class="name" lang=${backendLang}>${name}</span>
              <span class="sub" lang=${backendLang}>${address}</span>
              ${first ? html`<span class="number">${text.earliest(portal.format.moment(first))}</span>` : nothing}
            </button>
          </li>`,
      )}
  </ul>`;

const firstOf = ({ first = '9999-01-01' }: Service['places'][number]) => Date.parse(first);
