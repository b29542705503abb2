import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { sql } from 'kysely';
import type { AppContext } from '../../http/router.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { ImportReport } from '../../platform/record-file/index.ts';
import { importCatalogue, importHere } from '../../procedures/index.ts';
import { icon } from '../../ui/icons.ts';
import { importReport } from '../../ui/import-report.ts';
import { importReportTexts } from '../../ui/import-report.texts.ts';
import { formatInstant, formToken, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { catalogueTexts } from './catalogue-pages.texts.ts';

interface Counts {
  all: number;
  imported: number;
  last: Date | null;
}

/** The catalogue of procedures, which all agencies share: imported by admins of the agency at the top. */
export function cataloguePages({ db, clock }: AppContext): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    const { parent } = await db
      .selectFrom('agency')
      .select('parent')
      .where('id', '=', c.get('officer').agency)
      .executeTakeFirstOrThrow();
    if (parent) throw new ProblemError('no-such-operation');
    return next();
  });

  app.get('/', async c => c.html(await page(c)));

  app.post('/', async c => {
    const { file } = await c.req.parseBody();
    if (!(file instanceof File) || !file.size) return c.html(await page(c, { isMissing: true }), 422);
    const { id } = c.get('officer');
    const report = await importCatalogue(file.stream(), importHere({ db }, id, clock));
    return c.html(await page(c, { report }), report.mistakes.length ? 422 : 200);
  });

  return app;

  async function page(c: Context, { report, isMissing = false }: { report?: ImportReport; isMissing?: boolean } = {}) {
    const texts = textsOf(c, catalogueTexts);
    const { rows } = await sql<Counts>`
      select count(*)::int as all, count(published)::int as imported, max(imported_at) as last from procedure`.execute(
      db,
    );
    const { all, imported, last } = rows[0]!;
    return renderPage(
      c,
      texts.label,
      html`<p class="crumb"><a href="/desk/office">${icon('left')}${texts.back}</a></p>
        <p>${texts.counts(all, imported)} ${last ? texts.last(formatInstant(new Date(last))) : ''}</p>
        ${report ? importReport(c, report, { done: texts.done }) : ''}
        ${isMissing ? html`<p class="problem" role="alert" tabindex="-1">${textsOf(c, importReportTexts).missingFile}</p>` : ''}
        <form method="post" action="/desk/office/catalogue" enctype="multipart/form-data" class="card">
          ${formToken(c)}
          <p class="hint">${texts.hint}</p>
          <label for="file">${texts.file}</label>
          <input id="file" name="file" type="file" accept=".json,.jsonl,.ndjson,.csv,.txt" required />
          <p class="actions"><button class="first">${texts.import}</button></p>
        </form>`,
      { hasErrors: isMissing || Boolean(report?.mistakes.length) },
    );
  }
}
