import type { Notice } from '../../contract/notice.ts';
import { failureBox, html, icons, nothing, type PortalController } from '../../core/index.ts';
import { searchField } from '../shared/fields.ts';
import type { DeskTab } from './desk-queue.ts';
import type { DeskState } from './desk-state.ts';
import type { NoticeTexts } from './notice-desk.texts.ts';
import { reportView } from './report-view.ts';

interface Queue {
  widget: PortalController<NoticeTexts>;
  desk: DeskState;
  /** As typed. */
  typed: string;
  type(search: string): void;
  /** Finds calls; all without a text. */
  find(search: string): void;
  show(tab: DeskTab): void;
  again(): void;
}

/** What a call is about. */
export const aboutOf = (text: NoticeTexts, { kind, code }: Notice): string =>
  `${text.kinds[kind] ?? text.otherKind} ${code}`.trim();

/** The lists of calls, and the report of the day. */
export function queueView({ widget, desk, typed, type, find, show, again }: Queue) {
  const { text } = widget;
  const { failure } = desk.queue.loading;
  const isThere = desk.queue.tab === 'report' ? desk.queue.report : desk.queue.notices;
  return html`${tabsView(widget, desk, show)}
  ${desk.message ? html`<p class="line going" id="message">${desk.message}</p>` : nothing}
  ${desk.changing.failure ? failureBox(widget, desk.changing.failure) : nothing}
  ${failure && !desk.queue.loading.pending ? failureBox(widget, failure, again) : nothing}
  ${
    desk.queue.tab === 'report'
      ? desk.queue.report
        ? reportView(text, desk.queue.report)
        : nothing
      : html`<form
            class="find"
            novalidate
            @submit=${(event: Event) => {
              event.preventDefault();
              find(typed);
            }}
          >
            ${searchField(text.search, '', typed, type)}<button>${text.find}</button>
          </form>
          ${
            desk.queue.search
              ? html`<button type="button" class="link" @click=${() => find('')}>${text.showAll}</button>`
              : nothing
          }
          ${desk.queue.notices ? listView(widget, desk, desk.queue.notices) : nothing}
          ${desk.queue.notices && desk.queue.list?.more ? html`<p class="hint">${text.more}</p>` : nothing}
          ${desk.queue.isStale ? html`<p class="line rest">${icons.rest}<span>${text.stale}</span></p>` : nothing}`
  }
  ${isThere || failure ? nothing : html`<div class="skeleton"></div>`}`;
}

function tabsView({ text }: PortalController<NoticeTexts>, desk: DeskState, show: (tab: DeskTab) => void) {
  const { counts } = desk.queue.list ?? {};
  return html`<div class="tabs" role="group" aria-label=${text.lists}>
    ${(Object.keys(text.tabs) as DeskTab[]).map(tab => {
      const count = tab === 'report' ? undefined : counts?.[tab];
      return html`<button
        type="button"
        aria-pressed=${desk.queue.tab === tab ? 'true' : 'false'}
        @click=${() => show(tab)}
      >
        ${text.tabs[tab]}${count === undefined ? nothing : html` <b class="number">${count}</b>`}
      </button>`;
    })}
  </div>`;
}

function listView(widget: PortalController<NoticeTexts>, desk: DeskState, notices: readonly Notice[]) {
  const { text } = widget;
  const tab = desk.queue.tab === 'report' ? 'open' : desk.queue.tab;
  if (!notices.length) return html`<p class="rest">${desk.queue.search ? text.noneFound : text.empty[tab]}</p>`;
  return html`<ul class="rows">
    ${notices.map(notice => rowView(widget, desk, notice))}
  </ul>`;
}

function rowView(widget: PortalController<NoticeTexts>, desk: DeskState, notice: Notice) {
  const { text, portal } = widget;
  const { phone, words, reason, createdAt, callAt, calls, claimedBy, outcome, note } = notice;
  const about = aboutOf(text, notice);
  const facts = [
    text.reasons[reason] ?? text.otherReason,
    text.since(portal.format.moment(createdAt)),
    calls ? text.called(calls) : '',
    outcome ? text.outcomes[outcome] : '',
    callAt ? text.callAt(portal.format.moment(callAt)) : '',
  ];
  const isOver = outcome === 'reached' || outcome === 'wrong-number';
  return html`<li class="call-row">
    <div>
      <b>${about}</b> <span class="number">${phone}</span>
      <p translate="no" lang="vi">${words}</p>
      <p class="sub">${facts.filter(Boolean).join(' · ')}</p>
      ${note ? html`<p>${text.noted(note)}</p>` : nothing}
    </div>
    ${
      claimedBy && !claimedBy.isMe
        ? html`<p class="sub held">${icons.rest}${text.claimedBy(claimedBy.name)}</p>`
        : isOver
          ? nothing
          : html`<button
              type="button"
              aria-label=${text.claimFor(`${about} ${phone}`)}
              aria-disabled=${desk.changing.pending ? 'true' : nothing}
              @click=${() => void (desk.changing.pending || desk.claim(notice))}
            >
              ${icons.phone}${text.claim}
            </button>`
    }
  </li>`;
}
