import { type Context, Hono } from 'hono';
import { units } from '../../../contract/index.ts';
import { addDays, dayOf } from '../../../domain/calendar.ts';
import { foldDiacritics } from '../../../domain/fold-diacritics.ts';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import type { Db } from '../../platform/database.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import { csvTemplate, importRows, readTable } from '../../platform/table-import.ts';
import { csvAnswer } from '../../ui/csv-answer.ts';
import { readFormFields, readList, readUpload, toFormProblem } from '../../ui/form.ts';
import { formatDay, type Html } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import type { ReconcileResult } from '../reconcile.ts';
import { deleteSession, planSession, sessionCounters } from '../session-rules.ts';
import { cellsOfForm } from './session-fields.ts';
import { sessionTexts } from './session-rules.texts.ts';
import { type Counters, sessionPage, type SessionPageState } from './session-view.ts';

/** Rules of sessions and home visits: plan, change, delete, import. */
export function sessionPages({ db, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await list(c)));

  app.get('/template.csv', async c => {
    const texts = textsOf(c, sessionTexts);
    const [counter] = await own(c);
    const file = csvTemplate(texts.sessionColumns, {
      ...{ counter: counter?.id ?? '', weekdays: texts.exampleWeekdays, rrule: '' },
      ...{ since: formatDay(addDays(dayOf(clock()), 7)), opens: '17:30', closes: '19:30', capacity: '60' },
      ...{ unit: texts.units.pages, most: '20', minutes: '1,5', cutoff: '60', phone: texts.yes },
    });
    return csvAnswer(c, 'lich-theo-buoi.csv', file);
  });

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
      const { sessionColumns } = textsOf(c, sessionTexts);
      const optional = ['weekdays', 'rrule', 'since', 'unit', 'most', 'minutes', 'cutoff', 'phone'];
      const rows = await readTable((await readUpload(c, 'file')) ?? new Uint8Array(), sessionColumns, optional);
      const counters = await own(c);
      const imported = await importRows(rows, async cells => {
        const wanted = cells['counter'] ?? '';
        const named = counters.filter(({ name }) => foldDiacritics(name) === foldDiacritics(wanted));
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
    return sessionCounters(db, c.get('officer').scope);
  }

  async function change(
    c: Context,
    action: (
      planning: Parameters<typeof planSession>[0],
      counter: Counters[number],
      fields: Record<string, string>,
    ) => Promise<ReconcileResult>,
  ) {
    const fields: Record<string, string> = await readFormFields(c);
    fields['weekdays'] = (await readList(c, 'weekdays')).join(',');
    const counter = (await own(c)).find(({ id }) => id === fields['counter']);
    if (!counter) throw new ProblemError('not-allowed');
    try {
      const replanned = await withAudit(db, tx =>
        action({ tx, officer: c.get('officer'), jobs, now: clock() }, counter, cellsOfForm(fields)),
      );
      return c.html(await list(c, { replanned, typed: { counter: counter.id } }));
    } catch (error) {
      return c.html(await list(c, { typed: fields, problem: toFormProblem(error) }), 422);
    }
  }

  async function list(c: Context, state: SessionPageState = {}): Promise<Html> {
    const counters = await own(c);
    const wanted = state.typed?.['counter'] ?? c.req.query('counter');
    const here = counters.find(({ id }) => id === wanted) ?? counters[0];
    const rules = here ? await rulesOf(db, here.id) : [];
    return sessionPage(c, { counters, here, rules, today: dayOf(clock()) }, state);
  }
}

const rulesOf = (db: Db, counter: string) =>
  db.selectFrom('session_rule').selectAll().where('counter', '=', counter).orderBy('opens').orderBy('id').execute();

const expectedVersion = ({ rule, rulesVersion }: Record<string, string>) => ({
  rule: Number(rule) || 0,
  rulesVersion: Number(rulesVersion),
});

/** A CSV row in the officers' language, as the form would have posted it. */
function toFormFields(
  cells: Record<string, string>,
  { units: label, no }: typeof sessionTexts.vi,
): Record<string, string> {
  const same = (a: string | undefined, b: string) => foldDiacritics(a ?? '') === foldDiacritics(b);
  const unit = units.find(each => same(cells['unit'], label[each]));
  return { ...cells, ...(unit && { unit }), ...(same(cells['phone'], no) && { phone: 'no' }) };
}
