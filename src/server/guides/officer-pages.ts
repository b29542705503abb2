import { type Context, Hono } from 'hono';
import type { AppContext } from '../http/router.ts';
import { withAudit } from '../platform/audit.ts';
import type { GuideRow } from '../platform/schema.ts';
import { type FormState, mayChange, readFormFields, toFormProblem } from '../ui/form.ts';
import { type Html } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { storedCaptions } from './captions.ts';
import { createGuide, saveGuide, saveTiming, setGuideState } from './guide-edit.ts';
import type { GuideForm } from './guide-form.ts';
import { guideFields } from './officer-fields.ts';
import { guideTexts } from './officer-pages.texts.ts';
import { answerCounts, listGuides, previewGuide, readGuide } from './officer-queries.ts';
import { guideListPage, guidePage, guideValues } from './officer-views.ts';
import { guideFile } from './routes.ts';
import { timingPage, timingScript, timingValues } from './timing-view.ts';
import { watchCounts } from './watch-counts.ts';

const fileFields = ['mp4', 'webm', 'poster', 'captionsVi', 'captionsEn'] as const;

/** Guides of the officer's agencies: create, edit, publish, and see whom they helped. */
export function guidePages({ db, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await listPage(c)));

  app.post('/', async c => {
    const form = await readForm(c);
    try {
      const id = await withAudit(db, tx => createGuide({ tx, officer: c.get('officer'), now: clock() }, form));
      return c.redirect(`/desk/guides/${id}?done`, 303);
    } catch (error) {
      return c.html(await listPage(c, { typed: form.fields, problem: toFormProblem(error) }), 422);
    }
  });

  app.get('/timing.js', c =>
    c.body(timingScript, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'private, max-age=31536000, immutable',
    }),
  );

  app.get('/:id', async c => c.html(await onePage(c, await own(c))));

  // Files of drafts and withdrawn guides, for officers only; those of published guides are under `/api`.
  app.get('/:id/files/:file', async c => {
    const { id } = await own(c);
    const answer = await guideFile(c, db, id, c.req.param('file'));
    answer.headers.set('Cache-Control', 'private, no-store');
    return answer;
  });

  app.post('/:id', async c => {
    const row = await own(c);
    const form = await readForm(c);
    try {
      await withAudit(db, tx => saveGuide({ tx, officer: c.get('officer'), now: clock() }, seen(row, form), form));
      return c.redirect(`/desk/guides/${row.id}?done`, 303);
    } catch (error) {
      const problem = toFormProblem(error);
      // After a concurrent change the new version is shown, without the typed values.
      const fields = problem.slug === 'changed-meanwhile' ? undefined : form.fields;
      return c.html(await onePage(c, await own(c), { typed: fields, problem }), 422);
    }
  });

  app.get('/:id/timing', async c => {
    const row = await own(c);
    return mayChange(c) ? c.html(await timing(c, row)) : c.redirect(`/desk/guides/${row.id}`);
  });

  app.post('/:id/timing', async c => {
    const row = await own(c);
    const form = await readForm(c);
    try {
      await withAudit(db, tx => saveTiming({ tx, officer: c.get('officer'), now: clock() }, seen(row, form), form));
      return c.redirect(`/desk/guides/${row.id}/timing?done`, 303);
    } catch (error) {
      const state = { typed: form.fields, problem: toFormProblem(error) };
      return c.html(await timing(c, await own(c), state, form.files.poster !== undefined), 422);
    }
  });

  app.post('/:id/state', async c => {
    const row = await own(c);
    const form = await readForm(c);
    try {
      await withAudit(db, tx =>
        setGuideState({ tx, officer: c.get('officer'), now: clock() }, seen(row, form), form.fields['to'] ?? ''),
      );
      return c.redirect(`/desk/guides/${row.id}?done`, 303);
    } catch (error) {
      return c.html(await onePage(c, await own(c), { problem: toFormProblem(error) }), 409);
    }
  });

  return app;

  /** The row with the version that the form was made from. */
  function seen(row: GuideRow, { fields }: GuideForm): GuideRow {
    return { ...row, version: Number(fields['version']) || 0 };
  }

  async function readForm(c: Context): Promise<GuideForm> {
    const body = await c.req.parseBody();
    const files: GuideForm['files'] = {};
    for (const name of fileFields) {
      const file = body[name];
      if (file instanceof File && file.size) files[name] = Buffer.from(await file.arrayBuffer());
    }
    return { fields: await readFormFields(c), files };
  }

  function own(c: Context): Promise<GuideRow> {
    return readGuide(db, c.get('officer'), c.req.param('id') ?? '');
  }

  async function listPage(c: Context, state: FormState = {}): Promise<Html> {
    const fields = await guideFields(db, textsOf(c, guideTexts), state.typed ?? {}, true);
    return guideListPage(c, await listGuides(db, c.get('officer')), fields, state);
  }

  async function onePage(c: Context, row: GuideRow, state: FormState = {}): Promise<Html> {
    const details = {
      row,
      guide: await previewGuide(db, row, clock()),
      answers: await answerCounts(db, row.id),
      watched: await watchCounts(db, row, clock()),
      // A form that was refused keeps the version that it was made from.
      version: Number(state.typed?.['version'] ?? row.version),
      fields: await guideFields(db, textsOf(c, guideTexts), state.typed ?? guideValues(row), false),
    };
    return guidePage(c, details, state);
  }

  async function timing(c: Context, row: GuideRow, state: FormState = {}, hadPoster = false): Promise<Html> {
    const [guide, captions] = [await previewGuide(db, row, clock()), await storedCaptions(db, row.id)];
    const stored = timingValues(row, captions);
    // After a concurrent change both are shown: what was typed, to be saved once more, and what it would replace.
    const saved = state.problem?.slug === 'changed-meanwhile' ? stored : undefined;
    return timingPage(c, { row, guide, captions, values: state.typed ?? stored, saved, hadPoster }, state);
  }
}
