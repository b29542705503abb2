import { html, type TemplateResult } from 'lit';

/** Draws an icon from path data on a grid of 24 units. Icons stand beside words, so screen readers skip them. */
export const icon = (path: string): TemplateResult =>
  html`<svg
    class="icon"
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d=${path} />
  </svg>`;

const circle = 'M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0';

/** Icons that the core and several widgets need; the others are in `widgets/shared/icons.ts`. */
export const icons = {
  /** In progress: the office acts. */
  going: icon(`${circle}M12 7v5l3.3 2`),
  /** In progress, with the clock stopped. */
  paused: icon(`${circle}M10 9v6M14 9v6`),
  /** The citizen has to act. */
  yours: icon('M12 4 3.2 19.5h17.6zM12 10v4.3M12 17v.1'),
  done: icon(`${circle}m4.7.3 2.7 2.7 5-5.5`),
  /** Refused or failed. */
  stopped: icon(`${circle}M9 9l6 6M15 9l-6 6`),
  /** Withdrawn or closed. */
  rest: icon(`${circle}M8.3 12h7.4`),
  phone: icon(
    'M5.5 4h3.7l1.6 4.3-2 1.5a12 12 0 0 0 5.4 5.4l1.5-2 4.3 1.6v3.7a1.7 1.7 0 0 1-1.8 1.7C10.7 19.7 4.3 13.3 3.8 5.8A1.7 1.7 0 0 1 5.5 4Z',
  ),
};
