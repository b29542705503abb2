import { html, svg } from '../../core/index.ts';

const mouths = ['M7 17q5-6 10 0', 'M8 16q4-3 8 0', 'M8 15.5h8', 'M8 14q4 4 8 0', 'M7 13h10q-1 5-5 5t-5-5z'];

/** A face for a score from 1 to 5, beside the same text. */
export const scoreFace = (score: number) =>
  html`<svg
    class="face s${score}"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<circle cx="12" cy="12" r="10"/><path d="M8.5 9v.2M15.5 9v.2"/><path d=${mouths[score - 1]}/>`}
  </svg>`;
