import { html, svg } from '../../core/index.ts';

const mouths = [
  'M7.4 17.4c1.7-4.6 7.5-4.6 9.2 0M7.4 10.3l2.1-1M16.6 10.3l-2.1-1',
  'M8 16.2c2-2.5 6-2.5 8 0',
  'M8 15.5h8',
  'M8 14q4 4 8 0',
  'M7 13h10q-1 5-5 5t-5-5z',
];

/** A face for a score from 1 to 5, beside the same text. */
export const scoreFace = (score: number) =>
  html`<svg
    class="face s${score}"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<circle cx="12" cy="12" r="10"/><path d="M8.5 9v.2M15.5 9v.2"/><path d=${mouths[score - 1]}/>`}
  </svg>`;
