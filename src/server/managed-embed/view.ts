import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Selectable } from 'kysely';
import type { WidgetNoticeTable, WidgetSiteTable } from '../platform/schema/embeds.ts';
import type { FormState } from '../ui/form.ts';
import { icon } from '../ui/icons.ts';
import { formatInstant, formToken, type Html, problemBox, renderPage, tableHead } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { siteTexts } from './sites.texts.ts';

interface Sites extends FormState {
  notices: readonly Selectable<WidgetNoticeTable>[];
  seen: readonly Selectable<WidgetSiteTable>[];
  /** Origins that were seen or allowed. */
  origins: readonly string[];
  allowed: ReadonlySet<string>;
  /** Those that were allowed here, not by the server's settings. */
  own: ReadonlySet<string>;
  /** Those of the server's settings. */
  fixed: ReadonlySet<string>;
  now: Date;
}

/** What is said on widgets, and on which sites they stand. */
export function sitePage(c: Context, sites: Sites): Html {
  const texts = textsOf(c, siteTexts);
  return renderPage(
    c,
    texts.label,
    html`${problemBox(texts, sites.problem)} ${noticeSection(c, sites)} ${siteSection(c, sites)}`,
    { hasErrors: Boolean(sites.problem) },
  );
}

function noticeSection(c: Context, { notices, typed = {}, now }: Sites): Html {
  const texts = textsOf(c, siteTexts);
  const value = (name: string) => typed[name] ?? '';
  const optional = html` <small>${texts.optional}</small>`;
  return html`<section>
    <h2>${texts.notices}</h2>
    <p class="hint">${texts.noticesHint}</p>
    ${
      notices.length
        ? html`<ul class="calls">
            ${notices.map(notice => noticeRow(c, notice, now))}
          </ul>`
        : html`<p>${texts.none}</p>`
    }
    <form method="post" action="/desk/sites/notice" class="card">
      ${formToken(c)}
      <label for="tag">${texts.tag}</label>
      <select id="tag" name="tag">
        ${Object.entries(texts.tags).map(([tag, name]) => html`<option value="${tag}" ${tag === value('tag') ? 'selected' : ''}>${name}</option>`)}
      </select>
      <label for="state">${texts.state}</label>
      <select id="state" name="state">
        ${Object.entries(texts.states).map(([state, name]) => html`<option value="${state}" ${state === value('state') ? 'selected' : ''}>${name}</option>`)}
      </select>
      <label for="text">${texts.text}</label>
      <textarea id="text" name="text" rows="3" maxlength="500" required>${value('text')}</textarea>
      <label for="english">${texts.english}${optional}</label>
      <textarea id="english" name="english" rows="2" maxlength="500">${value('english')}</textarea>
      <label for="until">${texts.until}${optional}</label>
      <p class="hint" id="until-hint">${texts.untilHint}</p>
      <input id="until" name="until" type="datetime-local" aria-describedby="until-hint" value="${value('until')}" />
      <label for="phone">${texts.phone}${optional}</label>
      <p class="hint" id="phone-hint">${texts.phoneHint}</p>
      <input
        id="phone"
        name="phone"
        maxlength="40"
        autocomplete="off"
        aria-describedby="phone-hint"
        value="${value('phone')}"
      />
      <p class="actions"><button class="first">${texts.put}</button></p>
    </form>
  </section>`;
}

function noticeRow(c: Context, { tag, state, text, until, phone }: Selectable<WidgetNoticeTable>, now: Date): Html {
  const texts = textsOf(c, siteTexts);
  const isOver = until && until <= now;
  return html`<li>
    <div>
      <b>${texts.tags[tag] ?? tag}</b>
      <span class="tag ${isOver ? 'rest' : state === 'paused' ? 'stop' : 'yours'}">${texts.stateTags[state]}</span>
      <p class="words">${text.vi}</p>
      <small>${[until ? texts.untilWords(formatInstant(until)) : '', phone ?? ''].filter(Boolean).join(', ')}</small>
    </div>
    <form method="post" action="/desk/sites/clear" class="plain">
      ${formToken(c)}<input type="hidden" name="tag" value="${tag}" />
      <button>${texts.clear}<span class="spoken"> ${texts.tags[tag] ?? tag}</span></button>
    </form>
  </li>`;
}

function siteSection(c: Context, { origins, seen, allowed, own, fixed, typed = {} }: Sites): Html {
  const texts = textsOf(c, siteTexts);
  const change = (origin: string, action: 'allow' | 'refuse') =>
    html`<form method="post" action="/desk/sites/${action}" class="plain">
      ${formToken(c)}<input type="hidden" name="origin" value="${origin}" />
      <button>${texts[action]}<span class="spoken"> ${origin}</span></button>
    </form>`;
  return html`<section>
    <h2>${texts.sites}</h2>
    <p class="hint">${texts.sitesHint}</p>
    ${
      origins.length
        ? html`<div class="scroll wide" tabindex="0" role="region" aria-label="${texts.sites}">
            <table>
              ${tableHead(texts.origin, texts.lastSeen, texts.version, texts.allowed)}
              <tbody>
                ${origins.map(origin => {
                  const row = seen.find(each => each.origin === origin);
                  const isAllowed = allowed.has(origin);
                  return html`<tr>
                    <td>
                      <b class="words">${origin}</b
                      ><small>${row ? `${texts.firstSeen}: ${formatInstant(row.first_seen)}` : ''}</small>
                    </td>
                    <td class="number">${formatInstant(row?.last_seen)}</td>
                    <td>${row?.version || '–'}</td>
                    <td>
                      <span class="tag ${isAllowed ? 'done' : 'stop'}"
                        >${isAllowed ? texts.allowed : texts.notAllowed}</span
                      >
                    </td>
                    <td class="no-print">
                      ${own.has(origin) ? change(origin, 'refuse') : fixed.has(origin) ? texts.byServer : change(origin, 'allow')}
                    </td>
                  </tr>`;
                })}
              </tbody>
            </table>
          </div>`
        : html`<p>${texts.noSites}</p>`
    }
    <form method="post" action="/desk/sites/allow" class="card">
      ${formToken(c)}
      <label for="origin">${texts.allowAnother}</label>
      <p class="hint" id="origin-hint">${texts.originHint}</p>
      <p class="row">
        <input
          id="origin"
          name="origin"
          type="url"
          maxlength="200"
          autocomplete="off"
          aria-describedby="origin-hint"
          value="${typed['origin'] ?? ''}"
          required
        />
        <button>${icon('plus')}${texts.allow}</button>
      </p>
    </form>
  </section>`;
}
