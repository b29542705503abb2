import { type Context, Hono } from 'hono';
import type { AppContext } from '../../http/router.ts';
import { serverAddress } from '../../http/server-address.ts';
import { withAudit } from '../../platform/audit.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import type { ImportReport } from '../../platform/record-file/index.ts';
import { type FormState, readFormFields, toFormProblem } from '../../ui/form.ts';
import { importReportTexts } from '../../ui/import-report.texts.ts';
import { textsOf } from '../../ui/texts.ts';
import {
  type DossierColumn,
  dossierColumns,
  importDossiers,
  isDatePattern,
  type TableMapping,
} from './dossier-file.ts';
import { recordStates } from './dossier-record.ts';
import { createKey, createSource, ingestSecret, revokeKey } from './ingest-key.ts';
import { intakeHere } from './intake-here.ts';
import { intakeTexts } from './intake-pages.texts.ts';
import { intakePage } from './intake-view.ts';

const maxName = 80;

/** Dossiers of other systems, for admins: from a file, and the keys of systems that push them. */
export function intakePages(app: AppContext, { publicUrl }: { publicUrl: string | undefined }): Hono {
  const { db, jobs, clock, secrets } = app;
  const pages = new Hono();

  pages.use(async (c, next) => {
    if (c.get('officer').role !== 'admin') throw new ProblemError('no-such-operation');
    return next();
  });

  pages.get('/', async c => c.html(await page(c)));

  pages.post('/file', async c => {
    const typed = await readFormFields(c);
    const { file } = await c.req.parseBody();
    const texts = textsOf(c, intakeTexts);
    const mapping = mappingOf(typed);
    if (typeof mapping === 'string') return c.html(await page(c, { typed, notice: texts.badStates(mapping) }), 422);
    if (mapping.dates && !isDatePattern(mapping.dates))
      return c.html(await page(c, { typed, notice: texts.badDates }), 422);
    if (!(file instanceof File) || !file.size)
      return c.html(await page(c, { typed, notice: textsOf(c, importReportTexts).missingFile }), 422);
    const { id: by, scope, agency: own } = c.get('officer');
    const agency = typed['agency'] || own;
    if (!scope.includes(agency)) throw new ProblemError('not-allowed');
    const importBatch = await intakeHere({ db, secrets, jobs, clock }, { by, agency });
    const report = await importDossiers(file.stream(), mapping, importBatch);
    return c.html(await page(c, { typed, report }), report.mistakes.length ? 422 : 200);
  });

  pages.post('/sources', async c => {
    const typed = await readFormFields(c);
    const { scope } = c.get('officer');
    const { name = '', agency = '' } = typed;
    try {
      if (!name || name.length > maxName) throw invalidInput('/name', 'required');
      if (!scope.includes(agency)) throw invalidInput('/agency', 'required');
      const key = await withAudit(db, async tx => {
        const context = { tx, officer: c.get('officer'), now: clock() };
        return createKey(context, await createSource(context, { name, agency }));
      });
      return c.html(await page(c, { newKey: { name, key, secret: ingestSecret(secrets, key) } }));
    } catch (error) {
      return c.html(await page(c, { typed, problem: toFormProblem(error) }), 422);
    }
  });

  pages.post('/sources/:id/keys', async c => {
    await readFormFields(c);
    const { id, name } = await ownSource(c);
    const key = await withAudit(db, tx => createKey({ tx, officer: c.get('officer'), now: clock() }, id));
    return c.html(await page(c, { newKey: { name, key, secret: ingestSecret(secrets, key) } }));
  });

  pages.post('/sources/:id/keys/:key/revoke', async c => {
    await readFormFields(c);
    const { id } = await ownSource(c);
    await withAudit(db, tx => revokeKey({ tx, officer: c.get('officer'), now: clock() }, id, c.req.param('key')));
    return c.redirect('/desk/dossiers/intake?done', 303);
  });

  return pages;

  /** @throws ProblemError for a source of other agencies */
  async function ownSource(c: Context) {
    const row = await db
      .selectFrom('ingest_source')
      .select(['id', 'name'])
      .where('id', '=', c.req.param('id') ?? '')
      .where('agency', 'in', c.get('officer').scope)
      .executeTakeFirst();
    if (!row) throw new ProblemError('no-such-operation');
    return row;
  }

  interface Shown extends FormState {
    report?: ImportReport;
    notice?: string;
    newKey?: { name: string; key: string; secret: string };
  }

  async function page(c: Context, shown: Shown = {}) {
    const { scope } = c.get('officer');
    const [agencies, sources, keys] = [
      await db
        .selectFrom('agency')
        .select(['id', 'name'])
        .where('id', 'in', scope)
        .orderBy('name')
        .limit(500)
        .execute(),
      await db.selectFrom('ingest_source').selectAll().where('agency', 'in', scope).orderBy('created_at').execute(),
      await db
        .selectFrom('ingest_key')
        .innerJoin('ingest_source', 'ingest_source.id', 'ingest_key.source')
        .selectAll('ingest_key')
        .where('agency', 'in', scope)
        .orderBy('ingest_key.created_at', 'desc')
        .execute(),
    ];
    const address = `${serverAddress(c, app, publicUrl)}/api/ingest/dossiers`;
    return intakePage(c, { ...shown, agencies, sources, keys, address, now: clock() });
  }
}

/** How the file is read, or the line of states that is wrong. */
function mappingOf(typed: Readonly<Record<string, string>>): TableMapping | string {
  const columns: Partial<Record<DossierColumn, string>> = {};
  for (const name of dossierColumns) if (typed[`column-${name}`]) columns[name] = typed[`column-${name}`]!;
  const states: Record<string, string> = {};
  for (const line of (typed['states'] ?? '').split('\n').filter(each => each.trim())) {
    const [, word = '', state = ''] = /^(.+)=\s*(\w+)\s*$/.exec(line) ?? [];
    if (!recordStates.includes(state)) return line.trim();
    states[word.trim()] = state;
  }
  return { columns, states, dates: typed['dates'] || undefined };
}
