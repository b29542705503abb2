import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Guide } from '../../contract/index.ts';
import type { GuideRow } from '../platform/schema.ts';
import { type FormState, mayChange } from '../ui/form.ts';
import { icon } from '../ui/icons.ts';
import { formatDay, formToken, type Html, problemBox, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { guideTexts } from './officer-pages.texts.ts';
import type { AnswerCount, ListedGuide } from './officer-queries.ts';
import { watchChart } from './watch-chart.ts';
import type { ChapterCount } from './watch-counts.ts';

/**
 * The list of guides, and the form for a new one.
 * @param fields the fields of the form
 */
export function guideListPage(
  c: Context,
  rows: readonly ListedGuide[],
  fields: Html,
  { problem }: FormState = {},
): Html {
  const texts = textsOf(c, guideTexts);
  const table = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>${texts.guideTitle}</th>
          <th>${texts.status}</th>
          <th>${texts.reviewedAt}</th>
          <th>${texts.validUntil}</th>
          <th>${texts.helped}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          row =>
            html`<tr>
              <td><a href="/desk/guides/${row.id}">${row.title.vi}</a></td>
              <td>${texts.guideStates[row.state]}</td>
              <td class="day">${formatDay(row.reviewed_at)}</td>
              <td class="day">${row.valid_to ? formatDay(row.valid_to) : '–'}</td>
              <td>${texts.helpedCount(Number(row.helped), Number(row.lost))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
  return renderPage(
    c,
    texts.label,
    html`${problemBox(texts, problem)} ${problem ? html`<p class="note">${texts.filesAgain}</p>` : ''}
    ${rows.length ? table : html`<p class="card">${texts.none}</p>`}
    ${
      mayChange(c)
        ? html`<form method="post" action="/desk/guides" enctype="multipart/form-data">
            <h2>${texts.newGuide}</h2>
            ${formToken(c)} ${fields}
            <button>${texts.saveDraft}</button>
          </form>`
        : ''
    }`,
  );
}

/** What a guide's page shows. */
export interface GuideDetails {
  row: GuideRow;
  guide: Guide;
  answers: readonly AnswerCount[];
  watched: readonly ChapterCount[];
  /** The version that the forms change. */
  version: number;
  /** The fields of the form. */
  fields: Html;
}

/** A guide: state, preview, answers, and the form to change it. */
export function guidePage(
  c: Context,
  { row, guide, answers, watched, version, fields }: GuideDetails,
  { problem }: FormState = {},
): Html {
  const texts = textsOf(c, guideTexts);
  const count = (fits: (answer: (typeof answers)[number]) => boolean) =>
    answers.filter(fits).reduce((sum, answer) => sum + Number(answer.count), 0);
  const preview = (url: string) => `/desk/guides/${row.id}/files/${url.slice(url.lastIndexOf('/') + 1)}`;
  const isComplete = row.chapters.length > 0 && guide.captions.some(({ lang }) => lang === 'vi');
  const to = row.state === 'published' ? 'withdrawn' : 'published';
  const hidden = html`${formToken(c)}<input type="hidden" name="version" value="${version}" />`;
  return renderPage(
    c,
    row.title.vi,
    html`${problemBox(texts, problem)} ${problem ? html`<p class="note">${texts.filesAgain}</p>` : ''}
      <section>
        <p><strong>${texts.guideStates[row.state]}</strong>. ${texts.reviewedOn(formatDay(row.reviewed_at))}</p>
        ${guide.outdated ? html`<p class="problem">${texts.outdated[guide.outdated.reason]}</p>` : ''}
        <video class="preview" controls preload="none" ${guide.poster ? html`poster="${preview(guide.poster)}"` : ''}>
          ${guide.sources.map(({ url, type }) => html`<source src="${preview(url)}" type="${type}" />`)}
          ${guide.captions.map(
            ({ lang, url }, i) =>
              html`<track
                kind="captions"
                srclang="${lang}"
                label="${lang}"
                src="${preview(url)}"
                ${i ? '' : 'default'}
              />`,
          )}
        </video>
        ${
          mayChange(c)
            ? html`${isComplete ? '' : html`<p class="note">${texts.incomplete}</p>`}
                <div class="actions">
                  <a class="button ${isComplete ? '' : 'first'}" href="/desk/guides/${row.id}/timing"
                    >${icon('clock')}${texts.timing}</a
                  >
                  ${
                    isComplete || to === 'withdrawn'
                      ? html`<form method="post" action="/desk/guides/${row.id}/state" class="plain">
                          ${hidden}<input type="hidden" name="to" value="${to}" />
                          <button class="${row.state === 'draft' ? 'first' : ''}">
                            ${to === 'published' ? texts.publish : texts.withdraw}
                          </button>
                        </form>`
                      : ''
                  }
                </div>`
            : ''
        }
      </section>
      ${watchChart(c, row.chapters, watched)}
      <section>
        <h2>${texts.helped}</h2>
        <p>
          ${texts.helpedCount(
            count(({ helpful }) => helpful),
            count(({ helpful }) => !helpful),
          )}
        </p>
        <ul>
          ${row.chapters.map(({ title }, i) => {
            const lost = count(({ helpful, step }) => !helpful && step === i);
            return lost ? html`<li>${texts.lostAt(lost, title.vi)}</li>` : '';
          })}
        </ul>
      </section>
      ${
        mayChange(c)
          ? html`<form method="post" action="/desk/guides/${row.id}" enctype="multipart/form-data">
              <h2>${texts.changeGuide}</h2>
              ${hidden} ${fields}
              <p>
                <label><input type="checkbox" name="reviewed" value="1" /> ${texts.reviewedNow}</label>
              </p>
              <button>${texts.save}</button>
            </form>`
          : ''
      }`,
  );
}

/** The values of the form of film and data, from a guide's row. */
export const guideValues = (row: GuideRow): Record<string, string> => ({
  title: row.title.vi,
  titleEn: typeof row.title['en'] === 'string' ? row.title['en'] : '',
  procedure: row.procedure ?? '',
  validTo: row.valid_to ?? '',
});
