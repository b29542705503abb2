import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { units } from '../../../contract/index.ts';
import { fold } from '../../../domain/fold-diacritics.ts';
import { agencyAndBelow } from '../../agencies/index.ts';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import { type ImportResult, importRows, parseCsv } from '../../platform/csv-import.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import { csvForm, importResultBox } from '../../ui/csv-form.ts';
import { type FormState, readFormFields, readTextFile, toFormProblem } from '../../ui/form.ts';
import { formatDay, formatInstant, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { byday, deleteSession, planSession, type ReconcileResult, sessionCounters } from '../session-rules.ts';
import { sessionTexts } from './session-rules.texts.ts';

interface PageState extends FormState {
  imported?: ImportResult;
  replanned?: ReconcileResult;
}

type Counters = Awaited<ReturnType<typeof sessionCounters>>;

/** Rules of sessions and home visits: plan, change, delete, import. */
export function sessionPages({ db, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await list(c)));

  app.post('/', c =>
    change(c, (action, counter, fields) =>
      planSession(action, counter, fields, fields['rule'] ? expectedVersion(fields) : undefined),
    ),
  );

  app.post('/drop', c =>
    change(c, (action, counter, fields) =>
      deleteSession(action, counter, expectedVersion(fields), fields['reason'] ?? ''),
    ),
  );

  app.post('/import', async c => {
    try {
      const text = await readTextFile(c, 'file');
      const { sessionColumns } = textsOf(c, sessionTexts);
      const optional = ['weekdays', 'rrule', 'since', 'unit', 'most', 'minutes', 'cutoff', 'phone'];
      const rows = parseCsv(text ?? '', sessionColumns, optional);
      const counters = await own(c);
      const imported = await importRows(rows, async cells => {
        const wanted = cells['counter'] ?? '';
        const named = counters.filter(({ name }) => fold(name) === fold(wanted));
        const counter = counters.find(({ id }) => id === wanted) ?? named[0];
        if (!counter) throw invalidInput('/counter', 'unknown');
        if (counter.id !== wanted && named.length > 1) throw invalidInput('/counter', 'several');
        await withAudit(db, tx =>
          planSession(
            { tx, officer: c.get('officer'), jobs, now: clock() },
            counter,
            toFormFields(cells, textsOf(c, sessionTexts)),
          ),
        );
      });
      return c.html(await list(c, { imported }));
    } catch (error) {
      return c.html(await list(c, { problem: toFormProblem(error) }), 422);
    }
  });

  return app;

  async function own(c: Context): Promise<Counters> {
    return sessionCounters(db, await agencyAndBelow(db, c.get('officer').agency));
  }

  async function change(
    c: Context,
    action: (
      planning: Parameters<typeof planSession>[0],
      counter: Counters[number],
      fields: Record<string, string>,
    ) => Promise<ReconcileResult>,
  ) {
    const fields = await readFormFields(c);
    const counter = (await own(c)).find(({ id }) => id === fields['counter']);
    if (!counter) throw new ProblemError('not-allowed');
    try {
      const replanned = await withAudit(db, tx =>
        action({ tx, officer: c.get('officer'), jobs, now: clock() }, counter, fields),
      );
      return c.html(await list(c, { replanned, typed: { counter: counter.id } }));
    } catch (error) {
      return c.html(await list(c, { typed: fields, problem: toFormProblem(error) }), 422);
    }
  }

  async function list(c: Context, { typed: fields = {}, problem, imported, replanned }: PageState = {}): Promise<Html> {
    const texts = textsOf(c, sessionTexts);
    const counters = await own(c);
    const here = counters.find(({ id }) => id === (fields['counter'] ?? c.req.query('counter'))) ?? counters[0];
    if (!here) return renderPage(c, texts.label, html`<p class="card">${texts.none}</p>`);
    const rules = await db
      .selectFrom('session_rule')
      .selectAll()
      .where('counter', '=', here.id)
      .orderBy('opens')
      .orderBy('id')
      .execute();
    const again = Number(fields['rule'] ?? c.req.query('rule')) || 0;
    const changed = rules.find(({ id }) => id === again);
    const usual: Record<string, string> = changed
      ? {
          // Rules that name only weekdays are shown as weekdays.
          ...(weekdaysOf(changed.rrule)
            ? { weekdays: weekdaysOf(changed.rrule)!.join(', ') }
            : { rrule: changed.rrule }),
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

const expectedVersion = ({ rule, rulesVersion }: Record<string, string>) => ({
  rule: Number(rule) || 0,
  rulesVersion: Number(rulesVersion),
});

/** A CSV row in the officers' language, as the form would have posted it. */
function toFormFields(
  cells: Record<string, string>,
  { units: words, no }: typeof sessionTexts.vi,
): Record<string, string> {
  const same = (a: string | undefined, b: string) => fold(a ?? '') === fold(b);
  const unit = units.find(each => same(cells['unit'], words[each]));
  return { ...cells, ...(unit && { unit }), ...(same(cells['phone'], no) && { phone: 'no' }) };
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
  const option = (value: string, words: string, chosen: boolean) =>
    html`<option value="${value}" ${chosen ? 'selected' : ''}>${words}</option>`;
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
