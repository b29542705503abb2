import type { Context } from 'hono';
import { html } from 'hono/html';
import { units } from '../../../contract/index.ts';
import { byday } from '../../../domain/parse-input.ts';
import { icon } from '../../ui/icons.ts';
import { formatDay, formToken, type Html } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { weekdayBoxes } from '../../ui/weekday-boxes.ts';
import { mostWeeks, repeatOf } from '../repeat.ts';
import type { sessionCounters } from '../session-rules.ts';
import { type Fields, fieldsOf, type SessionRule } from './session-fields.ts';
import { sessionTexts } from './session-rules.texts.ts';

interface SessionFormView {
  counter: Awaited<ReturnType<typeof sessionCounters>>[number];
  /** The rule to change; undefined for a new one. */
  rule: SessionRule | undefined;
  /** Posted values; lists joined by commas. */
  typed: Fields;
}

/** Which days of the month a rule can name. */
const monthDays = [...Array.from({ length: 28 }, (_, nth) => nth + 1), -1];
const ordinals = [1, 2, 3, 4, -1];

/** How a rule repeats, in words: “Thứ Hai, Thứ Tư”, “Thứ Bảy đầu tiên của tháng”; other rules as they are. */
export function ruleWords(c: Context, rule: string): string {
  const texts = textsOf(c, sessionTexts);
  const repeat = repeatOf(rule);
  if (!repeat) return rule;
  const name = (weekday: string) => texts.weekdays[(byday.indexOf(weekday) + 1) % 7] ?? weekday;
  const until = repeat.until ? `, ${texts.until(formatDay(repeat.until))}` : '';
  if (repeat.kind === 'monthly-day')
    return `${repeat.day < 0 ? texts.lastOfMonth : texts.dayOfMonth(repeat.day)}${until}`;
  if (repeat.kind === 'monthly-weekday')
    return `${texts.nthOfMonth(name(repeat.weekday), texts.ordinals[ordinals.indexOf(repeat.nth)] ?? '')}${until}`;
  const weeks = repeat.every > 1 ? `${texts.everyWeeks(repeat.every)}: ` : '';
  return `${weeks}${repeat.weekdays.map(name).join(', ')}${until}`;
}

/** The form of a session: how it repeats, when, for how many. */
export function sessionForm(c: Context, { counter, rule, typed }: SessionFormView): Html {
  const texts = textsOf(c, sessionTexts);
  const fields: Fields = { ...(rule && fieldsOf(rule)), ...typed };
  const field = (name: string, label: string, type = 'text') =>
    html`<label for="${name}">${label}</label>
      <input id="${name}" name="${name}" type="${type}" value="${fields[name] ?? ''}" autocomplete="off" />`;
  const option = (value: string, label: string, chosen: boolean) =>
    html`<option value="${value}" ${chosen ? 'selected' : ''}>${label}</option>`;
  const hidden = (name: string, value: string | number) =>
    html`<input type="hidden" name="${name}" value="${value}" />`;
  const close = `/desk/sessions?${new URLSearchParams({ counter: counter.id })}`;
  return html`<section>
    <div class="head">
      <h2>${rule ? texts.changeSession : texts.addSession}</h2>
      <a class="button quiet end" href="${close}" aria-label="${texts.close}" data-key="Escape">${icon('close')}</a>
    </div>
    <form method="post" action="/desk/sessions" class="plain">
      ${formToken(c)}${hidden('counter', counter.id)}
      ${rule ? html`${hidden('rule', rule.id)}${hidden('rulesVersion', counter.rulesVersion)}` : ''}
      ${repeatFields(c, fields)} ${field('since', texts.since, 'date')}
      <div class="row times-of">
        <span>${field('opens', texts.opens, 'time')}</span><span>${field('closes', texts.closes, 'time')}</span>
      </div>
      ${field('capacity', texts.capacity, 'number')}
      <label for="unit">${texts.unit}</label>
      <select id="unit" name="unit">
        ${units.map(unit => option(unit, texts.units[unit], unit === fields['unit']))}
      </select>
      ${field('most', texts.most, 'number')} ${field('minutes', texts.minutes)}
      ${field('cutoff', texts.cutoff, 'number')}
      <label for="phone">${texts.phone}</label>
      <select id="phone" name="phone">
        ${option('yes', texts.yes, fields['phone'] !== 'no')} ${option('no', texts.no, fields['phone'] === 'no')}
      </select>
      ${rule ? field('reason', texts.reason) : ''}
      <p class="actions"><button class="first">${rule ? texts.save : texts.addSession}</button></p>
    </form>
    ${
      rule
        ? html`<details>
            <summary>${texts.removeSession}</summary>
            <form method="post" action="/desk/sessions/drop" class="plain">
              ${formToken(c)}${hidden('counter', counter.id)}${hidden('rule', rule.id)}${hidden('rulesVersion', counter.rulesVersion)}
              <label for="reason-drop">${texts.reason}</label>
              <input id="reason-drop" name="reason" value="${typed['reason'] ?? ''}" />
              <button class="bad">${texts.removeSession}</button>
            </form>
          </details>`
        : ''
    }
  </section>`;
}

/** How often: by weekday, by a weekday or day of the month, or a rule in writing. */
function repeatFields(c: Context, fields: Fields): Html {
  const texts = textsOf(c, sessionTexts);
  const kind = fields['repeat'] ?? 'weekly';
  const radio = (value: string, label: string, body: Html) =>
    html`<label class="check"
        ><input type="radio" name="repeat" value="${value}" ${kind === value ? 'checked' : ''} />${label}</label
      >
      <div class="below">${body}</div>`;
  const select = (name: string, label: string, options: readonly (readonly [string, string])[]) =>
    html`<select name="${name}" aria-label="${label}">
      ${options.map(([value, words]) => html`<option value="${value}" ${fields[name] === value ? 'selected' : ''}>${words}</option>`)}
    </select>`;
  const weekdayOptions = byday.map((day, nth) => [day, texts.weekdays[(nth + 1) % 7] ?? ''] as const);
  return html`<fieldset>
    <legend>${texts.repeat}</legend>
    ${radio(
      'weekly',
      texts.onWeekdays,
      html`<div class="row">${weekdayBoxes(c, (fields['weekdays'] ?? '').split(/[,\s]+/))}</div>
        ${select(
          'every',
          texts.everyWeeksLabel,
          Array.from(
            { length: mostWeeks },
            (_, nth) => [String(nth + 1), nth ? texts.everyWeeks(nth + 1) : texts.everyWeek] as const,
          ),
        )}`,
    )}
    ${radio(
      'monthly-weekday',
      texts.monthlyWeekday,
      html`<div class="row">
        ${select('nthday', texts.weekday, weekdayOptions)}
        ${select(
          'nth',
          texts.ordinal,
          ordinals.map((nth, at) => [String(nth), texts.ordinals[at] ?? ''] as const),
        )}
      </div>`,
    )}
    ${radio(
      'monthly-day',
      texts.monthlyDay,
      select(
        'monthday',
        texts.monthlyDay,
        monthDays.map(day => [String(day), day < 0 ? texts.lastOfMonth : texts.dayOfMonth(day)] as const),
      ),
    )}
    ${radio('rule', texts.writtenRule, html`<input name="rrule" aria-label="${texts.rrule}" value="${fields['rrule'] ?? ''}" placeholder="FREQ=WEEKLY;BYDAY=TH" autocomplete="off" />`)}
    <label for="ends">${texts.ends}</label>
    <input id="ends" name="ends" type="date" value="${fields['ends'] ?? ''}" />
  </fieldset>`;
}
