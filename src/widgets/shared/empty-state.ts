import { html, icon } from '../../core/index.ts';

/**
 * Where there is nothing to list: an icon, one sentence, the ways on. Its styles are in `tileStyles`.
 * @param ways what can be done instead
 */
export const emptyState = (symbol: string, sentence: string, ways: unknown) =>
  html`<div class="empty">
    <span class="tile">${icon(symbol)}</span>
    <p><strong>${sentence}</strong></p>
    ${ways}
  </div>`;
