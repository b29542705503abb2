import type { Context } from 'hono';
import { html } from 'hono/html';
import { formatDuration } from '../../domain/video-time.ts';
import type { GuideRow } from '../platform/schema.ts';
import type { Html } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { guideTexts } from './officer-pages.texts.ts';
import { type ChapterCount, countedDays } from './watch-counts.ts';

const kinds = ['played', 'finished', 'rewound'] as const;
const barHeight = 14;
/** Height of a chapter in the chart: three bars and a gap. */
const rowHeight = kinds.length * barHeight + 14;
const width = 1000;

/** How often each step was watched, as bars and as a table. */
export function watchChart(c: Context, chapters: GuideRow['chapters'], counts: readonly ChapterCount[]): Html | '' {
  const texts = textsOf(c, guideTexts);
  const highest = Math.max(...counts.flatMap(count => kinds.map(kind => count[kind])), 0);
  if (!chapters.length) return '';
  return html`<section class="watched">
    <h2>${texts.watched(countedDays)}</h2>
    ${
      highest
        ? html`<p class="key" aria-hidden="true">
              ${kinds.map(kind => html`<span class="${kind}">${texts.watchKinds[kind]}</span>`)}
            </p>
            <div class="bars" aria-hidden="true">
              ${counts.map(
                (count, i) =>
                  html`<div>
                    <span>${i + 1}. ${chapters[i]?.title.vi}</span>
                    <svg viewBox="0 0 ${width} ${rowHeight}" preserveAspectRatio="none" focusable="false">
                      ${kinds.map(
                        (kind, n) =>
                          html`<rect
                            class="${kind}"
                            x="0"
                            y="${n * barHeight}"
                            width="${Math.round((count[kind] / highest) * width)}"
                            height="${barHeight - 3}"
                          ></rect>`,
                      )}
                    </svg>
                  </div>`,
              )}
            </div>
            <div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th>${texts.chapter}</th>
                    ${kinds.map(kind => html`<th class="number">${texts.watchKinds[kind]}</th>`)}
                  </tr>
                </thead>
                <tbody>
                  ${counts.map(
                    (count, i) =>
                      html`<tr>
                        <td>${i + 1}. ${chapters[i]?.title.vi} (${formatDuration(chapters[i]?.at ?? 0)})</td>
                        ${kinds.map(kind => html`<td class="number">${count[kind]}</td>`)}
                      </tr>`,
                  )}
                </tbody>
              </table>
            </div>`
        : html`<p>${texts.notWatched}</p>`
    }
  </section>`;
}
