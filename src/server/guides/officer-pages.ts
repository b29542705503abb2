import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { clockOf } from '../../domain/video-time.ts';
import { agencyAndBelow, agencyChain } from '../agencies/index.ts';
import type { AppContext } from '../http/router.ts';
import { withAudit } from '../platform/audit.ts';
import { ProblemError } from '../platform/problem.ts';
import type { GuideRow } from '../platform/schema.ts';
import { type FormState, readFormFields, toFormProblem } from '../ui/form.ts';
import { formatDay, formToken, type Html, problemBox, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { createGuide, saveGuide, setGuideState } from './guide-edit.ts';
import type { GuideForm } from './guide-form.ts';
import { presentGuide } from './guide.ts';
import { guideFields } from './officer-fields.ts';
import { guideTexts } from './officer-pages.texts.ts';
import { guideFile } from './routes.ts';

const fileFields = ['mp4', 'webm', 'poster', 'captionsVi', 'captionsEn'] as const;

/** Guides of the officer's agencies: create, edit, publish, and see whom they helped. */
export function guidePages({ db, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await list(c)));

  app.post('/', async c => {
    const form = await readForm(c);
    try {
      const id = await withAudit(db, tx => createGuide({ tx, officer: c.get('officer'), now: clock() }, form));
      return c.redirect(`/desk/guides/${id}?done`, 303);
    } catch (error) {
      return c.html(await list(c, { typed: form.fields, problem: toFormProblem(error) }), 422);
    }
  });

  app.get('/:id', async c => c.html(await one(c, await own(c))));

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
      return c.html(await one(c, await own(c), { typed: fields, problem }), 422);
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
      return c.html(await one(c, await own(c), { problem: toFormProblem(error) }), 409);
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

  async function own(c: Context): Promise<GuideRow> {
    const row = await db
      .selectFrom('guide')
      .selectAll()
      .where('id', '=', c.req.param('id') ?? '')
      .where('agency', 'in', await agencyAndBelow(db, c.get('officer').agency))
      .executeTakeFirst();
    if (!row) throw new ProblemError('guide-not-found');
    return row;
  }

  async function list(c: Context, entry: FormState = {}): Promise<Html> {
    const texts = textsOf(c, guideTexts);
    const rows = await db
      .selectFrom('guide')
      .selectAll('guide')
      .select(({ selectFrom }) => [
        selectFrom('guide_answer')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .whereRef('guide_answer.guide', '=', 'guide.id')
          .where('helpful', '=', true)
          .as('helped'),
        selectFrom('guide_answer')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .whereRef('guide_answer.guide', '=', 'guide.id')
          .where('helpful', '=', false)
          .as('lost'),
      ])
      .where('agency', 'in', await agencyAndBelow(db, c.get('officer').agency))
      .orderBy('created_at', 'desc')
      .limit(500)
      .execute();
    const table = html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th>${texts.guideTitle}</th>
            <th>${texts.status}</th>
            <th>${texts.reviewedAt}</th>
            <th>${texts.helped}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            row =>
              html`<tr>
                <td><a href="/desk/guides/${row.id}">${row.title.vi}</a></td>
                <td>${texts.guideStates[row.state]}</td>
                <td>${formatDay(row.reviewed_at)}</td>
                <td>${texts.helpedCount(Number(row.helped), Number(row.lost))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
    return renderPage(
      c,
      texts.label,
      html`${problemBox(texts, entry.problem)} ${rows.length ? table : html`<p class="card">${texts.none}</p>`}
        <form method="post" action="/desk/guides" enctype="multipart/form-data">
          <h2>${texts.newGuide}</h2>
          ${formToken(c)} ${await guideFields(db, texts, entry.typed ?? {}, true)}
          <button>${texts.saveDraft}</button>
        </form>`,
    );
  }

  async function one(c: Context, row: GuideRow, { typed: fields, problem }: FormState = {}): Promise<Html> {
    const texts = textsOf(c, guideTexts);
    const chain = (await agencyChain(db, row.agency)).map(({ id }) => id);
    const guide = await presentGuide(db, row, chain, clock());
    const answers = await db
      .selectFrom('guide_answer')
      .select(['helpful', 'step'])
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('guide', '=', row.id)
      .groupBy(['helpful', 'step'])
      .execute();
    const count = (fits: (answer: (typeof answers)[number]) => boolean) =>
      answers.filter(fits).reduce((sum, answer) => sum + Number(answer.count), 0);
    const now: Record<string, string> = fields ?? {
      title: row.title.vi,
      titleEn: typeof row.title['en'] === 'string' ? row.title['en'] : '',
      procedure: row.procedure ?? '',
      validTo: row.valid_to ?? '',
      chapters: row.chapters
        .map(
          ({ at, title }) => `${clockOf(at)} ${title.vi}${typeof title['en'] === 'string' ? ` | ${title['en']}` : ''}`,
        )
        .join('\n'),
      ...Object.fromEntries(Object.entries(row.paper_times).map(([name, at]) => [`paper:${name}`, clockOf(at)])),
    };
    const preview = (url: string) => `/desk/guides/${row.id}/files/${url.slice(url.lastIndexOf('/') + 1)}`;
    const to = row.state === 'published' ? 'withdrawn' : 'published';
    const hidden = html`${formToken(c)}<input type="hidden" name="version" value="${row.version}" />`;
    return renderPage(
      c,
      row.title.vi,
      html`${problemBox(texts, problem)}
        <section>
          <p><strong>${texts.guideStates[row.state]}</strong>. ${texts.reviewedOn(formatDay(row.reviewed_at))}</p>
          ${guide.outdated ? html`<p class="problem">${texts.outdated[guide.outdated.reason]}</p>` : ''}
          <video controls preload="none" ${guide.poster ? html`poster="${preview(guide.poster)}"` : ''}>
            ${guide.sources.map(({ url, type }) => html`<source src="${preview(url)}" type="${type}" />`)}
            ${guide.captions.map(
              ({ lang, url }, i) =>
                html`<track
                  kind="captions"
                  srclang="${lang}"
                  label="${lang}"
                  src="${preview(url)}"
                  ${i ? '' : 'default'}
                />`,
            )}
          </video>
          <form method="post" action="/desk/guides/${row.id}/state">
            ${hidden}<input type="hidden" name="to" value="${to}" />
            <button>${to === 'published' ? texts.publish : texts.withdraw}</button>
          </form>
        </section>
        <section>
          <h2>${texts.helped}</h2>
          <p>
            ${texts.helpedCount(
              count(({ helpful }) => helpful),
              count(({ helpful }) => !helpful),
            )}
          </p>
          <ul>
            ${row.chapters.map(({ title }, i) => {
              const lost = count(({ helpful, step }) => !helpful && step === i);
              return lost ? html`<li>${texts.lostAt(lost, title.vi)}</li>` : '';
            })}
          </ul>
        </section>
        <form method="post" action="/desk/guides/${row.id}" enctype="multipart/form-data">
          <h2>${texts.changeGuide}</h2>
          ${hidden} ${await guideFields(db, texts, now, false)}
          <p>
            <label><input type="checkbox" name="reviewed" value="1" /> ${texts.reviewedNow}</label>
          </p>
          <button>${texts.save}</button>
        </form>`,
    );
  }
}
