import { type Context, Hono } from 'hono';
import { templateMistake } from '../../domain/message-template.ts';
import { agencyChain, effectiveSettings } from '../agencies/index.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import { ProblemError } from '../platform/problem.ts';
import { readFormFields } from '../ui/form.ts';
import { templateWords } from './compose.ts';
import {
  exampleFields,
  maxWords,
  mistakeProblem,
  ownTemplates,
  previewScript,
  templateForm,
  templateList,
  templatePreview,
} from './template-view.ts';
import { isTemplate, type TemplateName } from './templates.texts.ts';

/** The words of messages, for the admins of an agency; below `/desk/outbox`. */
export function templatePages({ db, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/templates.js', c =>
    c.body(previewScript, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'private, max-age=31536000, immutable',
    }),
  );

  app.use('/templates/*', async (c, next) => {
    if (c.get('officer').role !== 'admin') throw new ProblemError('no-such-operation');
    return next();
  });

  app.get('/templates', async c => c.html(templateList(c, await chainOf(c))));

  app.get('/templates/:name', async c => {
    const [name, chain] = [nameOf(c), await chainOf(c)];
    return c.html(templateForm(c, { chain, name, words: templateWords(chain, name) }));
  });

  app.post('/templates/:name/preview', async c => {
    const { words = '' } = await readFormFields(c);
    return c.html(templatePreview(c, { chain: await chainOf(c), name: nameOf(c), words: words.slice(0, maxWords) }));
  });

  app.post('/templates/:name', async c => {
    const [name, chain] = [nameOf(c), await chainOf(c)];
    const { words = '', action } = await readFormFields(c);
    if (action === 'usual') {
      await store(c, name, undefined);
      return c.redirect('/desk/outbox/templates?done', 303);
    }
    const accents = effectiveSettings(chain).messages?.accents ?? false;
    const mistake =
      words.length > maxWords
        ? { slug: 'invalid-input', fields: [{ pointer: '/words', code: 'max_length' }] }
        : templateProblem(words, exampleFields(chain, name), accents);
    if (mistake) return c.html(templateForm(c, { chain, name, words, problem: mistake }), 422);
    if (action === 'preview') return c.html(templateForm(c, { chain, name, words }));
    await store(c, name, words);
    return c.redirect('/desk/outbox/templates?done', 303);
  });

  return app;

  function chainOf(c: Context) {
    return agencyChain(db, c.get('officer').agency);
  }

  /** @param words undefined to use those from above again */
  async function store(c: Context, name: TemplateName, words: string | undefined): Promise<void> {
    const { id: officer, agency } = c.get('officer');
    await withAudit(db, async tx => {
      const { settings } = await tx
        .selectFrom('agency')
        .select('settings')
        .where('id', '=', agency)
        .forUpdate()
        .executeTakeFirstOrThrow();
      const { [name]: before, ...others } = ownTemplates(settings);
      const templates = words === undefined ? others : { ...others, [name]: words };
      await tx
        .updateTable('agency')
        .set({ settings: JSON.stringify({ ...settings, templates }) })
        .where('id', '=', agency)
        .execute();
      const detail = { agency, ...(before && { from: before }), ...(words && { to: words }) };
      await recordAudit(tx, { officer, action: 'office.template', subject: `template:${name}`, detail, now: clock() });
    });
  }
}

function templateProblem(words: string, example: Record<string, string>, accents: boolean) {
  const mistake = templateMistake(words, example, accents);
  return mistake && mistakeProblem(mistake);
}

function nameOf(c: Context): TemplateName {
  const name = c.req.param('name') ?? '';
  if (!isTemplate(name)) throw new ProblemError('no-such-operation');
  return name;
}
