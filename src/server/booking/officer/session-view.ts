import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Selectable } from 'kysely';
import { units } from '../../../contract/index.ts';
import type { ImportResult } from '../../platform/csv-import.ts';
import type { SessionRuleTable } from '../../platform/schema/booking.ts';
import { csvForm, importResultBox } from '../../ui/csv-form.ts';
import type { FormState } from '../../ui/form.ts';
import { formatDay, formatInstant, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { byday, type ReconcileResult, type sessionCounters } from '../session-rules.ts';
import { sessionTexts } from './session-rules.texts.ts';

export type Counters = Awaited<ReturnType<typeof sessionCounters>>;

/** Result of the last action, and the form that was rejected. */
export interface SessionPageState extends FormState {
  imported?: ImportResult;
  replanned?: ReconcileResult;
}

/**
 * The rules of a counter, with forms to add, change, delete and import.
 * @param here undefined for an officer without such counters
 */
export function sessionPage(
  c: Context,
  {
    counters,
    here,
    rules,
  }: { counters: Counters; here: Counters[number] | undefined; rules: readonly Selectable<SessionRuleTable>[] },
  { typed: fields = {}, problem, imported, replanned }: SessionPageState = {},
): Html {
  const texts = textsOf(c, sessionTexts);
  if (!here) return renderPage(c, texts.label, html`<p class="card">${texts.none}</p>`);
  const again = Number(fields['rule'] ?? c.req.query('rule')) || 0;
  const changed = rules.find(({ id }) => id === again);
  const usual: Record<string, string> = changed
    ? {
        // Rules that name only weekdays are shown as weekdays.
        ...(weekdaysOf(changed.rrule) ? { weekdays: weekdaysOf(changed.rrule)!.join(', ') } : { rrule: changed.rrule }),
        since: changed.since,
        opens: changed.opens,
        closes: changed.closes,
        capacity: String(changed.capacity),
        unit: changed.unit,
        most: String(changed.most),
        minutes: String(Number(changed.minutes)),
        cutoff: String(changed.cutoff),
        phone: changed.needs_phone ? '' : 'no',
      }
    : {};
  return renderPage(
    c,
    texts.label,
    html`${problemBox(texts, problem)} ${importResultBox(texts, imported)} ${replanned ? resultBox(c, replanned) : ''}
      <form method="get" action="/desk/sessions" class="no-print">
        <label for="show-counter">${texts.counter}</label>
        <select id="show-counter" name="counter">
          ${counters.map(({ id, name, place }) => html`<option value="${id}" ${id === here.id ? 'selected' : ''}>${name} – ${place}</option>`)}
        </select>
        <button>${texts.show}</button>
      </form>
      ${rules.map(
        ({ id, rrule, since, opens, closes, capacity, unit, most, cutoff }) =>
          html`<section>
            <h2>${texts.sessionOf(ruleText(c, rrule), `${opens}–${closes}`, `${capacity} ${texts.units[unit]}`)}</h2>
            <dl>
              <dt>${texts.since}</dt>
              <dd>${formatDay(since)}</dd>
              <dt>${texts.most}</dt>
              <dd>${most} ${texts.units[unit]}</dd>
              <dt>${texts.cutoff}</dt>
              <dd>${cutoff}</dd>
            </dl>
            <p class="no-print">
              <a href="/desk/sessions?${new URLSearchParams({ counter: here.id, rule: String(id) })}#plan">
                ${texts.changeSession}
              </a>
            </p>
            <form method="post" action="/desk/sessions/drop" class="no-print">
              ${formToken(c)}<input type="hidden" name="counter" value="${here.id}" /><input
                type="hidden"
                name="rule"
                value="${id}"
              /><input type="hidden" name="rulesVersion" value="${here.rulesVersion}" />
              <label for="reason-${id}">${texts.reason}</label>
              <input id="reason-${id}" name="reason" value="${again === id ? (fields['reason'] ?? '') : ''}" />
              <button>${texts.remove}</button>
            </form>
          </section>`,
      )}
      ${rules.length ? '' : html`<p class="card">${texts.none}</p>`}
      ${planForm(c, here, changed?.id, { ...usual, ...fields })}
      ${csvForm(c, '/desk/sessions/import', texts.sessionColumns)}`,
  );
}

function resultBox(c: Context, { cancelled, notNotified: untold }: ReconcileResult): Html {
  const texts = textsOf(c, sessionTexts);
  return html`<div class="done" role="status">
    <p>${texts.cancelled(cancelled)}</p>
    ${
      untold.length
        ? html`<p><strong>${texts.untold}</strong></p>
            <ul>
              ${untold.map(({ number, name, at }) => html`<li>${number}, ${name}, ${formatInstant(at)}</li>`)}
            </ul>`
        : ''
    }
  </div>`;
}

/** `Thứ Hai, Thứ Tư`; other rules as they are. */
function ruleText(c: Context, rrule: string): string {
  const { weekdayNames } = textsOf(c, sessionTexts);
  const names = weekdaysOf(rrule)?.map(day => weekdayNames[byday.indexOf(day)]);
  return names?.every(Boolean) ? names.join(', ') : rrule;
}

/** `['MO', 'WE']` for a rule that names only weekdays; undefined for others. */
const weekdaysOf = (rrule: string): string[] | undefined =>
  /^FREQ=WEEKLY;BYDAY=([A-Z,]+)$/.exec(rrule)?.[1]?.split(',');

function planForm(
  c: Context,
  { id: counter, rulesVersion }: Counters[number],
  rule: number | undefined,
  fields: Record<string, string>,
): Html {
  const texts = textsOf(c, sessionTexts);
  const field = (name: string, label: string, type = 'text', hint = '') =>
    html`<label for="${name}">${label}</label>
      <input id="${name}" name="${name}" type="${type}" value="${fields[name] ?? ''}" autocomplete="off" />
      ${hint ? html`<p>${hint}</p>` : ''}`;
  const option = (value: string, label: string, chosen: boolean) =>
    html`<option value="${value}" ${chosen ? 'selected' : ''}>${label}</option>`;
  return html`<form method="post" action="/desk/sessions" class="no-print" id="plan">
    <h2>${rule === undefined ? texts.addSession : texts.changeSession}</h2>
    ${formToken(c)}<input type="hidden" name="counter" value="${counter}" />
    ${
      rule === undefined
        ? ''
        : html`<input type="hidden" name="rule" value="${rule}" /><input
              type="hidden"
              name="rulesVersion"
              value="${rulesVersion}"
            />`
    }
    ${field('weekdays', texts.weekdaysNeeded, 'text', texts.weekdaysHint)} ${field('rrule', texts.rrule)}
    ${field('since', texts.since, 'date')} ${field('opens', texts.opens, 'time')}
    ${field('closes', texts.closes, 'time')} ${field('capacity', texts.capacity, 'number')}
    <label for="unit">${texts.unit}</label>
    <select id="unit" name="unit">
      ${units.map(unit => option(unit, texts.units[unit], unit === fields['unit']))}
    </select>
    ${field('most', texts.most, 'number')} ${field('minutes', texts.minutes)} ${field('cutoff', texts.cutoff, 'number')}
    <label for="phone">${texts.phone}</label>
    <select id="phone" name="phone">
      ${option('yes', texts.yes, fields['phone'] !== 'no')} ${option('no', texts.no, fields['phone'] === 'no')}
    </select>
    ${field('reason', texts.reason)}
    <button>${rule === undefined ? texts.addSession : texts.changeSession}</button>
  </form>`;
}
