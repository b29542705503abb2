import type { Context } from 'hono';
import { html } from 'hono/html';
import type { PlaylistRow } from '../../platform/schema.ts';
import { type FormState, mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { messageMinutes, maxMessageLength } from '../message.ts';
import type { callKeys, ListedScreen, Option } from './queries.ts';
import { screenTexts } from './screens.texts.ts';
import { cacheWords, seenWords } from './seen.ts';

/** What the page of all screens shows. */
export interface ScreenList {
  screens: readonly ListedScreen[];
  playlists: readonly PlaylistRow[];
  machines: Awaited<ReturnType<typeof callKeys>>;
  places: readonly Option[];
  message: { text: string; until: Date } | undefined;
  now: Date;
  /** A key that was just made. */
  newKey?: { name: string; key: string } | undefined;
}

/** All screens of the officer's agencies, the emergency message, playlists and queue machines. */
export function screenListPage(c: Context, list: ScreenList, { typed = {}, problem }: FormState = {}): Html {
  const texts = textsOf(c, screenTexts);
  const { screens } = list;
  return renderPage(
    c,
    texts.label,
    html`${problemBox(texts, problem)} ${messageBox(c, list, typed)}
      <div data-live="screens">
        ${screens.length ? screenTable(c, list) : html`<p class="card">${texts.noScreens}</p>`}
      </div>
      ${playlistSection(c, list)}
      ${['lead', 'admin'].includes(c.get('officer').role) ? machineSection(c, list, typed) : ''}`,
    {
      hasErrors: problem !== undefined,
      actions: mayChange(c)
        ? html`<a class="button first" href="/desk/screens/pair" data-key="g"
            >${icon('plus')}${texts.pair} <kbd>G</kbd></a
          >`
        : '',
    },
  );
}

function messageBox(c: Context, { message }: ScreenList, typed: Readonly<Record<string, string>>): Html | '' {
  const texts = textsOf(c, screenTexts);
  if (message)
    return html`<section class="note stop" role="status">
      ${icon('alert')}
      <div>
        <p><strong>${texts.messageShown(formatInstant(message.until))}</strong></p>
        <p>${message.text}</p>
        ${
          mayChange(c)
            ? html`<form method="post" action="/desk/screens/message/end" class="plain">
                ${formToken(c)}<button>${texts.endMessage}</button>
              </form>`
            : ''
        }
      </div>
    </section>`;
  if (!mayChange(c)) return '';
  return html`<details class="card" data-focus-inside ${typed['text'] === undefined ? '' : 'open'}>
    <summary data-key="t">${icon('alert')}${texts.message} <kbd>T</kbd></summary>
    <form method="post" action="/desk/screens/message" class="plain">
      ${formToken(c)}
      <p class="hint">${texts.messageHint}</p>
      <p>
        <label for="text">${texts.messageText}</label>
        <textarea id="text" name="text" rows="2" maxlength="${maxMessageLength}" required>
${typed['text'] ?? ''}</textarea>
      </p>
      <p>
        <label for="minutes">${texts.messageFor}</label>
        <select id="minutes" name="minutes">
          ${messageMinutes.map(
            minutes =>
              html`<option value="${minutes}" ${typed['minutes'] === String(minutes) ? 'selected' : ''}>
                ${texts.durations[minutes]}
              </option>`,
          )}
        </select>
      </p>
      <button class="bad">${texts.showMessage}</button>
    </form>
  </details>`;
}

function screenTable(c: Context, { screens, now }: ScreenList): Html {
  const texts = textsOf(c, screenTexts);
  return html`<div class="scroll">
    <table aria-label="${texts.label}">
      <thead>
        <tr>
          <th>${texts.name}</th>
          <th>${texts.seen}</th>
          <th>${texts.showing}</th>
          <th>${texts.cache}</th>
          <th>${texts.playlist}</th>
        </tr>
      </thead>
      <tbody>
        ${screens.map(
          row =>
            html`<tr data-row id="${row.id}">
              <td>
                <a href="/desk/screens/${row.id}">${row.name}</a><small>${row.place_name ?? texts.noPlace}</small>
              </td>
              <td>${seenWords(c, row, now)}</td>
              <td>${row.guide_title ?? texts.nothing}</td>
              <td>${cacheWords(c, row)}</td>
              <td>${row.playlist_name ?? texts.allGuides}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function playlistSection(c: Context, { playlists, screens }: ScreenList): Html {
  const texts = textsOf(c, screenTexts);
  const users = (id: string) => screens.filter(({ playlist }) => playlist === id).length;
  return html`<section>
    <h2>${texts.playlists}</h2>
    ${
      playlists.length
        ? html`<ul>
            ${playlists.map(
              ({ id, name }) =>
                html`<li><a href="/desk/screens/playlists/${id}">${name}</a>, ${texts.usedBy(users(id))}</li>`,
            )}
          </ul>`
        : html`<p>${texts.noPlaylists}</p>`
    }
    ${mayChange(c) ? html`<p><a class="button" href="/desk/screens/playlists/new">${icon('plus')}${texts.newPlaylist}</a></p>` : ''}
  </section>`;
}

function machineSection(
  c: Context,
  { machines, places, newKey }: ScreenList,
  typed: Readonly<Record<string, string>>,
): Html {
  const texts = textsOf(c, screenTexts);
  return html`<section id="machines">
    <h2>${texts.machines}</h2>
    <p class="hint">${texts.machinesHint}</p>
    ${
      newKey
        ? html`<p class="note done" role="status">
            ${icon('ok')}<span>${texts.newKey(newKey.name)} <code>${newKey.key}</code></span>
          </p>`
        : ''
    }
    ${
      machines.length
        ? html`<table>
            <thead>
              <tr>
                <th>${texts.machineName}</th>
                <th>${texts.place}</th>
                <th>${texts.lastUsed}</th>
                <td></td>
              </tr>
            </thead>
            <tbody>
              ${machines.map(
                ({ id, name, place_name, used_at }) =>
                  html`<tr>
                    <td>${name}</td>
                    <td>${place_name}</td>
                    <td>${formatInstant(used_at)}</td>
                    <td>
                      <details>
                        <summary>${texts.revoke}<span class="spoken"> ${name}</span></summary>
                        <form method="post" action="/desk/screens/machines/${id}/revoke" class="plain">
                          ${formToken(c)}<button class="bad">${texts.revokeNow}</button>
                        </form>
                      </details>
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>`
        : ''
    }
    <form method="post" action="/desk/screens/machines" class="plain">
      ${formToken(c)}
      <p>
        <label for="machine">${texts.machineName}</label>
        <input id="machine" name="name" maxlength="80" autocomplete="off" value="${typed['name'] ?? ''}" required />
      </p>
      <p>
        <label for="machine-place">${texts.place}</label>
        <select id="machine-place" name="place">
          ${places.map(({ id, name }) => html`<option value="${id}" ${typed['place'] === id ? 'selected' : ''}>${name}</option>`)}
        </select>
      </p>
      <button>${texts.newMachine}</button>
    </form>
  </section>`;
}
