import { type Context, Hono } from 'hono';
import type { AppContext } from '../../http/router.ts';
import { recordAudit, withAudit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import { isUuid } from '../../platform/uuid.ts';
import { type FormState, readFormFields, requestedDay, toFormProblem } from '../../ui/form.ts';
import { textsOf } from '../../ui/texts.ts';
import { callOutcomes } from '../../../contract/index.ts';
import { type CallOutcome, claimCall, recordCall, releaseCall } from './claims.ts';
import { reportDay } from './day-report.ts';
import { deskTexts } from './desk-pages.texts.ts';
import { codePage, deskPage, type DeskPage } from './desk-view.ts';
import { findCall, listCalls, type NoticeTab, presentNotice } from './notice-queue.ts';
import { codeMinutes, createNoticeCode } from './notice-session.ts';
import { reportPage } from './report-view.ts';

const tabs: readonly NoticeTab[] = ['open', 'later', 'done'];
const tabOf = (name: string | undefined): NoticeTab => tabs.find(each => each === name) ?? 'open';

/** Calls to make: claimed, recorded, given back; the report of a day. Below `/desk/outbox`. */
export function deskPages({ db, secrets, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async (c, next) => (c.req.query('tab') === 'all' ? next() : c.html(await page(c))));

  app.post('/find', async c => {
    const { search = '', tab } = await readFormFields(c);
    return c.html(await page(c, { tab: tabOf(tab), search: search.slice(0, 100) }));
  });

  app.post('/code', async c => {
    const { id: officer } = c.get('officer');
    const code = await createNoticeCode(db, secrets, officer, clock());
    await withAudit(db, tx => recordAudit(tx, { officer, action: 'outbox.code', subject: 'code', now: clock() }));
    return c.html(codePage(c, code, codeMinutes));
  });

  app.get('/report', async c => {
    const day = requestedDay(c.req.query('date'), clock());
    return c.html(reportPage(c, day, await reportDay(db, c.get('officer'), day)));
  });

  // With what was written down before the claim had run out.
  app.post('/:id/claim', async c => {
    const typed = await readFormFields(c);
    const isAgain = typed['attempt'] !== undefined;
    const texts = textsOf(c, deskTexts);
    try {
      await change(c, claimCall);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { slug, extensions } = error;
      const message = slug === 'already-claimed' ? texts.lost(extensions.detail ?? '') : texts.gone;
      if (isAgain) return c.html(await lostPage(c, message, typed), 409);
      if (slug !== 'already-claimed') throw error;
      return c.html(await page(c, { message }), 409);
    }
    if (!isAgain) return c.redirect('/desk/outbox', 303);
    return c.html(await page(c, { typed: { ...typed, attempt: '', id: c.req.param('id') } }));
  });

  // A sign of life from the page on which an officer types.
  app.post('/:id/keep', async c => {
    await change(c, claimCall);
    return c.body(null, 204);
  });

  app.post('/:id/release', async c => {
    await change(c, releaseCall).catch(unlessGone);
    return c.redirect('/desk/outbox', 303);
  });

  app.post('/:id/record', async c => {
    const typed = await readFormFields(c);
    const { attempt = '', outcome, note, callAt } = typed;
    try {
      if (!isUuid(attempt)) throw invalidInput('/attempt', 'invalid');
      const known = callOutcomes.find(each => each === outcome);
      if (!known) throw invalidInput('/outcome', 'required');
      await change(c, (caller, id) => recordCall(caller, id, { attempt, note, ...readCall(known, callAt) }));
    } catch (error) {
      if (error instanceof ProblemError && error.slug === 'not-claimed')
        return c.html(await lostPage(c, textsOf(c, deskTexts).gone, typed), 409);
      const problem = toFormProblem(error);
      if (problem.slug !== 'invalid-input') throw error;
      return c.html(await page(c, { typed: { ...typed, id: c.req.param('id') }, problem }), 422);
    }
    return c.redirect('/desk/outbox?done', 303);
  });

  return app;

  async function change(
    c: Context,
    work: (caller: { tx: Tx; officer: ReturnType<typeof officerOf>; now: Date }, id: string) => Promise<unknown>,
  ): Promise<void> {
    const id = c.req.param('id') ?? '';
    if (!isUuid(id)) throw new ProblemError('notice-not-found');
    await withAudit(db, tx => work({ tx, officer: officerOf(c), now: clock() }, id));
  }

  /** With what was written down of a call that is not the officer's any more. */
  async function lostPage(c: Context, message: string, typed: Record<string, string>) {
    const { id: officer, scope } = c.get('officer');
    const id = c.req.param('id') ?? '';
    const row = isUuid(id) ? await findCall(db, id, scope) : undefined;
    return page(c, { message, typed, lost: row && presentNotice(row, officer, clock()) });
  }

  async function page(
    c: Context,
    more: Partial<Pick<DeskPage, 'tab' | 'search' | 'message' | 'lost'> & FormState> = {},
  ) {
    const now = clock();
    const { tab = tabOf(c.req.query('tab')), search } = more;
    const officer = c.get('officer');
    const { rows, more: hasMore } = await listCalls(db, officer, { tab, search }, now);
    const notices = rows.map(row => presentNotice(row, officer.id, now));
    return deskPage(c, { ...more, tab, notices, more: hasMore });
  }
}

const officerOf = (c: Context) => c.get('officer');

/** A field without an offset is a time in Viet Nam. */
function readCall(outcome: CallOutcome, callAt = ''): { outcome: CallOutcome; callAt?: Date } {
  if (!callAt || outcome === 'reached' || outcome === 'wrong-number') return { outcome };
  const at = new Date(`${callAt.slice(0, 16)}:00+07:00`);
  if (Number.isNaN(at.getTime())) throw invalidInput('/callAt', 'date');
  return { outcome, callAt: at };
}

function unlessGone(error: unknown): void {
  if (!(error instanceof ProblemError) || error.slug !== 'not-claimed') throw error;
}
