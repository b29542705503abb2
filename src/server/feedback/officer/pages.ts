import { type Context, Hono } from 'hono';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import { officersFor } from '../../platform/officers.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { OfficerContext } from '../../platform/tx-context.ts';
import { type FormState, readFormFields, toFormProblem } from '../../ui/form.ts';
import { RecentReads } from '../../ui/recent-reads.ts';
import { forwardTargets } from '../forward-targets.ts';
import { answerOpinion, assignOpinion, forwardOpinion, isOpenOpinion } from '../handle-opinion.ts';
import { goneOpinionPage, opinionPage } from './opinion-view.ts';
import { countTabs, listOpinions, opinionTabs, type OpinionView, readOpinion } from './queries.ts';
import { opinionQueue } from './queue-view.ts';
import { ratingPages } from './ratings.ts';

const maxPage = 1000;

/** Opinions of the officer's agencies: queues, assignment, answer, forwarding, closing; and ratings. */
export function opinionPages(app: AppContext): Hono {
  const { db, jobs, clock } = app;
  const reads = new RecentReads(db);
  const pages = new Hono();

  pages.get('/', async c => {
    const officer = c.get('officer');
    const now = clock();
    const tab = opinionTabs.find(each => each === c.req.query('tab')) ?? 'open';
    const page = Math.min(maxPage, Math.max(1, Math.trunc(Number(c.req.query('page')) || 1)));
    const counts = await countTabs(db, officer, now);
    const rows = await listOpinions(db, officer, { tab, page }, now);
    return c.html(opinionQueue(c, { tab, page, counts, rows, isWide: officer.scope.length > 1, now }));
  });

  pages.route('/ratings', ratingPages(app));

  pages.get('/:id', async c => {
    const row = await read(c);
    if (row.contact_phone)
      await reads.note({ officer: c.get('officer').id, action: 'opinion.read', subject: row.code, now: clock() });
    return c.html(await show(c, row));
  });

  pages.post('/:id/answer', c => change(c, (context, row, { answer = '' }) => answerOpinion(context, row, answer)));
  pages.post('/:id/close', c =>
    change(c, (context, row, { reason = '' }) => answerOpinion(context, row, reason, true)),
  );
  pages.post('/:id/assign', c => change(c, (context, row, { to }) => assignOpinion(context, row, to || null)));
  pages.post('/:id/forward', c =>
    change(c, (context, row, { to = '', note = '' }) => forwardOpinion(context, row, { to, note })),
  );

  return pages;

  async function change(
    c: Context,
    action: (context: OfficerContext, row: OpinionView, fields: Record<string, string>) => Promise<void>,
  ) {
    const typed = await readFormFields(c);
    const row = await findOwn(c);
    // Forwarded to others meanwhile, for instance.
    if (!row) return c.html(goneOpinionPage(c, typed['answer']), 404);
    const officer = c.get('officer');
    try {
      await withAudit(db, async tx =>
        action({ tx, officer, jobs, now: clock() }, { ...row, version: Number(typed['version']) || 0 }, typed),
      );
      // Once forwarded it may belong to others.
      return c.redirect((await findOwn(c)) ? `/desk/opinions/${row.id}?done` : '/desk/opinions?done', 303);
    } catch (error) {
      const problem = toFormProblem(error);
      const status = problem.slug === 'changed-meanwhile' ? 409 : 422;
      return c.html(await show(c, await read(c), { typed, problem }), status);
    }
  }

  async function findOwn(c: Context): Promise<OpinionView | undefined> {
    try {
      return await read(c);
    } catch (error) {
      if (error instanceof ProblemError && error.slug === 'opinion-not-found') return undefined;
      throw error;
    }
  }

  function read(c: Context): Promise<OpinionView> {
    return readOpinion(db, c.get('officer'), c.req.param('id') ?? '');
  }

  async function show(c: Context, row: OpinionView, state: FormState = {}) {
    const now = clock();
    const isOpen = isOpenOpinion(row);
    return opinionPage(c, {
      row,
      officers: await officersFor(db, row.agency, 'opinions', now),
      targets: isOpen ? await forwardTargets(db, row.agency, now) : [],
      now,
      ...state,
    });
  }
}
