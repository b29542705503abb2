import type { Context } from 'hono';
import { html } from 'hono/html';
import { dossierTexts } from '../dossiers/index.ts';
import type { ChainReport } from '../platform/audit.ts';
import { icon } from '../ui/icons.ts';
import { formatInstant, formToken, type Html, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { logTexts } from './log.texts.ts';

/** What the log can be filtered by, each with patterns of its actions. */
const matters = {
  dossier: ['dossier.%'],
  appointment: ['appointment.%', 'offer.%', 'waiting.%'],
  day: ['day.%'],
  visit: ['visit.%'],
  outbox: ['outbox.%'],
  opinion: ['opinion.%'],
  duty: ['duty.%'],
  session: ['session.plan', 'session.drop'],
  guide: ['guide.%'],
  office: ['office.%', 'officer.%'],
  'sign-in': ['sign-in%', 'sign-out%', 'session.unlock', 'password.%'],
  search: ['search'],
} as const;

type Matter = keyof typeof matters;

export const isMatter = (text: string): text is Matter => Object.hasOwn(matters, text);

/** Patterns (SQL `like`) of the actions of a matter. */
export const actionsOf = (matter: string): readonly string[] => (isMatter(matter) ? matters[matter] : []);

/** What the log is filtered by; empty for everything. */
export interface LogFilter {
  officer: string;
  matter: string;
  day: string;
  subject: string;
  /** Identifier of an entry: only older ones; 0 for the newest. */
  before: number;
}

interface LogRow {
  id: number;
  at: Date;
  officer: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
}

interface LogView {
  filter: LogFilter;
  officers: readonly { id: string; name: string }[];
  rows: readonly LogRow[];
  /** Result of a check of the chains. */
  chains: readonly ChainReport[] | undefined;
}

export const rowsPerPage = 100;

/** The log: filters, entries in words, and the check of its chains. */
export function logPage(c: Context, { filter, officers, rows, chains }: LogView): Html {
  const texts = textsOf(c, logTexts);
  const shown = rows.slice(0, rowsPerPage);
  const { officer, matter, day } = filter;
  const older = new URLSearchParams({
    ...(officer && { officer }),
    ...(matter && { matter }),
    ...(day && { day }),
    before: String(shown.at(-1)?.id ?? 0),
  });
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`;
  return renderPage(
    c,
    texts.label,
    html`${chains ? chainBox(c, chains) : ''}
      <form method="get" action="/desk/log" class="filters no-print">
        <select name="officer" aria-label="${texts.officer}">
          ${option('', texts.everyOfficer, officer)} ${officers.map(({ id, name }) => option(id, name, officer))}
        </select>
        <select name="matter" aria-label="${texts.matter}">
          ${option('', texts.everyMatter, matter)}
          ${Object.keys(matters)
            .filter(isMatter)
            .map(each => option(each, texts.matters[each], matter))}
        </select>
        <input name="day" type="date" class="short" aria-label="${texts.day}" value="${day}" />
        <button>${texts.show}</button>
      </form>
      <form method="post" action="/desk/log/find" class="filters no-print">
        ${formToken(c)}<input
          name="subject"
          aria-label="${texts.subject}"
          placeholder="${texts.subjectHint}"
          value="${filter.subject}"
          class="short"
          autocomplete="off"
        />
        <button>${texts.search}</button>
      </form>
      ${
        shown.length
          ? table(c, shown, officers)
          : html`<div class="empty">
              ${icon('list')}
              <h2>${texts.noEntries}</h2>
            </div>`
      }
      ${rows.length > rowsPerPage && !filter.subject ? html`<p><a class="button" href="/desk/log?${older}">${texts.older}</a></p>` : ''}`,
    {
      actions: html`<form method="post" action="/desk/log/verify" class="plain no-print">
        ${formToken(c)}<button>${icon('lock')}${texts.verify}</button>
      </form>`,
    },
  );
}

function table(c: Context, rows: readonly LogRow[], officers: LogView['officers']): Html {
  const texts = textsOf(c, logTexts);
  const nameOf = (id: string) => officers.find(each => each.id === id)?.name ?? id;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${texts.label}">
    <table>
      <thead>
        <tr>
          <th>${texts.when}</th>
          <th>${texts.officer}</th>
          <th>${texts.action}</th>
          <th>${texts.subject}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ at, officer, action, subject, detail }) =>
            html`<tr>
              <td class="number">${formatInstant(at)}</td>
              <td>${nameOf(officer)}</td>
              <td>${texts.actions[action] ?? action}${detailWords(c, detail, nameOf)}</td>
              <td class="words">${subject}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** From what to what something was changed. */
function detailWords(c: Context, { from, to }: Record<string, unknown>, nameOf: (id: string) => string): Html | '' {
  const { statuses } = textsOf(c, dossierTexts);
  const { values } = textsOf(c, logTexts);
  const word = (value: unknown) =>
    typeof value === 'string' ? (values[value] ?? statuses[value] ?? nameOf(value)) : undefined;
  const [before, after] = [word(from), word(to)];
  if (after === undefined) return '';
  return html`<small>${before === undefined ? '' : `${before} `}→ ${after}</small>`;
}

function chainBox(c: Context, chains: readonly ChainReport[]): Html {
  const texts = textsOf(c, logTexts);
  const broken = chains.filter(chain => chain.broken !== undefined);
  return html`<div class="${broken.length ? 'problem' : 'note done'}" role="${broken.length ? 'alert' : 'status'}">
    ${broken.length ? '' : icon('ok')}
    <div>
      <b>${broken.length ? texts.chainBroken : texts.chainWhole}</b>
      <ul>
        ${chains.map(
          ({ agency, entries, head, broken: at }) =>
            html`<li>
              ${agency}:
              ${texts.entryCount(entries)}${at === undefined ? '' : `, ${at === 'head' ? texts.brokenHead : texts.brokenAt(at)}`}
              <small class="words">${head}</small>
            </li>`,
        )}
      </ul>
      <p class="hint">${texts.chainHint}</p>
    </div>
  </div>`;
}
