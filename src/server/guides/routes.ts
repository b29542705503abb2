import type { Context, Hono } from 'hono';
import { sql } from 'kysely';
import { guideCount, guideList, guideRead } from '../../contract/index.ts';
import { dayOf } from '../../domain/calendar.ts';
import { formatVtt } from '../../domain/vtt.ts';
import { agencyChain } from '../agencies/index.ts';
import { serveBytes } from '../http/range.ts';
import type { AppContext, Router } from '../http/router.ts';
import type { Db } from '../platform/database.ts';
import { ProblemError } from '../platform/problem.ts';
import type { GuideRow } from '../platform/schema.ts';
import { containsWords } from '../platform/search.ts';
import { meantProcedures } from '../procedures/index.ts';
import { listableGuides, presentGuide, presentGuideSummary } from './guide.ts';
import { storeWatchCounts } from './watch-counts.ts';

const pageSize = 24;
/** Procedures whose guides are found by an everyday word. */
const maxMeant = 10;
/** Messages of one network: a few for each guide that somebody watches. */
const counting = { max: 600, seconds: 600 };

export function guideRoutes(router: Router): void {
  router.read(guideList, async ({ agency, q, procedure, after }, { app: { db }, now, cacheFor }) => {
    const chain = (await agencyChain(db, agency)).map(({ id }) => id);
    let query = listableGuides(db, now).where('guide.agency', 'in', chain);
    if (procedure) query = query.where('guide.procedure', '=', procedure);
    let found = query.where(containsWords(q ?? '', 'guide.folded'));
    let total = await countOf(found);
    // What no guide is called may be what a procedure is meant by.
    const meant = q && !total ? await meantProcedures(db, q, maxMeant) : [];
    if (meant.length) {
      found = query.where('guide.procedure', 'in', meant);
      total = await countOf(found);
    }
    if (after) {
      const last = await db.selectFrom('guide').select('folded').where('id', '=', after).executeTakeFirst();
      if (!last) throw new ProblemError('guide-not-found');
      found = found.where(sql<boolean>`(guide.folded, guide.id) > (${last.folded}, ${after})`);
    }
    const rows = await found.selectAll('guide').orderBy('guide.folded').orderBy('guide.id').limit(pageSize).execute();
    cacheFor(300);
    return { guides: rows.map(presentGuideSummary), total };
  });

  router.read(guideRead, async ({ agency, guide }, { app: { db }, now, cacheFor }) => {
    const chain = (await agencyChain(db, agency)).map(unit => unit.id);
    const row = await publishedGuide(db, guide, chain);
    cacheFor(300);
    return presentGuide(db, row, chain, now);
  });

  router.read(
    guideCount,
    async ({ agency, guide, chapters }, { app: { db }, now }) => {
      const chain = (await agencyChain(db, agency)).map(unit => unit.id);
      await storeWatchCounts(db, await publishedGuide(db, guide, chain), { chapters }, dayOf(now));
      return { counted: true };
    },
    counting,
  );
}

const countOf = async (query: ReturnType<typeof listableGuides>): Promise<number> =>
  Number((await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).total);

async function publishedGuide(db: Db, id: string, agencies: readonly string[]): Promise<GuideRow> {
  const row = await db
    .selectFrom('guide')
    .selectAll()
    .where('id', '=', id)
    .where('agency', 'in', agencies)
    .where('state', '=', 'published')
    .executeTakeFirst();
  if (!row) throw new ProblemError('guide-not-found');
  return row;
}

/** Serves the files of published guides. */
export function guideFiles(api: Hono, { db }: AppContext): void {
  api.get('/guides/:guide/:file', async c => {
    const { guide, file } = c.req.param();
    if (!/^[\w.:-]+$/.test(guide + file)) throw new ProblemError('guide-not-found');
    const { state } = (await db.selectFrom('guide').select('state').where('id', '=', guide).executeTakeFirst()) ?? {};
    if (state !== 'published') throw new ProblemError('guide-not-found');
    return guideFile(c, db, guide, file);
  });
}

/** A video, poster or caption file. The content of a name never changes; its visibility may. */
export async function guideFile(c: Context, db: Db, guide: string, file: string): Promise<Response> {
  const lang = /^([\w-]+)\.vtt$/.exec(file)?.[1];
  if (lang) {
    const row = await db
      .selectFrom('guide_caption')
      .select('cues')
      .where('guide', '=', guide)
      .where('lang', '=', lang)
      .executeTakeFirst();
    if (!row) throw new ProblemError('guide-not-found');
    c.header('Cache-Control', 'public, max-age=300');
    return c.body(formatVtt(row.cues), 200, { 'Content-Type': 'text/vtt; charset=utf-8' });
  }
  const row = await db
    .selectFrom('guide_file')
    .select(['type', 'bytes'])
    .where('guide', '=', guide)
    .where('name', '=', file)
    .executeTakeFirst();
  if (!row) throw new ProblemError('guide-not-found');
  return serveBytes(c, file, row.type, row.bytes, async (from, count) => {
    const { piece } = await db
      .selectFrom('guide_file')
      .select(sql<Buffer>`substring(data from ${from + 1} for ${count})`.as('piece'))
      .where('guide', '=', guide)
      .where('name', '=', file)
      .executeTakeFirstOrThrow();
    return piece;
  });
}
