import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { addDays, type Day, dayOf, isDay, isOff, weekday } from '../../../domain/calendar.ts';
import { byday } from '../../../domain/parse-input.ts';
import { specialDays } from '../../agencies/index.ts';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import { csvTemplate, importRows, readTable } from '../../platform/table-import.ts';
import type { OfficerTx } from '../../platform/tx-context.ts';
import { isUuid } from '../../platform/uuid.ts';
import { csvAnswer } from '../../ui/csv-answer.ts';
import { mayChange, readFormFields, readList, readUpload, requestedDay, toFormProblem } from '../../ui/form.ts';
import { formatDay, type Html, renderPage } from '../../ui/page.ts';
import { localize, textsOf } from '../../ui/texts.ts';
import { loadPlanningContext, parseDuty } from '../duty-input.ts';
import {
  changeDuty,
  copyWeek,
  deleteDuty,
  type DutyChange,
  type ExpectedVersion,
  planDuty,
  swapDuties,
} from '../duty-plan.ts';
import { keepForUndo, undoChange } from '../duty-undo.ts';
import { placesOf, placesWithDuties, rosterSettings } from '../roster.ts';
import { dutyTexts } from './duties.texts.ts';
import { type DutyFormView, fieldsOfDuty, fieldsOfNew, weekUrl } from './duty-form.ts';
import { layOutWeek, weeksBefore } from './week-grid.ts';
import { weekPage, type WeekState } from './week-view.ts';

/** Upper bound of duties per file: a year of several places. */
const maxTurns = 5000;

const optionalColumns = ['until', 'weekdays', 'helpers', 'tasks', 'languages'];

/** The roster by week: plan, change, swap, copy, remove, undo, import. */
export function dutyPages({ db, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await week(c)));

  app.get('/template.csv', async c => {
    const texts = textsOf(c, dutyTexts);
    const { roster } = await rosterSettings(db, c.get('officer').agency);
    const [place] = await placesOf(db, c.get('officer').agency);
    const day = formatDay(addDays(dayOf(clock()), 7));
    const file = csvTemplate(texts.dutyColumns, {
      ...{ place: place?.name ?? '', from: day, until: '', weekdays: '', opens: '07:30', closes: '11:30' },
      team: roster.teams[0]?.name.vi ?? '',
      helpers: texts.exampleNames,
      // Lists are separated by commas.
      tasks: roster.tasks.find(({ name }) => !name.vi.includes(','))?.name.vi ?? '',
      languages: '',
    });
    return csvAnswer(c, 'lich-truc.csv', file);
  });

  app.post('/', c =>
    change(c, async (action, fields) => {
      const planning = await loadPlanningContext(action.tx, action.officer.agency, action.now);
      const first = fields['from'] ?? '';
      // Repeated on the weekday of the first day, unless weekdays are ticked.
      const weekdays = fields['weekdays'] || (fields['until'] && isDay(first) ? byday[weekday(first) - 1]! : '');
      return planDuty(action, planning, { ...fields, weekdays });
    }),
  );

  app.post('/change', c =>
    change(c, async (action, { duty = '', ...fields }) =>
      changeDuty(
        action,
        await loadPlanningContext(action.tx, action.officer.agency, action.now),
        expectedVersion(duty),
        fields,
      ),
    ),
  );

  app.post('/swap', c =>
    change(c, (action, { one = '', other = '' }, places) =>
      swapDuties(action, places, expectedVersion(one), expectedVersion(other)),
    ),
  );

  app.post('/drop', c =>
    change(c, (action, { duty = '' }, places) => deleteDuty(action, places, expectedVersion(duty))),
  );

  app.post('/copy', c =>
    change(c, async (action, fields) =>
      copyWeek(
        action,
        await loadPlanningContext(action.tx, action.officer.agency, action.now),
        mondayOf(fields['week']),
      ),
    ),
  );

  app.post('/undo', c =>
    change(c, async (action, { change: id = '' }, places) => {
      if (isUuid(id)) await undoChange(action, places, id);
      return { before: [], after: [] };
    }),
  );

  app.post('/import', async c => {
    try {
      const { dutyColumns } = textsOf(c, dutyTexts);
      const rows = await readTable((await readUpload(c, 'file')) ?? new Uint8Array(), dutyColumns, optionalColumns);
      const now = clock();
      const officer = c.get('officer');
      const planning = await loadPlanningContext(db, officer.agency, now);
      let turns = 0;
      const imported = await importRows(rows, async cells => {
        turns += parseDuty(planning, cells).dates.length;
        if (turns > maxTurns) throw invalidInput('/until', 'many');
        await withAudit(db, tx => planDuty({ tx, officer, now }, planning, cells));
      });
      return c.html(await week(c, { imported }));
    } catch (error) {
      return c.html(await week(c, { problem: toFormProblem(error) }), 422);
    }
  });

  return app;

  async function change(
    c: Context,
    action: (planning: OfficerTx, fields: Record<string, string>, places: readonly string[]) => Promise<DutyChange>,
  ) {
    const fields = await readFormFields(c);
    for (const name of ['tasks', 'languages', 'weekdays'])
      if (fields['from'] !== undefined && fields['helpers'] !== undefined)
        fields[name] = (await readList(c, name)).join(',');
    try {
      const undo = await withAudit(db, async tx => {
        const context = { tx, officer: c.get('officer'), now: clock() };
        const places = (await placesOf(tx, context.officer.agency)).map(({ id }) => id);
        return keepForUndo(context, await action(context, fields, places));
      });
      return c.redirect(
        weekUrl(
          mondayOf(fields['week']),
          undo ? { undo } : c.req.path.endsWith('/undo') ? { undone: '' } : { done: '' },
        ),
        303,
      );
    } catch (error) {
      return c.html(await week(c, { typed: fields, problem: toFormProblem(error) }), 422);
    }
  }

  /** The Monday of the week of a day; of this week when it is invalid. */
  function mondayOf(text: string | undefined): Day {
    const day = requestedDay(text, clock());
    return addDays(day, 1 - weekday(day));
  }

  async function week(c: Context, state: WeekState = {}): Promise<Html> {
    const texts = textsOf(c, dutyTexts);
    const { agency } = c.get('officer');
    const query = c.req.query();
    const settings = await rosterSettings(db, agency).catch(ifNotOffered);
    const monday = mondayOf(state.typed?.['week'] ?? query['week']);
    const sunday = addDays(monday, 6);
    const places = settings ? await placesWithDuties(db, agency, [addDays(monday, -7 * weeksBefore), sunday]) : [];
    if (!settings || !places.length) return renderPage(c, texts.label, html`<p class="card">${texts.none}</p>`);
    const today = dayOf(clock());
    const special = await specialDays(db, settings.chain, monday, sunday);
    const off = new Map(
      [...special].flatMap(([date, day]) => (isOff(day) ? [[date, localize(c, day.name)] as const] : [])),
    );
    const form = readForm();
    return weekPage(
      c,
      {
        ...{
          roster: settings.roster,
          monday,
          today,
          off,
          form,
          undo: isUuid(query['undo'] ?? '') ? query['undo'] : undefined,
        },
        grid: layOutWeek(places, { monday, today, off: new Set(off.keys()) }),
        isSwapping: form?.isSwapping ?? false,
      },
      state,
    );

    function readForm(): DutyFormView | undefined {
      if (!mayChange(c)) return undefined;
      const chosen = state.typed?.['duty'] ?? query['duty'];
      const duty = places.flatMap(({ duties }) => duties).find(({ id }) => id === chosen?.split(':')[0]);
      const isNew = query['add'] !== undefined || state.typed?.['from'] !== undefined;
      if (!duty && !isNew) return undefined;
      const usual = duty ? fieldsOfDuty(duty) : fieldsOfNew(query, monday, today);
      return { monday, places, duty, typed: { ...usual, ...state.typed }, isSwapping: query['swap'] !== undefined };
    }
  }
}

function expectedVersion(text: string): ExpectedVersion {
  const [, id = '', version = ''] = /^([^:]*):(\d{1,9})$/.exec(text) ?? [];
  if (!isUuid(id)) throw invalidInput('/other', 'unknown');
  return { id, version: Number(version) };
}

/** Other errors are the server's. */
function ifNotOffered(error: unknown): undefined {
  if (!(error instanceof ProblemError && error.slug === 'not-offered')) throw error;
}
