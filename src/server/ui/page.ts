import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { minuteOf } from '../../domain/calendar.ts';
import { formatTimeOfDay } from '../../domain/time-of-day.ts';
import type { Role } from '../platform/officers.ts';
import { idleMinutes, type SignedInOfficer } from '../platform/sessions.ts';
import type { FormProblem } from './form.ts';
import { type Icon, icon } from './icons.ts';
import type { OfficerSection, SectionCounts } from './section.ts';
import { hashOf, script, style } from './style.ts';
import { commonTexts, type CommonTexts, type Language } from './texts.ts';

/** Escaped markup. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

declare module 'hono' {
  interface ContextVariableMap {
    /** With the role in the matter of the page. */
    officer: SignedInOfficer;
    /** The officer's role where no other is given. */
    generalRole: Role;
    /** Identifier of the session, in hexadecimal. */
    session: string;
    language: Language;
    /** Sections that the signed-in officer may open. */
    sections: readonly OfficerSection[];
    /** What was searched for: shown in the field of every page, never in an address. */
    searched: string;
    /** What waits in each section, by its path. */
    counts: SectionCounts;
    /** Token against cross-site request forgery. */
    formToken: string;
    /** Name of the identity provider, where there is one. */
    provider: string | undefined;
  }
}

const instantFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});

/** Formats an instant for officers; a dash for none. */
export const formatInstant = (instant: Date | null | undefined): string =>
  instant ? instantFormat.format(instant) : '–';

/** Formats the time of day in Viet Nam: `07:30`. */
export const formatTime = (instant: Date): string => formatTimeOfDay(minuteOf(instant));

/** Formats a day: `24/11/2026`. */
export const formatDay = (day: string): string => day.split('-').reverse().join('/');

/** The head of a table whose last column holds buttons and is not printed. */
export const tableHead = (...labels: string[]): Html =>
  html`<thead>
    <tr>
      ${labels.map(word => html`<th>${word}</th>`)}
      <td class="no-print"></td>
    </tr>
  </thead>`;

/** What a page shows beside its title. */
export interface PageOptions {
  /** Links and buttons beside the title. */
  actions?: Html | '' | undefined;
  /** Whether the page tells of something wrong: the title says so. */
  hasErrors?: boolean | undefined;
  /** Whether only the content is printed, as a paper of its own. */
  isPaper?: boolean | undefined;
  /** The pages before and after, for instance of the days around. */
  around?: readonly [before: PageLink, after: PageLink] | undefined;
}

/** A link with words. */
export interface PageLink {
  url: string;
  label: string;
}

/** Renders a whole page: navigation, search, title, content. */
export function renderPage(
  c: Context,
  title: string,
  body: Html,
  { actions = '', around, hasErrors, isPaper }: PageOptions = {},
): Html {
  const texts = commonTexts(c);
  const step = (at: 0 | 1, name: Icon, key: string) =>
    around &&
    html`<a
      class="button quiet no-print"
      href="${around[at].url}"
      aria-label="${around[at].label}"
      title="${around[at].label}"
      data-key="${key}"
      >${icon(name)}</a
    >`;
  return renderDocument(
    c,
    hasErrors ? `${texts.error}: ${title}` : title,
    html`<div class="desk">
        <a class="button skip" href="#main">${texts.skip}</a>
        ${navigation(c)}
        <div>
          <div class="top">
            <form class="find" method="post" action="/desk/search" role="search">
              ${formToken(c)}${icon('search')}<input
                name="q"
                aria-label="${texts.searchAll}"
                placeholder="${texts.searchAll}"
                autocomplete="off"
                value="${c.get('searched') ?? ''}"
                data-key="/"
              /><kbd>/</kbd>
            </form>
            <button type="button" class="quiet end" data-key-list data-key="?" hidden>
              <kbd>?</kbd>${texts.keyList}
            </button>
          </div>
          <main id="main">
            <div class="head${isPaper ? ' no-print' : ''}">
              <div class="title">
                ${step(0, 'left', '[')}
                <h1>${title}</h1>
                ${step(1, 'right', ']')}
              </div>
              ${actions ? html`<div class="end">${actions}</div>` : ''}
            </div>
            ${c.req.query('done') === undefined ? '' : html`<p class="note done" role="status">${icon('ok')}${texts.done}</p>`}
            ${body}
          </main>
        </div>
      </div>
      ${keyDialog(c)} ${lockDialog(c)}`,
  );
}

/** The keys of a page; filled by the script. */
function keyDialog(c: Context): Html {
  const texts = commonTexts(c);
  return html`<dialog class="lock keys-list" aria-labelledby="keys">
    <h2 id="keys">${texts.keyList}</h2>
    <dl data-own-keys></dl>
    <dl data-row-keys>
      ${texts.rowKeys.map(
        ([keys, words]) =>
          html`<dt>${keys!.split(' ').map(key => html`<kbd>${key}</kbd> `)}</dt>
            <dd>${words}</dd>`,
      )}
    </dl>
    <form method="dialog" class="plain"><button>${texts.close}</button></form>
  </dialog>`;
}

/** A document of the officers' site, without its frame. */
export function renderDocument(c: Context, title: string, body: Html): Html {
  const texts = commonTexts(c);
  return html`<!doctype html>
    <html lang="${texts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} – ${texts.title}</title>
        <link rel="stylesheet" href="/desk/desk.css?${styleHash}" />
        <script type="module" src="/desk/desk.js?${scriptHash}"></script>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}

const styleHash = hashOf(style);
const scriptHash = hashOf(script);

/** Covers the page of who has gone; shown by the script. */
function lockDialog(c: Context): Html | '' {
  const texts = commonTexts(c);
  const officer = c.get('officer');
  const provider = c.get('provider');
  if (!officer.hasPassword && !provider) return '';
  return html`<dialog data-idle="${idleMinutes}" aria-labelledby="locked" class="lock">
    ${
      officer.hasPassword
        ? html`<form method="post" action="/desk/sign-in">
            <h2 id="locked">${texts.locked}</h2>
            <p>${texts.lockedHint(officer.name)}</p>
            <input type="hidden" name="officer" value="${officer.id}" /><input type="hidden" name="unlock" value="1" />
            <label for="unlock">${texts.password}</label>
            <input id="unlock" name="secret" type="password" autocomplete="current-password" required />
            <p
              class="error"
              role="alert"
              hidden
              data-wrong="${texts.wrongPassword}"
              data-failed="${texts.notUnlocked}"
            ></p>
            <p class="actions"><button class="first">${texts.unlock}</button></p>
          </form>`
        : html`<h2 id="locked">${texts.locked}</h2>
            <p>${texts.lockedAtProvider(officer.name)}</p>
            <p class="actions">
              <a class="button first" href="/desk/oidc?next=/desk" target="_blank" rel="noopener"
                >${icon('lock')}${provider}</a
              >
            </p>`
    }
  </dialog>`;
}

function navigation(c: Context): Html {
  const texts = commonTexts(c);
  const language = c.get('language');
  const officer = c.get('officer');
  const isHere = (path: string) => c.req.path === `/desk/${path}` || c.req.path.startsWith(`/desk/${path}/`);
  const link = ({ path, label, icon: name }: OfficerSection) => {
    const count = c.get('counts')?.[path];
    return html`<a href="/desk/${path}" ${isHere(path) ? html` aria-current="page"` : ''}
      >${icon(name)}<span>${label[language]}</span>${count?.number ? html`<b class="count${count.isLate ? ' late' : ''}">${count.number}</b>` : ''}</a
    >`;
  };
  const group = (wanted: OfficerSection['group']) => {
    const links = c
      .get('sections')
      .filter(({ group }) => group === wanted)
      .map(link);
    return links.length ? html`${wanted === 'work' ? '' : html`<h2>${texts.groups[wanted]}</h2>`}${links}` : '';
  };
  return html`<aside class="nav">
    <a class="brand" href="/desk"
      ><span class="mark">${icon('door')}</span
      ><span><strong>Một Cửa</strong><small>${officer.agencyName}</small></span></a
    >
    <nav aria-label="${texts.navigation}" data-live="nav">${group('work')} ${group('plan')} ${group('admin')}</nav>
    <div class="me">
      <span class="face" aria-hidden="true">${initialOf(officer.name)}</span>
      <a href="/desk/account" ${isHere('account') ? html` aria-current="page"` : ''}
        ><strong>${officer.name}</strong><small>${officer.counterName ?? texts.roles[officer.role]}</small></a
      >
      <form method="post" action="/desk/sign-out">
        ${formToken(c)}<button class="quiet" aria-label="${texts.signOut}" title="${texts.signOut}">
          ${icon('signOut')}
        </button>
      </form>
    </div>
  </aside>`;
}

/** The initial of a Vietnamese name: of its last word, the given name. */
const initialOf = (name: string): string => [...(name.trim().split(/\s+/).pop() ?? '')][0]?.toUpperCase() ?? '';

/** Texts that a page with forms needs. */
export interface FormTexts {
  /** Error texts by pointer and code (`/from:past`), or by pointer alone. */
  fields: Record<string, string>;
}

/** The error summary above a form; empty without a problem. */
export function problemBox(
  texts: FormTexts & Pick<CommonTexts, 'errors' | 'atLine'>,
  problem?: FormProblem,
): Html | '' {
  if (!problem) return '';
  return html`<div class="problem" role="alert">
    <strong>${texts.errors['title']}</strong>
    <p>${texts.errors[problem.slug] ?? texts.errors['internal']}</p>
    <ul>
      ${problem.fields.map(
        ({ pointer, code, detail }) =>
          html`<li>
            ${texts.fields[`${pointer}:${code}`] ?? texts.fields[pointer] ?? pointer}
            ${detail ? (/^\d+$/.test(detail) ? texts.atLine(detail) : html`“${detail}”`) : ''}
          </li>`,
      )}
    </ul>
  </div>`;
}

/** A field that carries a text of any length, with its line breaks, without being shown. */
export const hiddenText = (name: string, value: string): Html =>
  // A line break after the tag of a textarea is dropped: the first of the value must not be.
  html`<textarea name="${name}" hidden>${raw('\n')}${value}</textarea>`;

/** The hidden field with the form token; every form needs it. */
export const formToken = (c: Context): Html => html`<input type="hidden" name="token" value="${c.get('formToken')}" />`;
