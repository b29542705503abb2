import { type Context, Hono } from 'hono';
import type { AppContext } from '../http/router.ts';
import { withAudit } from '../platform/audit.ts';
import { invalidInput } from '../platform/problem.ts';
import type { DossierRow } from '../platform/schema.ts';
import { parseDayField, readFormFields, toFormProblem } from '../ui/form.ts';
import { listDossiers, readDossier, stepsOf } from './officer-queries.ts';
import { dossierList, dossierPage } from './officer-views.ts';
import { applyTransition, extendDossier, type Transition } from './transitions.ts';

/** Dossiers of the officer's agencies: search, move, extend. */
export function dossierPages({ db, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => {
    const filters = { code: c.req.query('code') ?? '', status: c.req.query('status') ?? '' };
    return c.html(dossierList(c, await listDossiers(db, c.get('officer'), filters), filters));
  });

  app.get('/:id', async c => {
    const row = await read(c);
    return c.html(dossierPage(c, row, await stepsOf(db, row.id)));
  });

  app.post('/:id/move', c =>
    submit(c, async (row, fields) => {
      const transition = readTransition(fields);
      await withAudit(db, tx =>
        applyTransition({ tx, officer: c.get('officer'), jobs, now: clock() }, row, transition),
      );
    }),
  );

  app.post('/:id/extend', c =>
    submit(c, async (row, fields) => {
      const to = parseDayField(fields['to'], '/to');
      if (!to) throw invalidInput('/to', 'required');
      const { reason = '', letter } = fields;
      const extension = { to, reason, ...(letter && { letter }) };
      await withAudit(db, tx => extendDossier({ tx, officer: c.get('officer'), jobs, now: clock() }, row, extension));
    }),
  );

  return app;

  /** Runs the action of a form on the version that its page showed; on a problem the page keeps what was typed. */
  async function submit(c: Context, action: (row: DossierRow, fields: Record<string, string>) => Promise<void>) {
    const typed = await readFormFields(c);
    const row = await read(c);
    try {
      await action({ ...row, version: Number(typed['version']) || 0 }, typed);
      return c.redirect(`/desk/dossiers/${row.id}?done`, 303);
    } catch (error) {
      const problem = toFormProblem(error);
      const current = await read(c);
      const page = dossierPage(c, current, await stepsOf(db, row.id), { typed, problem });
      return c.html(page, problem.slug === 'changed-meanwhile' ? 409 : 422);
    }
  }

  function read(c: Context): Promise<DossierRow> {
    return readDossier(db, c.get('officer'), c.req.param('id') ?? '');
  }
}

function readTransition(fields: Record<string, string>): Transition {
  const amount = fields['amount'] ? Number(fields['amount'].replace(/[.\s]/g, '')) : undefined;
  if (amount !== undefined && !(Number.isSafeInteger(amount) && amount > 0)) throw invalidInput('/amount', 'number');
  const before = parseDayField(fields['before'], '/before');
  return {
    to: fields['to'] ?? '',
    papers: (fields['papers'] ?? '')
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean),
    ...(fields['note'] && { note: fields['note'] }),
    ...(before && { before }),
    ...(amount && { amount }),
  };
}
