import { html, icon, nothing } from '../../../core/index.ts';

/** A button to the days before or after; it stays focusable where there are none. */
export const arrowButton = (symbol: string, name: string, off: boolean, go: () => void) =>
  html`<button
    type="button"
    class="go"
    aria-label=${name}
    aria-disabled=${off ? 'true' : nothing}
    @click=${() => off || go()}
  >
    ${icon(symbol)}
  </button>`;
