import type { Guide } from '../../contract/index.ts';
import { agencyAndBelow, agencyChain } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import type { Officer } from '../platform/officers.ts';
import { ProblemError } from '../platform/problem.ts';
import type { GuideRow } from '../platform/schema.ts';
import { presentGuide } from './guide.ts';

const maxShown = 500;

/** The guides of an officer's agencies with the counts of their answers, newest first, 500 at most. */
export async function listGuides(db: Db, { agency }: Officer) {
  return db
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
    .where('agency', 'in', await agencyAndBelow(db, agency))
    .orderBy('created_at', 'desc')
    .limit(maxShown)
    .execute();
}

export type ListedGuide = Awaited<ReturnType<typeof listGuides>>[number];

/**
 * A guide of the officer's agencies.
 * @throws ProblemError `guide-not-found`
 */
export async function readGuide(db: Db, { agency }: Officer, id: string): Promise<GuideRow> {
  const row = await db
    .selectFrom('guide')
    .selectAll()
    .where('id', '=', id)
    .where('agency', 'in', await agencyAndBelow(db, agency))
    .executeTakeFirst();
  if (!row) throw new ProblemError('guide-not-found');
  return row;
}

/** The counts of answers to "Did it help?", by answer and step. */
export const answerCounts = (db: Db, guide: string) =>
  db
    .selectFrom('guide_answer')
    .select(['helpful', 'step'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('guide', '=', guide)
    .groupBy(['helpful', 'step'])
    .execute();

export type AnswerCount = Awaited<ReturnType<typeof answerCounts>>[number];

/** A guide as citizens of its own agency see it. */
export async function previewGuide(db: Db, row: GuideRow, now: Date): Promise<Guide> {
  const chain = (await agencyChain(db, row.agency)).map(({ id }) => id);
  return presentGuide(db, row, chain, now);
}
