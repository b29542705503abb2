import type { Context } from 'hono';
import { html } from 'hono/html';
import { formatDuration } from '../../../domain/video-time.ts';
import type { PlaylistRow } from '../../platform/schema.ts';
import { type FormState, mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { ListedScreen, Option, playsOf } from './queries.ts';
import { screenTexts } from './screens.texts.ts';
import { cacheWords, seenWords } from './seen.ts';

/** What the forms of a screen offer. */
export interface ScreenChoices {
  places: readonly Option[];
  playlists: readonly PlaylistRow[];
}

/** The form that pairs the device which shows a code. */
export function pairPage(
  c: Context,
  choices: ScreenChoices,
  address: string,
  { typed = {}, problem }: FormState = {},
): Html {
  const texts = textsOf(c, screenTexts);
  return renderPage(
    c,
    texts.pair,
    html`${problemBox(texts, problem)}
      <form method="post" action="/desk/screens/pair" class="screen-form">
        ${formToken(c)}
        <p class="hint">${texts.pairHint(address)}</p>
        ${codeField(c, typed['code'], true)} ${settingFields(c, choices, typed)}
        <button class="first">${texts.pair}</button>
      </form>`,
    { hasErrors: problem !== undefined },
  );
}

/** What the page of one screen shows. */
export interface ScreenDetails {
  row: ListedScreen;
  plays: Awaited<ReturnType<typeof playsOf>>;
  /** What is shown on a day. */
  timeline: Html;
  choices: ScreenChoices;
  now: Date;
}

/** A screen: how it is, what it shows on a day, its settings, what it has shown. */
export function screenPage(c: Context, details: ScreenDetails, { typed, problem }: FormState = {}): Html {
  const texts = textsOf(c, screenTexts);
  const { row, plays, timeline, choices } = details;
  const { name, place, playlist, page } = row;
  const values =
    typed && typed['code'] === undefined
      ? typed
      : { name, place: place ?? '', playlist: playlist ?? '', page: page ?? '' };
  return renderPage(
    c,
    row.name,
    html`${problemBox(texts, problem)}
      <section data-live="screen">${statusList(c, details)}</section>
      ${timeline}
      ${
        mayChange(c)
          ? html`<form method="post" action="/desk/screens/${row.id}" class="screen-form">
              <h2>${texts.settings}</h2>
              ${formToken(c)}<input type="hidden" name="version" value="${typed?.['version'] ?? row.version}" />
              ${settingFields(c, choices, values)}
              <button class="first">${texts.save}</button>
            </form>`
          : ''
      }
      <section>
        <h2>${texts.plays}</h2>
        <p class="hint">${texts.playsHint}</p>
        ${plays.length ? playTable(c, plays) : html`<p>${texts.noPlays}</p>`}
      </section>
      ${
        mayChange(c)
          ? html`<details class="card" data-focus-inside ${typed?.['code'] === undefined ? '' : 'open'}>
                <summary>${texts.replaces}</summary>
                <form method="post" action="/desk/screens/${row.id}/device" class="plain screen-form">
                  ${formToken(c)}
                  <p class="hint">${texts.replacesHint}</p>
                  ${codeField(c, typed?.['code'])}
                  <button>${texts.replaces}</button>
                </form>
              </details>
              <details class="card">
                <summary>${texts.unpair}</summary>
                <form method="post" action="/desk/screens/${row.id}/unpair" class="plain">
                  ${formToken(c)}
                  <p>${texts.unpairHint}</p>
                  <button class="bad">${texts.unpairNow}</button>
                </form>
              </details>`
          : ''
      }`,
    {
      hasErrors: problem !== undefined,
      actions: html`<a class="button" href="/desk/screens/${row.id}/preview" target="_blank"
        >${icon('video')}${texts.open}</a
      >`,
    },
  );
}

/** The six digits that a device shows. */
function codeField(c: Context, typed: string | undefined, isFirst = false): Html {
  const texts = textsOf(c, screenTexts);
  return html`<p>
    <label for="code">${texts.code}</label>
    <input
      id="code"
      name="code"
      inputmode="numeric"
      autocomplete="off"
      class="short number"
      maxlength="9"
      value="${typed ?? ''}"
      required
      ${isFirst ? 'autofocus' : ''}
    />
  </p>`;
}

function statusList(c: Context, { row, now }: ScreenDetails): Html {
  const texts = textsOf(c, screenTexts);
  const { sound, live = 'none', faults = 0 } = row.status;
  return html`<dl>
    <dt>${texts.seen}</dt>
    <dd>${seenWords(c, row, now)}</dd>
    <dt>${texts.showing}</dt>
    <dd>${row.guide_title ?? texts.nothing}</dd>
    <dt>${texts.cache}</dt>
    <dd>${cacheWords(c, row)}</dd>
    <dt>${texts.live}</dt>
    <dd>${texts.liveModes[live]}</dd>
    <dt>${texts.sound}</dt>
    <dd>${sound === undefined ? '–' : sound ? texts.soundOn : texts.soundOff}</dd>
    <dt>${texts.faults}</dt>
    <dd>${faults}</dd>
  </dl>`;
}

function settingFields(
  c: Context,
  { places, playlists }: ScreenChoices,
  typed: Readonly<Record<string, string>>,
): Html {
  const texts = textsOf(c, screenTexts);
  const options = (list: readonly Option[], chosen: string | undefined) =>
    list.map(({ id, name }) => html`<option value="${id}" ${chosen === id ? 'selected' : ''}>${name}</option>`);
  return html`<p>
      <label for="name">${texts.name}</label>
      <span class="hint" id="name-hint">${texts.nameHint}</span>
      <input
        id="name"
        name="name"
        maxlength="80"
        autocomplete="off"
        aria-describedby="name-hint"
        value="${typed['name'] ?? ''}"
        required
      />
    </p>
    <p>
      <label for="place">${texts.place}</label>
      <select id="place" name="place">
        ${options(places, typed['place'] ?? places[0]?.id)}
        <option value="" ${typed['place'] === '' ? 'selected' : ''}>${texts.noPlace}</option>
      </select>
    </p>
    <p>
      <label for="playlist">${texts.playlist}</label>
      <select id="playlist" name="playlist">
        <option value="">${texts.allGuides}</option>
        ${options(playlists, typed['playlist'])}
      </select>
    </p>
    <p>
      <label for="page">${texts.page}</label>
      <span class="hint" id="page-hint">${texts.pageHint}</span>
      <input
        id="page"
        name="page"
        type="url"
        maxlength="300"
        aria-describedby="page-hint"
        value="${typed['page'] ?? ''}"
      />
    </p>`;
}

function playTable(c: Context, plays: ScreenDetails['plays']): Html {
  const texts = textsOf(c, screenTexts);
  return html`<div class="scroll">
    <table aria-label="${texts.plays}">
      <thead>
        <tr>
          <th>${texts.day}</th>
          <th>${texts.guide}</th>
          <th>${texts.playCount}</th>
          <th>${texts.playTime}</th>
        </tr>
      </thead>
      <tbody>
        ${plays.map(
          ({ day, title, plays, seconds }) =>
            html`<tr>
              <td>${formatDay(day)}</td>
              <td>${title}</td>
              <td class="number">${plays}</td>
              <td class="number">${formatDuration(seconds)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
