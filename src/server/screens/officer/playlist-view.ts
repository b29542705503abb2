import type { Context } from 'hono';
import { html } from 'hono/html';
import { blockDays, blockKinds } from '../../../domain/playlist.ts';
import { type FormProblem, type FormState, mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { maxBlocks, maxGuidesPerBlock } from '../playlist.ts';
import type { Option } from './queries.ts';
import { screenTexts } from './screens.texts.ts';

/** What the page of a playlist shows. */
export interface PlaylistForm {
  /** Undefined for a new one. */
  id: string | undefined;
  version: number;
  fields: Readonly<Record<string, string>>;
  guides: readonly Option[];
  /** What is shown on a day; empty for a new one. */
  timeline: Html | '';
}

/** A playlist: what it shows on a day, and the form to change it. */
export function playlistPage(c: Context, form: PlaylistForm, { problem }: FormState = {}): Html {
  const texts = textsOf(c, screenTexts);
  const { id, version, fields, timeline } = form;
  const used = Object.keys(fields).map(name => Number(/^blocks\.(\d+)\./.exec(name)?.[1] ?? -1));
  const count = Math.min(maxBlocks, Math.max(-1, ...used) + 2);
  return renderPage(
    c,
    id ? (fields['name'] ?? '') : texts.newPlaylist,
    html`${problemBox(texts, problem && withBlocks(problem, texts.block))} ${timeline}
      <form method="post" action="/desk/screens/playlists/${id ?? 'new'}">
        ${formToken(c)}<input type="hidden" name="version" value="${version}" />
        <p>
          <label for="name">${texts.playlistName}</label>
          <input id="name" name="name" maxlength="80" autocomplete="off" value="${fields['name'] ?? ''}" required />
        </p>
        <p class="hint">${texts.blockHint}</p>
        ${Array.from({ length: count }, (_, i) => block(c, form, i))}
        ${mayChange(c) ? html`<button class="first">${texts.save}</button>` : ''}
      </form>
      ${
        id && mayChange(c)
          ? html`<details class="card">
              <summary>${texts.deletePlaylist}</summary>
              <form method="post" action="/desk/screens/playlists/${id}/delete" class="plain">
                ${formToken(c)}
                <p>${texts.deletePlaylistHint}</p>
                <button class="bad">${texts.deleteNow}</button>
              </form>
            </details>`
          : ''
      }`,
    { hasErrors: problem !== undefined },
  );
}

/** The mistakes with the names of their blocks instead of numbers. */
const withBlocks = ({ slug, fields }: FormProblem, nameOf: (block: number) => string): FormProblem => ({
  slug,
  fields: fields.map(({ detail, ...field }) => ({ ...field, ...(detail && { detail: nameOf(Number(detail)) }) })),
});

function block(c: Context, { fields, guides }: PlaylistForm, i: number): Html {
  const texts = textsOf(c, screenTexts);
  const prefix = `blocks.${i}.`;
  const value = (name: string) => fields[prefix + name] ?? '';
  const rows = Object.keys(fields)
    .filter(name => name.startsWith(`${prefix}guides.`) && fields[name])
    .sort((a, b) => Number(a.split('.')[3]) - Number(b.split('.')[3]))
    .map(name => fields[name]);
  const field = (name: string, label: string, type: string) =>
    html`<span class="field"
      ><label for="${prefix}${name}">${label}</label
      ><input id="${prefix}${name}" name="${prefix}${name}" type="${type}" class="short" value="${value(name)}"
    /></span>`;
  const select = (name: string, label: string, options: readonly (readonly [string, string])[], chosen: string) =>
    html`<span class="field"
      ><label for="${prefix}${name}">${label}</label
      ><select id="${prefix}${name}" name="${prefix}${name}">
        ${options.map(([id, words]) => html`<option value="${id}" ${id === chosen ? 'selected' : ''}>${words}</option>`)}
      </select></span
    >`;
  const kind = value('kind') || (i ? 'time' : 'default');
  return html`<fieldset class="entry">
    <legend>${texts.block(i + 1)}</legend>
    <div class="pair">
      ${select(
        'kind',
        texts.kind,
        [...blockKinds].reverse().map(each => [each, texts.kinds[each]] as const),
        kind,
      )}
      ${select(
        'days',
        texts.days,
        blockDays.map(each => [each, texts.dayKinds[each]] as const),
        value('days') || 'all',
      )}
      ${field('from', texts.from, 'time')} ${field('to', texts.to, 'time')}
    </div>
    <p class="hint">${texts.toHint}</p>
    <details
      ${value('since') || value('until') || [1, 2, 3, 4, 5, 6, 7].some(day => value(`weekday.${day}`)) ? 'open' : ''}
    >
      <summary>${texts.weekdaysOf}, ${texts.since.toLowerCase()}, ${texts.until.toLowerCase()}</summary>
      <fieldset class="plain">
        <legend>${texts.weekdaysOf}</legend>
        ${texts.shortWeekdays.map(
          (short, nth) =>
            html`<label class="check"
              ><input
                type="checkbox"
                name="${prefix}weekday.${nth + 1}"
                value="1"
                ${value(`weekday.${nth + 1}`) ? 'checked' : ''}
                aria-label="${texts.weekdays[(nth + 1) % 7]}"
              />${short}</label
            >`,
        )}
      </fieldset>
      <div class="pair">${field('since', texts.since, 'date')} ${field('until', texts.until, 'date')}</div>
    </details>
    <fieldset class="plain">
      <legend>${texts.guides}</legend>
      <div data-rows="${prefix}guides">
        ${[...rows, ''].slice(0, maxGuidesPerBlock).map((chosen, m) => guideRow(c, guides, `${prefix}guides.${m}.id`, m, chosen ?? ''))}
      </div>
      <button type="button" data-add-row hidden>${icon('plus')}${texts.addGuide}</button>
    </fieldset>
  </fieldset>`;
}

function guideRow(c: Context, guides: readonly Option[], name: string, m: number, chosen: string): Html {
  const texts = textsOf(c, screenTexts);
  return html`<p data-entry="${m}">
    <select name="${name}" aria-label="${texts.guide}">
      <option value="">–</option>
      ${guides.map(({ id, name }) => html`<option value="${id}" ${id === chosen ? 'selected' : ''}>${name}</option>`)}
      ${chosen && !guides.some(({ id }) => id === chosen) ? html`<option value="${chosen}" selected>${chosen}</option>` : ''}
    </select>
  </p>`;
}
