import type { Context } from 'hono';
import { html } from 'hono/html';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Guide } from '../../contract/index.ts';
import { formatCaptionLines } from '../../domain/caption-lines.ts';
import { formatExactTime } from '../../domain/video-time.ts';
import type { Cue } from '../../domain/vtt.ts';
import type { GuideRow } from '../platform/schema.ts';
import type { FormState } from '../ui/form.ts';
import { icon } from '../ui/icons.ts';
import { formToken, type Html, problemBox, renderPage } from '../ui/page.ts';
import { hashOf } from '../ui/style.ts';
import { textsOf } from '../ui/texts.ts';
import { isAligned } from './captions.ts';
import { guideTexts } from './officer-pages.texts.ts';

/** The script of the page: sets times along the film. */
export const timingScript = readFileSync(join(import.meta.dirname, 'timing.js'), 'utf8');
const scriptHash = hashOf(timingScript);

/** What the page of captions and steps shows. */
export interface TimingDetails {
  row: GuideRow;
  guide: Guide;
  captions: { vi: Cue[]; en: Cue[] };
  /** Values of the fields. */
  values: Record<string, string>;
  /** What somebody else has saved meanwhile, in place of which the values would be saved. */
  saved?: Record<string, string> | undefined;
  /** Whether a poster came with the form: browsers do not fill in files again. */
  hadPoster?: boolean;
}

/** Captions, steps, papers and poster of a guide, set along its film; without the script they are typed. */
export function timingPage(
  c: Context,
  { row, guide, captions, values, saved, hadPoster }: TimingDetails,
  { problem }: FormState,
): Html {
  const texts = textsOf(c, guideTexts);
  const base = `/desk/guides/${row.id}`;
  const source = (url: string) => `${base}/files/${url.slice(url.lastIndexOf('/') + 1)}`;
  const poster = guide.poster && source(guide.poster);
  return renderPage(
    c,
    texts.timing,
    html`<p class="sub"><a href="${base}">${row.title.vi}</a></p>
      ${problemBox(texts, problem)}
      ${
        !problem && row.state === 'draft' && captions.vi.length && row.chapters.length
          ? html`<p class="note">${texts.complete} <a href="${base}">${texts.goPublish}</a></p>`
          : ''
      }
      ${hadPoster ? html`<p class="note">${texts.posterLost}</p>` : ''}
      ${
        saved
          ? html`<section>
              <h2>${texts.savedMeanwhile}</h2>
              <p>${texts.savedMeanwhileHint}</p>
              <pre>${saved['captions']}</pre>
              <pre>${saved['chapters']}</pre>
            </section>`
          : ''
      }
      <form
        method="post"
        action="${base}/timing"
        enctype="multipart/form-data"
        class="timing"
        data-timing
        ${problem ? 'data-unsaved' : ''}
      >
        ${formToken(c)}<input
          type="hidden"
          name="version"
          value="${saved ? row.version : (values['version'] ?? row.version)}"
        />
        <div class="film">
          <video
            controls
            playsinline
            preload="metadata"
            aria-label="${row.title.vi}"
            ${poster ? html`poster="${poster}"` : ''}
            data-seconds="${row.seconds}"
          >
            ${guide.sources.map(({ url, type }) => html`<source src="${source(url)}" type="${type}" />`)}
          </video>
          <p class="problem" role="alert" hidden data-film-failed>${texts.filmFailed}</p>
          <div
            class="chapter-bar"
            role="group"
            aria-label="${texts.chapterBar}"
            hidden
            data-chapter-bar
            data-name="${texts.stepNumber}"
          ></div>
          ${keyPanel(c)}
          <div class="poster">
            <button type="button" hidden data-take-poster>${icon('screen')}${texts.takePoster}</button>
            <label data-poster-file
              >${texts.poster}<input name="poster" type="file" accept="image/jpeg,image/png,image/webp"
            /></label>
            <p role="status" data-poster-taken="${texts.posterTaken}"></p>
            <canvas hidden aria-hidden="true"></canvas>
          </div>
        </div>
        <div class="along">
          <label for="captions">${texts.captionLines}</label>
          <p class="hint" id="captions-hint">${texts.captionLinesHint}</p>
          <textarea
            id="captions"
            name="captions"
            rows="14"
            spellcheck="false"
            aria-describedby="captions-hint"
            data-captions
          >
${values['captions'] ?? ''}</textarea>
          ${captions.en.length && !isAligned(captions) ? html`<p class="note">${texts.englishApart}</p>` : ''}
          <p class="actions">
            <button type="button" hidden data-time-captions>${icon('clock')}${texts.timeCaptions}</button>
            <span role="status" data-no-sentences="${texts.noSentences}"></span>
            <button type="button" class="quiet" hidden data-play-line>
              ${icon('video')}<span>${texts.playLine}</span>
            </button>
          </p>
          <label for="chapters">${texts.chapters}</label>
          <p class="hint" id="chapters-hint">${texts.chaptersHint}</p>
          <textarea id="chapters" name="chapters" rows="6" aria-describedby="chapters-hint" data-chapters>
${values['chapters'] ?? ''}</textarea>
          <p class="actions">
            <button type="button" hidden data-add-chapter>${icon('plus')}${texts.addChapter}</button>
          </p>
          ${guide.papers.map(
            ({ name }) =>
              html`<p>
                <label for="paper:${name}">${texts.paperTime(name)}</label
                ><input
                  id="paper:${name}"
                  name="paper:${name}"
                  class="short"
                  placeholder="0:00"
                  value="${values[`paper:${name}`] ?? ''}"
                />
              </p>`,
          )}
          <button class="first">${texts.save}</button>
        </div>
      </form>
      <script type="module" src="/desk/guides/timing.js?${scriptHash}"></script>`,
    { hasErrors: problem !== undefined },
  );
}

/** The keys that set the times of captions while the film plays. */
function keyPanel(c: Context): Html {
  const texts = textsOf(c, guideTexts);
  const key = (name: string, label: string, press: string, isFirst = false) =>
    html`<button type="button" class="${isFirst ? 'first' : ''}" data-press="${name}">
      ${label} <kbd>${press}</kbd>
    </button>`;
  return html`<div class="keys-panel" role="group" aria-label="${texts.timeCaptions}" hidden data-keys-panel>
    <p class="hint" data-time-hint>${texts.timeHint}</p>
    <p class="saying" aria-live="polite" data-saying data-over="${texts.timesSet}"></p>
    <div class="actions">
      ${key('start', texts.sentenceStarts, '␣', true)} ${key('end', texts.sentenceEnds, '↵')}
      ${key('back', texts.sentenceBack, '⌫')} ${key('pause', texts.pause, 'P')} ${key('stop', texts.stopTiming, 'Esc')}
    </div>
  </div>`;
}

/** The values of the form, from a guide's row and captions. */
export function timingValues(row: GuideRow, captions: { vi: Cue[]; en: Cue[] }): Record<string, string> {
  return {
    captions: formatCaptionLines(captions.vi, isAligned(captions) ? captions.en : []),
    chapters: row.chapters
      .map(
        ({ at, title }) =>
          `${formatExactTime(at)} ${title.vi}${typeof title['en'] === 'string' ? ` | ${title['en']}` : ''}`,
      )
      .join('\n'),
    ...Object.fromEntries(Object.entries(row.paper_times).map(([name, at]) => [`paper:${name}`, formatExactTime(at)])),
  };
}
