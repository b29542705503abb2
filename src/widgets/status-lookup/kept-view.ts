import { html, icon, nothing, type PortalController } from '../../core/index.ts';
import { removeIcon } from '../shared/icons.ts';
import type { DossierTexts } from './dossier.texts.ts';
import type { KeptCode } from './kept-codes.ts';

/** The kept dossiers, to look up or to remove. */
export function keptView(
  text: DossierTexts,
  lang: PortalController<object>['backendLang'],
  codes: readonly KeptCode[],
  { open, remove }: { open(code: string): void; remove(code: string): void },
) {
  return html`<section class="stack" aria-labelledby="kept">
    <h3 id="kept">${text.kept}</h3>
    <ul class="rows kept">
      ${codes.map(
        ({ code, procedure }) =>
          html`<li>
            <button type="button" class="row" @click=${() => open(code)}>
              ${procedure ? html`<span lang=${lang}>${procedure}</span>` : nothing}
              <span class=${procedure ? 'sub number' : 'number'} translate="no">${code}</span>
            </button>
            <button
              type="button"
              class="link"
              aria-label=${text.remove(procedure || code)}
              @click=${() => remove(code)}
            >
              ${icon(removeIcon)}
            </button>
          </li>`,
      )}
    </ul>
  </section>`;
}
