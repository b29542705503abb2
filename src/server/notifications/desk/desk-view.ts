import type { Context } from 'hono';
import { html } from 'hono/html';
import { randomUUID } from 'node:crypto';
import type { Notice } from '../../../contract/index.ts';
import { isLandline, parsePhoneNumber } from '../../../domain/phone.ts';
import type { FormState } from '../../ui/form.ts';
import { mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { formatInstant, formatTime, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { outboxTexts } from '../officer-pages.texts.ts';
import { outboxTabs } from '../outbox-tabs.ts';
import { deskTexts } from './desk-pages.texts.ts';
import type { NoticeTab } from './notice-queue.ts';

/** What a page of calls shows. */
export interface DeskPage extends FormState {
  tab: NoticeTab;
  notices: Notice[];
  more: boolean;
  search?: string | undefined;
  /** What happened to what was tried. */
  message?: string | undefined;
  /** A call that is no longer the officer's, of which something was written down. */
  lost?: Notice | undefined;
}

/** A list of calls; those that the officer has claimed first, with their form. */
export function deskPage(c: Context, { tab, notices, more, search, message, lost, typed, problem }: DeskPage): Html {
  const texts = textsOf(c, deskTexts);
  const isMine = ({ claimedBy }: Notice) => claimedBy?.isMe === true;
  const mine = notices.filter(isMine);
  const others = notices.filter(notice => !isMine(notice));
  return renderPage(
    c,
    texts.label,
    html`${outboxTabs(c, tab)} ${message ? html`<p class="note" role="alert">${message}</p>` : ''}
      ${lost && typed ? lostCall(c, lost, typed) : ''}
      ${mine.map(notice => claimedCall(c, notice, typed?.['id'] === notice.id ? { typed, problem } : {}))}
      ${mayChange(c) ? searchForm(c, tab, search) : ''}
      ${search ? html`<p>${texts.found(search)} <a href="/desk/outbox?tab=${tab}">${texts.back}</a></p>` : html`<p class="hint">${texts.hint}</p>`}
      <div data-live="calls">
        ${
          others.length
            ? html`<ul class="calls">
                ${others.map(notice => openCall(c, notice))}
              </ul>`
            : mine.length
              ? ''
              : html`<div class="empty">
                  ${icon('phone')}
                  <h2>${search ? texts.noneFound : texts.empty[tab]}</h2>
                </div>`
        }
        ${more ? html`<p class="hint">${texts.more}</p>` : ''}
      </div>`,
    {
      hasErrors: problem !== undefined,
      actions: mayChange(c)
        ? html`<form method="post" action="/desk/outbox/code" class="plain">
            ${formToken(c)}<button>${icon('plug')}${texts.code}</button>
          </form>`
        : '',
    },
  );
}

function searchForm(c: Context, tab: NoticeTab, search = ''): Html {
  const texts = textsOf(c, deskTexts);
  return html`<form method="post" action="/desk/outbox/find" class="row plain" role="search" aria-label="${texts.find}">
    ${formToken(c)}<input type="hidden" name="tab" value="${tab}" />
    <input
      name="search"
      value="${search}"
      maxlength="100"
      autocomplete="off"
      aria-label="${texts.find}"
      placeholder="${texts.find}"
    />
    <button>${icon('search')}${texts.findButton}</button>
  </form>`;
}

/** What a call is about. */
function aboutOf(c: Context, { kind, code }: Notice): string {
  return `${textsOf(c, outboxTexts).subjects[kind] ?? kind} ${code}`.trim();
}

function factsOf(c: Context, { reason, calls, outcome, callAt }: Notice): string {
  const texts = textsOf(c, deskTexts);
  return [
    textsOf(c, outboxTexts).messageErrors[reason] ?? reason,
    calls ? texts.calls(calls) : '',
    outcome ? texts.outcomes[outcome].toLowerCase() : '',
    callAt ? texts.callAtShown(formatInstant(new Date(callAt))) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function openCall(c: Context, notice: Notice): Html {
  const texts = textsOf(c, deskTexts);
  const { id, phone, words, createdAt, claimedBy, outcome, note } = notice;
  const about = aboutOf(c, notice);
  const isDone = outcome === 'reached' || outcome === 'wrong-number';
  return html`<li>
    <div>
      <b>${about}</b> <span class="number">${phone}</span>
      <small class="number">${formatInstant(new Date(createdAt))}</small>
      <p class="words" translate="no">${words}</p>
      <small>${factsOf(c, notice)}</small>
      ${note ? html`<p>${texts.noted(note)}</p>` : ''}
    </div>
    ${
      claimedBy
        ? html`<span class="sub">${icon('lock')}${texts.claimedBy(claimedBy.name)}</span>`
        : mayChange(c) && !isDone
          ? html`<form method="post" action="/desk/outbox/${id}/claim" class="plain">
              ${formToken(c)}<button aria-label="${texts.claimFor(about)}">${icon('phone')}${texts.claim}</button>
            </form>`
          : ''
    }
  </li>`;
}

function claimedCall(c: Context, notice: Notice, { typed = {}, problem }: FormState): Html {
  const texts = textsOf(c, deskTexts);
  const { id, phone, words, claimedBy, note } = notice;
  const read = parsePhoneNumber(phone);
  const e164 = read.kind === 'phone' ? read.e164 : phone;
  return html`<section class="call" aria-labelledby="call-${id}" data-claim="/desk/outbox/${id}/keep">
    <h2 id="call-${id}">${texts.mine}: ${aboutOf(c, notice)}</h2>
    <p>
      <a class="button first number" href="tel:${e164}">${icon('phone')}${phone}</a>
      <small>${claimedBy ? texts.until(formatTime(new Date(claimedBy.until))) : ''}</small>
    </p>
    <p class="sub">${texts.tell}</p>
    <p class="quote" translate="no">${words}</p>
    <p class="hint">${factsOf(c, notice)}</p>
    ${note ? html`<p>${texts.noted(note)}</p>` : ''} ${problemBox(texts, problem)}
    <form method="post" action="/desk/outbox/${id}/record" class="plain">
      ${formToken(c)}<input type="hidden" name="attempt" value="${typed['attempt'] || randomUUID()}" />
      <fieldset>
        <legend>${texts.outcome}</legend>
        ${Object.entries(texts.outcomes).map(
          ([outcome, label]) =>
            html`<label class="check"
              ><input
                type="radio"
                name="outcome"
                value="${outcome}"
                required
                ${typed['outcome'] === outcome ? 'checked' : ''}
              />${label}</label
            >`,
        )}
      </fieldset>
      <label for="callAt-${id}">${texts.callAt}</label>
      <input id="callAt-${id}" name="callAt" type="datetime-local" value="${typed['callAt'] ?? ''}" />
      <label for="note-${id}">${texts.note}</label>
      <textarea id="note-${id}" name="note" rows="2" maxlength="500">${typed['note'] ?? ''}</textarea>
      <p class="actions"><button class="first">${texts.record}</button></p>
    </form>
    <div class="actions">
      <form method="post" action="/desk/outbox/${id}/release" class="plain">
        ${formToken(c)}<button>${texts.release}</button>
      </form>
      ${
        isLandline(e164)
          ? ''
          : html`<form method="post" action="/desk/outbox/${id}/again" class="plain">
              ${formToken(c)}<button>${texts.again}</button>
            </form>`
      }
    </div>
  </section>`;
}

/** What was written down of a call that is not the officer's any more: it can be taken again with it. */
function lostCall(c: Context, notice: Notice, typed: Record<string, string>): Html {
  const texts = textsOf(c, deskTexts);
  const { id } = notice;
  return html`<section class="call" aria-labelledby="lost-${id}">
    <h2 id="lost-${id}">${texts.notRecorded(aboutOf(c, notice))}</h2>
    <form method="post" action="/desk/outbox/${id}/claim" class="plain">
      ${formToken(c)}
      ${['attempt', 'outcome', 'callAt'].map(name => html`<input type="hidden" name="${name}" value="${typed[name] ?? ''}" />`)}
      <label for="note-${id}">${texts.note}</label>
      <textarea id="note-${id}" name="note" rows="2" maxlength="500">${typed['note'] ?? ''}</textarea>
      <p class="actions"><button>${texts.claimAgain}</button></p>
    </form>
  </section>`;
}

/** The code with which a page of a portal signs in. */
export function codePage(c: Context, code: string, minutes: number): Html {
  const texts = textsOf(c, deskTexts);
  return renderPage(
    c,
    texts.code,
    html`<p class="pairing number" translate="no">${code.slice(0, 4)} ${code.slice(4)}</p>
      <p>${texts.codeHint(minutes)}</p>
      <p><a href="/desk/outbox">${texts.back}</a></p>`,
  );
}
