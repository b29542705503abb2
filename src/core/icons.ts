import { svg, type TemplateResult } from 'lit';

/** 24-unit grid; always beside text, so hidden from screen readers. */
const icon = (shape: TemplateResult) =>
  svg`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${shape}</svg>`;

/** Icons of states, each beside its words. */
export const icons = {
  /** In progress: the office acts. */
  going: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>`),
  /** In progress, with the clock stopped. */
  paused: icon(svg`<circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/>`),
  /** The citizen has to act. */
  yours: icon(svg`<path d="M12 4 2.8 20h18.4zM12 10v4M12 17v.2"/>`),
  done: icon(svg`<circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/>`),
  stopped: icon(svg`<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>`),
};
