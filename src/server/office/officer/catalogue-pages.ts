import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { sql } from 'kysely';
import type { AppContext } from '../../http/router.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { ImportMistake, ImportReport } from '../../platform/record-file/index.ts';
import { importCatalogue, importHere } from '../../procedures/index.ts';
import { icon } from '../../ui/icons.ts';
import { formatInstant, formToken, type Html, renderPage } from '../../ui/page.ts';
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
        ${report ? reportBox(c, report) : ''}
        ${isMissing ? html`<p class="problem" role="alert" tabindex="-1">${texts.missing}</p>` : ''}
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

function reportBox(c: Context, { added, changed, unchanged, mistakes, more }: ImportReport): Html {
  const texts = textsOf(c, catalogueTexts);
  return html`<p class="note done" role="status">${icon('ok')}${texts.done(added, changed, unchanged)}</p>
    ${
      mistakes.length
        ? html`<div class="problem" role="alert" tabindex="-1">
            <strong>${texts.mistakes(mistakes.length + more)}</strong>
            <ul>
              ${mistakes.map(mistake => html`<li>${mistakeText(texts, mistake)}</li>`)}
            </ul>
            ${more ? html`<p>${texts.more(more)}</p>` : ''}
          </div>`
        : ''
    }`;
}

/** The words of the schema library are English: where in the record has to do. */
function mistakeText(texts: typeof catalogueTexts.vi, { line, path, code, detail }: ImportMistake): string {
  const parts = [path, texts.codes[code] ?? code, code === 'invalid' ? '' : detail];
  return `${texts.line(line)}: ${parts.filter(Boolean).join(' – ')}`;
}
