import { type Context, Hono } from 'hono';
import { isSite } from '../agencies/index.ts';
import type { AllowedOrigins } from '../http/allowed-origins.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import { FieldErrors, invalidInput } from '../platform/problem.ts';
import { type FormState, readFormFields, toFormProblem } from '../ui/form.ts';
import { siteTexts } from './sites.texts.ts';
import { sitePage } from './view.ts';

const maxText = 500;
const maxPhone = 40;
/** Minutes of Viet Nam's time before UTC. */
const zone = '+07:00';

/** What is said on widgets, and on which sites they stand: for the admins of an agency. */
export function sitePages({ db, clock }: AppContext, allowedOrigins: AllowedOrigins | undefined): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await page(c)));

  app.post('/notice', async c => {
    const typed = await readFormFields(c);
    try {
      const { agency, id: officer } = c.get('officer');
      const now = clock();
      const values = readNotice(typed, now);
      const { tag, state, until } = values;
      await withAudit(db, async tx => {
        const row = { ...values, text: JSON.stringify(values.text) };
        await tx
          .insertInto('widget_notice')
          .values({ agency, ...row })
          .onConflict(conflict => conflict.columns(['agency', 'tag']).doUpdateSet(row))
          .execute();
        const detail = { agency, state, ...(until && { until: until.toISOString() }) };
        await recordAudit(tx, { officer, action: 'widget.notice', subject: tag, detail, now });
      });
      return c.redirect('/desk/sites?done', 303);
    } catch (error) {
      return c.html(await page(c, { typed, problem: toFormProblem(error) }), 422);
    }
  });

  app.post('/clear', async c => {
    const { tag = '' } = await readFormFields(c);
    const { agency, id: officer } = c.get('officer');
    await withAudit(db, async tx => {
      const gone = await tx
        .deleteFrom('widget_notice')
        .where('agency', '=', agency)
        .where('tag', '=', tag)
        .returning('tag')
        .executeTakeFirst();
      if (gone)
        await recordAudit(tx, { officer, action: 'widget.clear', subject: tag, detail: { agency }, now: clock() });
    });
    return c.redirect('/desk/sites?done', 303);
  });

  app.post('/allow', async c => {
    const typed = await readFormFields(c);
    const origin = (typed['origin'] ?? '').replace(/\/$/, '').toLowerCase();
    try {
      if (!isSite(origin)) throw invalidInput('/origin', 'invalid');
      const { agency, id: officer } = c.get('officer');
      const now = clock();
      await withAudit(db, async tx => {
        const added = await tx
          .insertInto('allowed_origin')
          .values({ origin, agency, created_at: now })
          .onConflict(conflict => conflict.doNothing())
          .returning('origin')
          .executeTakeFirst();
        if (added) await recordAudit(tx, { officer, action: 'origin.allow', subject: origin, now });
      });
      allowedOrigins?.forget();
      return c.redirect('/desk/sites?done', 303);
    } catch (error) {
      return c.html(await page(c, { typed, problem: toFormProblem(error) }), 422);
    }
  });

  app.post('/refuse', async c => {
    const { origin = '' } = await readFormFields(c);
    const { scope, id: officer } = c.get('officer');
    await withAudit(db, async tx => {
      const gone = await tx
        .deleteFrom('allowed_origin')
        .where('origin', '=', origin)
        .where('agency', 'in', scope)
        .returning('origin')
        .executeTakeFirst();
      if (gone) await recordAudit(tx, { officer, action: 'origin.refuse', subject: origin, now: clock() });
    });
    allowedOrigins?.forget();
    return c.redirect('/desk/sites?done', 303);
  });

  return app;

  async function page(c: Context, state: FormState = {}) {
    const { agency, scope } = c.get('officer');
    const now = clock();
    const notices = await db
      .selectFrom('widget_notice')
      .selectAll()
      .where('agency', '=', agency)
      .orderBy('tag')
      .execute();
    const seen = await db
      .selectFrom('widget_site')
      .selectAll()
      .where('agency', 'in', scope)
      .orderBy('last_seen', 'desc')
      .limit(200)
      .execute();
    const own = await db.selectFrom('allowed_origin').select('origin').where('agency', 'in', scope).execute();
    const origins = [...new Set([...seen.map(({ origin }) => origin), ...own.map(({ origin }) => origin)])];
    const allowed = new Set<string>();
    for (const origin of origins) if (await allowedOrigins?.has(origin)) allowed.add(origin);
    return sitePage(c, {
      ...state,
      notices,
      seen,
      allowed,
      own: new Set(own.map(({ origin }) => origin)),
      fixed: new Set(origins.filter(origin => allowedOrigins?.isFixed(origin))),
      origins,
      now,
    });
  }
}

/** @throws ProblemError `invalid-input` */
function readNotice(typed: Readonly<Record<string, string>>, now: Date) {
  const { tag = '', state = '', text = '', english = '', until: typedUntil = '', phone = '' } = typed;
  const errors = new FieldErrors();
  if (!Object.hasOwn(siteTexts.vi.tags, tag)) errors.reject('/tag', 'invalid');
  if (state !== 'notice' && state !== 'paused') errors.reject('/state', 'invalid');
  if (!text || text.length > maxText) errors.reject('/text', 'length');
  if (english.length > maxText) errors.reject('/english', 'length');
  if (phone.length > maxPhone || (phone && !/\d/.test(phone))) errors.reject('/phone', 'length');
  const until = typedUntil ? new Date(`${typedUntil}:00${zone}`) : null;
  if (until && !(until > now && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(typedUntil))) errors.reject('/until', 'past');
  errors.throwIfAny();
  return {
    ...{ tag, state: state as 'notice' | 'paused', until, phone: phone || null },
    text: { vi: text, ...(english && { en: english }) },
  };
}
