import type { Context } from 'hono';
import { html } from 'hono/html';
import { addDays, type Day, daysBetween } from '../../../domain/calendar.ts';
import type { ImportResult } from '../../platform/table-import.ts';
import { type FormState, mayChange } from '../../ui/form.ts';
import { icon } from '../../ui/icons.ts';
import { importForm, importResultBox } from '../../ui/import-form.ts';
import { formatDay, formatInstant, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { occursOn } from '../recurrence.ts';
import type { ReconcileResult } from '../reconcile.ts';
import type { sessionCounters } from '../session-rules.ts';
import type { SessionRule } from './session-fields.ts';
import { ruleWords, sessionForm } from './session-form.ts';
import { sessionTexts } from './session-rules.texts.ts';

export type Counters = Awaited<ReturnType<typeof sessionCounters>>;

/** Result of the last action, and the form that was rejected. */
export interface SessionPageState extends FormState {
  imported?: ImportResult;
  replanned?: ReconcileResult;
}

interface SessionView {
  counters: Counters;
  /** Undefined for an officer without such counters. */
  here: Counters[number] | undefined;
  rules: readonly SessionRule[];
  today: Day;
}

/** The rules of a counter in a table, with a form beside it to add, change and remove. */
export function sessionPage(c: Context, view: SessionView, state: SessionPageState = {}): Html {
  const texts = textsOf(c, sessionTexts);
  const { counters, here, rules } = view;
  const { typed = {}, problem, imported, replanned } = state;
  if (!here) return renderPage(c, texts.label, html`<p class="card">${texts.none}</p>`);
  const wanted = Number(typed['rule'] ?? c.req.query('rule')) || 0;
  const rule = rules.find(({ id }) => id === wanted);
  const isOpen = !!rule || c.req.query('add') !== undefined || (problem && typed['opens'] !== undefined);
  const address = (more: Record<string, string>) =>
    `/desk/sessions?${new URLSearchParams({ counter: here.id, ...more })}`;
  return renderPage(
    c,
    texts.label,
    html`${problemBox(texts, problem)} ${importResultBox(texts, imported)} ${replanned ? resultBox(c, replanned) : ''}
      <form method="get" action="/desk/sessions" class="filters no-print">
        <select name="counter" aria-label="${texts.counter}" data-submit>
          ${counters.map(({ id, name, place }) => html`<option value="${id}" ${id === here.id ? 'selected' : ''}>${name} – ${place}</option>`)}
        </select>
        <button>${texts.show}</button>
      </form>
      <div class="${isOpen && mayChange(c) ? 'split aside-first' : ''}">
        ${isOpen && mayChange(c) ? html`<div class="side">${sessionForm(c, { counter: here, rule, typed })}</div>` : ''}
        <div>
          ${
            rules.length
              ? table(c, view, rule, address)
              : html`<div class="empty">
                  ${icon('repeat')}
                  <h2>${texts.noSessions}</h2>
                </div>`
          }
          ${mayChange(c) ? importForm(c, '/desk/sessions/import', texts.sessionColumns) : ''}
        </div>
      </div>`,
    {
      actions: mayChange(c)
        ? html`<a class="button first no-print" href="${address({ add: '' })}" data-key="n"
            >${icon('plus')}${texts.addSession} <kbd>N</kbd></a
          >`
        : '',
    },
  );
}

function table(
  c: Context,
  { rules, today }: SessionView,
  chosen: SessionRule | undefined,
  address: (more: Record<string, string>) => string,
): Html {
  const texts = textsOf(c, sessionTexts);
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>${texts.repeat}</th>
          <th>${texts.time}</th>
          <th>${texts.capacity}</th>
          <th>${texts.nextSessions}</th>
        </tr>
      </thead>
      <tbody>
        ${rules.map(
          rule =>
            html`<tr class="${rule.id === chosen?.id ? 'here' : ''}" data-row>
              <td><a href="${address({ rule: String(rule.id) })}">${ruleWords(c, rule.rrule)}</a></td>
              <td class="number">${rule.opens}–${rule.closes}</td>
              <td>
                ${rule.capacity} ${texts.units[rule.unit]}<small
                  >${texts.mostWords(rule.most, texts.units[rule.unit])}</small
                >
              </td>
              <td class="number">${nextDays(rule, today).map(formatDay).join(', ') || '–'}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

const nextShown = 3;
const nextSearched = 120;

/** The next days of a rule; days off are not left out. */
const nextDays = ({ rrule, since }: SessionRule, today: Day): Day[] =>
  daysBetween(today, addDays(today, nextSearched))
    .filter(day => occursOn(rrule, since, day))
    .slice(0, nextShown);

function resultBox(c: Context, { cancelled, notNotified: untold }: ReconcileResult): Html {
  const texts = textsOf(c, sessionTexts);
  return html`<div class="done note" role="status">
    ${icon('ok')}
    <div>
      <p>${texts.cancelled(cancelled)}</p>
      ${
        untold.length
          ? html`<p><strong>${texts.untold}</strong></p>
              <ul>
                ${untold.map(({ number, name, at }) => html`<li>${number}, ${name}, ${formatInstant(at)}</li>`)}
              </ul>`
          : ''
      }
    </div>
  </div>`;
}
