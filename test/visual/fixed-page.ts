import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The instant at which pictures are taken. */
const now = Date.parse('2026-11-23T09:10:00+07:00');

const family = 'Noto Sans of the pictures';

const face = (subset: string, weight: number, range: string): string => {
  const file = `@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff2`;
  const data = readFileSync(fileURLToPath(import.meta.resolve(file))).toString('base64');
  return `@font-face { font-family: '${family}'; font-weight: ${weight}; unicode-range: ${range}; src: url(data:font/woff2;base64,${data}) }`;
};

/** Subsets of the font package with their ranges of Unicode. */
const subsets: Record<string, string> = {
  latin: 'U+0000-00FF, U+2000-206F, U+20AB, U+2122, U+2191, U+2193, U+2212, U+2215',
  'latin-ext': 'U+0100-02BA, U+1E00-1E9F, U+1EF2-1EFF, U+2C60-2C7F',
  vietnamese:
    'U+0102-0103, U+0110-0111, U+0128-0129, U+0168-0169, U+01A0-01A1, U+01AF-01B0, U+0300-0301, U+0303-0304, U+0308-0309, U+0323, U+0329, U+1EA0-1EF9',
};

/** Runs before everything else on a page. */
function fixClock(instant: number): void {
  const Real = Date;
  class Fixed extends Real {
    constructor(...given: number[]) {
      super(...((given.length ? given : [instant]) as [number]));
    }
    static override now(): number {
      return instant;
    }
  }
  window.Date = Fixed as DateConstructor;
  // The time left of a hold is counted by this one.
  performance.now = () => 1000;
}

/**
 * Head of the pages of pictures: an own font, a fixed clock, nothing that moves, so that a picture depends on the
 * browser and on us only.
 */
export function fixedHead(): string {
  const fonts = Object.keys(subsets).flatMap(subset =>
    [400, 700].map(weight => face(subset, weight, subsets[subset]!)),
  );
  return `<style>
    ${fonts.join('\n')}
    html { --mc-font: '${family}'; font-family: '${family}'; }
    * { caret-color: transparent !important; scroll-behavior: auto !important; }
  </style>
  <script>(${fixClock.toString()})(${now})</script>`;
}
