import { sql } from 'kysely';
import { dayOf, instantAt } from '../../../domain/calendar.ts';
import type { Db } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { OpinionRow } from '../../platform/schema.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { isUuid } from '../../platform/uuid.ts';

/** The queues of opinions. */
export const opinionTabs = ['open', 'mine', 'overdue', 'unassigned', 'done'] as const;
export type OpinionTab = (typeof opinionTabs)[number];

export const opinionsPerPage = 50;

const isOpen = sql<boolean>`opinion.status in ('received', 'assigned')`;

function inTab(tab: OpinionTab, officer: string, now: Date) {
  switch (tab) {
    case 'open':
      return isOpen;
    case 'mine':
      return sql<boolean>`${isOpen} and opinion.assignee = ${officer}`;
    case 'overdue':
      return sql<boolean>`${isOpen} and opinion.answer_by < ${instantAt(dayOf(now), 0)}`;
    case 'unassigned':
      return sql<boolean>`${isOpen} and opinion.assignee is null`;
    case 'done':
      return sql<boolean>`opinion.status in ('answered', 'closed')`;
  }
}

/** SQL for the navigation: open opinions, and whether one is overdue. */
export const countOpinions = ({ id, scope }: SignedInOfficer, now: Date) =>
  sql<{ number: number; is_late: boolean }>`
    select count(*)::int as number, coalesce(bool_or(${inTab('overdue', id, now)}), false) as is_late
    from opinion where opinion.agency in (${sql.join(scope)}) and ${isOpen}`;

/** Numbers of opinions by queue, but those that are done. */
export async function countTabs(db: Db, { id, scope }: SignedInOfficer, now: Date) {
  const count = (tab: OpinionTab) => sql`(count(*) filter (where ${inTab(tab, id, now)}))::int as ${sql.ref(tab)}`;
  const { rows } = await sql<Record<OpinionTab, number>>`
    select ${sql.join(opinionTabs.map(count))}
    from opinion where opinion.agency in (${sql.join(scope)}) and ${isOpen}`.execute(db);
  return rows[0]!;
}

/** A page of a queue, with one row more when there is a next page: what is promised first, what is done newest first. */
export const listOpinions = (
  db: Db,
  { id, scope }: SignedInOfficer,
  { tab, page }: { tab: OpinionTab; page: number },
  now: Date,
) =>
  db
    .selectFrom('opinion')
    .leftJoin('officer', 'officer.id', 'opinion.assignee')
    .leftJoin('agency', 'agency.id', 'opinion.agency')
    .select(['opinion.id', 'opinion.code', 'opinion.status', 'opinion.received_at', 'opinion.answer_by'])
    .select(['officer.name as assignee_name', 'agency.name as agency_name'])
    .select(sql<string>`left(opinion.text, 160)`.as('beginning'))
    .where('opinion.agency', 'in', scope)
    .where(inTab(tab, id, now))
    .$if(tab === 'done', query => query.orderBy('opinion.received_at', 'desc'))
    .$if(tab !== 'done', query => query.orderBy('opinion.answer_by', order => order.asc().nullsLast()))
    .orderBy('opinion.id')
    .limit(opinionsPerPage + 1)
    .offset((page - 1) * opinionsPerPage)
    .execute();

export type OpinionListRow = Awaited<ReturnType<typeof listOpinions>>[number];

/**
 * An opinion of the officer's agencies, with the name of its agency and of the one that forwarded it.
 * @throws ProblemError `opinion-not-found`
 */
export async function readOpinion(db: Db, { scope }: SignedInOfficer, id: string) {
  const row = isUuid(id)
    ? await db
        .selectFrom('opinion')
        .innerJoin('agency', 'agency.id', 'opinion.agency')
        .leftJoin('agency as source', 'source.id', 'opinion.forwarded_from')
        .selectAll('opinion')
        .select(['agency.name as agency_name', 'source.name as source_name'])
        .where('opinion.id', '=', id)
        .where('opinion.agency', 'in', scope)
        .executeTakeFirst()
    : undefined;
  if (!row) throw new ProblemError('opinion-not-found');
  return row satisfies OpinionRow;
}

export type OpinionView = Awaited<ReturnType<typeof readOpinion>>;
