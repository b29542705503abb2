import { html, icon } from '../../core/index.ts';

const eyes = 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0M8.5 9v.2M15.5 9v.2';
const mouths = [
  'M7.4 17.4c1.7-4.6 7.5-4.6 9.2 0M7.4 10.3l2.1-1M16.6 10.3l-2.1-1',
  'M8 16.2c2-2.5 6-2.5 8 0',
  'M8 15.5h8',
  'M8 14q4 4 8 0',
  'M7 13h10q-1 5-5 5t-5-5z',
];

/** A face for a score from 1 to 5, beside the same text. */
export const scoreFace = (score: number) =>
  html`<span class="face s${score}">${icon(eyes + mouths[score - 1]!)}</span>`;
