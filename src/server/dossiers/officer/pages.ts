import { type Context, Hono } from 'hono';
import type { AppContext } from '../../http/router.ts';
import { recordAudit, withAudit } from '../../platform/audit.ts';
import { officersFor } from '../../platform/officers.ts';
import { invalidInput } from '../../platform/problem.ts';
import type { DossierRow } from '../../platform/schema.ts';
import { type FormState, parseDayField, readFormFields, toFormProblem } from '../../ui/form.ts';
import { RecentReads } from '../../ui/recent-reads.ts';
import { intakePages } from '../intake/intake-pages.ts';
import { receptionPages } from '../reception/reception-pages.ts';
import { slipPages, type SlipOptions } from '../reception/slip-pages.ts';
import { applyTransition, extendDossier, undoMove, validateTransition } from '../transitions.ts';
import { assign } from './assign.ts';
import { dossierPage } from './dossier-view.ts';
import { readTransition } from './next-step.ts';
import {
  countTabs,
  filterChoices,
  listQueue,
  readDossier,
  readHistory,
  sortings,
  tabs,
  type QueueFilter,
} from './queries.ts';
import { queuePage } from './queue-view.ts';

const maxNote = 2000;
const maxPage = 1000;

/** Dossiers of the officer's agencies: queues, assignment, moves with undo, notes. */
export function dossierPages(around: AppContext, options: SlipOptions): Hono {
  const { db, jobs, clock } = around;
  const app = new Hono();
  app.route('/receive', receptionPages(around));
  app.route('/intake', intakePages(around, options));
  app.route('/', slipPages(around, options));
  const reads = new RecentReads(db);
  const context = (c: Context) => ({ officer: c.get('officer'), jobs, now: clock() });
  const writes = (c: Context) => c.get('officer').role !== 'reader';

  app.get('/', async c => {
    const filter = readFilter(c);
    const officer = c.get('officer');
    const now = clock();
    const [counts, rows, choices] = [
      await countTabs(db, officer, now),
      await listQueue(db, officer, filter, now),
      await filterChoices(db, officer, now),
    ];
    return c.html(queuePage(c, { filter, counts, rows, choices, writes: writes(c), now }));
  });

  app.post('/assign', async c => {
    const fields = await c.req.parseBody({ all: true });
    const ids = [fields['dossier'] ?? []].flat().filter(id => typeof id === 'string');
    const to = typeof fields['to'] === 'string' ? fields['to'] : '';
    await withAudit(db, tx => assign({ tx, ...context(c) }, c.get('officer').scope, ids, to || null));
    const back =
      typeof fields['back'] === 'string' && fields['back'].startsWith('/desk/dossiers') ? fields['back'] : '';
    return c.redirect(back || '/desk/dossiers', 303);
  });

  app.get('/:id', async c => {
    const row = await read(c);
    await reads.note({ officer: c.get('officer').id, action: 'dossier.read', subject: row.code, now: clock() });
    return show(c, row);
  });

  app.post('/:id/move', async c => {
    const typed = await readFormFields(c);
    if (typed['confirmed'])
      return submit(c, typed, (row, tx) => applyTransition({ tx, ...context(c) }, row, readTransition(typed)));
    const row = await read(c);
    try {
      validateTransition(row, readTransition(typed));
      return await show(c, row, { typed }, true);
    } catch (error) {
      return show(c, row, { typed, problem: toFormProblem(error) });
    }
  });

  app.post('/:id/edit', async c => show(c, await read(c), { typed: await readFormFields(c) }));

  app.post('/:id/undo', async c => {
    const typed = await readFormFields(c);
    return submit(c, typed, (row, tx) => undoMove({ tx, ...context(c) }, row), '?undone');
  });

  app.post('/:id/extend', async c => {
    const typed = await readFormFields(c);
    return submit(
      c,
      typed,
      (row, tx) => {
        const to = parseDayField(typed['to'], '/to');
        if (!to) throw invalidInput('/to', 'required');
        const { reason = '', letter } = typed;
        return extendDossier({ tx, ...context(c) }, row, { to, reason, ...(letter && { letter }) });
      },
      '?done',
    );
  });

  app.post('/:id/note', async c => {
    const typed = await readFormFields(c);
    const { text = '' } = typed;
    return submit(
      c,
      typed,
      async (row, tx) => {
        if (!text || text.length > maxNote) throw invalidInput('/text', 'length');
        const { officer, now } = context(c);
        await tx.insertInto('dossier_note').values({ dossier: row.id, at: now, officer: officer.id, text }).execute();
        await recordAudit(tx, { officer: officer.id, action: 'dossier.note', subject: row.code, now });
      },
      '#notes',
    );
  });

  return app;

  /** Runs the action of a form on the version that its page showed; on a problem the page keeps what was typed. */
  async function submit(
    c: Context,
    typed: Record<string, string>,
    action: (row: DossierRow, tx: Parameters<Parameters<typeof withAudit>[1]>[0]) => Promise<void>,
    after = '',
  ) {
    const row = await read(c);
    const seen = typed['version'] === undefined ? row.version : Number(typed['version']) || 0;
    try {
      await withAudit(db, tx => action({ ...row, version: seen }, tx));
      return c.redirect(`/desk/dossiers/${row.id}${after}`, 303);
    } catch (error) {
      return show(c, await read(c), { typed, problem: toFormProblem(error) });
    }
  }

  async function show(c: Context, row: DossierRow, state: FormState = {}, asks = false) {
    const now = clock();
    const history = await readHistory(db, row, c.get('officer').id, now);
    const officers = await officersFor(db, row.agency, 'dossiers', clock());
    const page = dossierPage(c, { ...state, row, history, officers, writes: writes(c), asks, now });
    return c.html(page, !state.problem ? 200 : state.problem.slug === 'changed-meanwhile' ? 409 : 422);
  }

  function read(c: Context): Promise<DossierRow> {
    return readDossier(db, c.get('officer'), c.req.param('id') ?? '');
  }
}

function readFilter(c: Context): QueueFilter {
  const query = (name: string) => c.req.query(name) ?? '';
  const page = Number(query('page'));
  return {
    tab: tabs.find(tab => tab === query('tab')) ?? 'open',
    sort: sortings.find(sort => sort === query('sort')) ?? 'due',
    descending: query('desc') === '1',
    procedure: query('procedure'),
    assignee: query('assignee'),
    page: Number.isInteger(page) && page > 0 && page <= maxPage ? page : 1,
  };
}
