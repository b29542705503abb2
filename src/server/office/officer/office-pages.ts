import { type Context, Hono } from 'hono';
import type { AppContext } from '../../http/router.ts';
import { readFormFields, readUpload } from '../../ui/form.ts';
import { applyOffice } from '../apply-office.ts';
import { exportOffice } from '../export-office.ts';
import { type Mistake, OfficeMistakes } from '../mistakes.ts';
import { planProblem } from './plan-view.ts';
import { agencyInScope } from './target.ts';
import { officePage } from './office-view.ts';

/** The office file of an administrator's agency and those below it: see, preview, apply. */
export function officePages({ db, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c =>
    c.html(officePage(c, { agency: agencyInScope(c, c.req.query('agency')), text: await current(c) })),
  );

  app.get('/office.yaml', async c =>
    c.body(await current(c), 200, {
      'Content-Type': 'application/yaml; charset=utf-8',
      'Content-Disposition': 'attachment; filename="office.yaml"',
    }),
  );

  app.post('/', async c => {
    const agency = agencyInScope(c, c.req.query('agency'));
    const fields = await readFormFields(c);
    const upload = await readUpload(c, 'file');
    const text = upload ? decode(upload) : (fields['text'] ?? '').replaceAll('\r\n', '\n');
    if (text === undefined)
      return c.html(officePage(c, { agency, text: fields['text'] ?? '', mistakes: [notUtf8] }), 422);
    const isApply = fields['action'] === 'apply' && !upload;
    const { id, agency: own, scope } = c.get('officer');
    const typed = { agency, text, reason: fields['reason'] ?? '' };
    try {
      const result = await applyOffice(db, text, {
        ...{ officer: id, now: clock(), jobs, dryRun: !isApply },
        scope: { agency: own, agencies: scope },
        confirm: Number(fields['confirm'] ?? 0),
        ...{ reason: fields['reason'], plan: isApply ? (fields['plan'] ?? '') : undefined },
      });
      if (result.state === 'done')
        return c.html(officePage(c, { agency, text: await current(c), made: result.changes.length }));
      const state = { ...typed, result, problem: isApply ? planProblem(result, fields) : undefined };
      return c.html(officePage(c, state), state.problem ? 409 : 200);
    } catch (error) {
      if (!(error instanceof OfficeMistakes)) throw error;
      return c.html(officePage(c, { ...typed, mistakes: error.mistakes }), 422);
    }
  });

  return app;

  function current(c: Context): Promise<string> {
    return exportOffice(db, agencyInScope(c, c.req.query('agency')));
  }
}

const notUtf8: Mistake = { line: 1, path: '', code: 'encoding', values: [] };

/** The text of an uploaded file; undefined when it is not UTF-8. */
function decode(file: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return undefined;
  }
}
