import { type Expression, sql, type SqlBool } from 'kysely';
import { addDays, dayOf, instantAt } from '../../../domain/calendar.ts';
import type { Db } from '../../platform/database.ts';
import { isOpenAccount } from '../../platform/officers.ts';
import { ProblemError } from '../../platform/problem.ts';
import type { DossierRow } from '../../platform/schema.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';
import { isUuid } from '../../platform/uuid.ts';

/** The queues of dossiers. */
export const tabs = ['open', 'mine', 'overdue', 'today', 'waiting', 'unassigned', 'done'] as const;
export type Tab = (typeof tabs)[number];

/** Columns that a queue can be sorted by. */
export const sortings = ['due', 'applicant', 'status', 'updated'] as const;
export type Sorting = (typeof sortings)[number];

/** What the address of a queue says. */
export interface QueueFilter {
  tab: Tab;
  sort: Sorting;
  descending: boolean;
  /** Code of a procedure; all for an empty one. */
  procedure: string;
  /** Identifier of an officer; all for an empty one. */
  assignee: string;
  /** From 1. */
  page: number;
}

export const rowsPerPage = 50;

const isOpen = sql<boolean>`dossier.finished_at is null and dossier.status <> 'draft'`;
/** A dossier is late from the day after its due date on. */
const startOfToday = (now: Date) => instantAt(dayOf(now), 0);
const endOfToday = (now: Date) => instantAt(addDays(dayOf(now), 1), 0);

/** SQL condition of a queue. */
export function inTab(tab: Tab, officer: string, now: Date): Expression<SqlBool> {
  switch (tab) {
    case 'open':
      return isOpen;
    case 'mine':
      return sql<boolean>`${isOpen} and dossier.assignee = ${officer}`;
    case 'overdue':
      return sql<boolean>`${isOpen} and dossier.paused_at is null and dossier.due_at < ${startOfToday(now)}`;
    case 'today':
      return sql<boolean>`${isOpen} and dossier.paused_at is null and dossier.due_at >= ${startOfToday(now)} and dossier.due_at < ${endOfToday(now)}`;
    case 'waiting':
      return sql<boolean>`${isOpen} and dossier.paused_at is not null`;
    case 'unassigned':
      return sql<boolean>`${isOpen} and dossier.assignee is null`;
    case 'done':
      return sql<boolean>`dossier.finished_at is not null`;
  }
}

/** SQL for the navigation: open dossiers, and whether one is overdue. */
export const countOpen = ({ id, scope }: SignedInOfficer, now: Date) =>
  sql<{ number: number; is_late: boolean }>`
    select count(*)::int as number, coalesce(bool_or(${inTab('overdue', id, now)}), false) as is_late
    from dossier where dossier.agency in (${sql.join(scope)}) and ${isOpen}`;

/** Numbers of the queues of open dossiers. */
export async function countTabs(db: Db, { id, scope }: SignedInOfficer, now: Date): Promise<Record<Tab, number>> {
  const counted = tabs.filter(tab => tab !== 'done');
  const parts = counted.map(tab => sql`count(*) filter (where ${inTab(tab, id, now)})::int as ${sql.ref(tab)}`);
  const { rows } = await sql<Record<Tab, number>>`
    select ${sql.join(parts)} from dossier
    where dossier.agency in (${sql.join(scope)}) and dossier.finished_at is null`.execute(db);
  return rows[0]!;
}

const orderOf: Record<Sorting, string> = {
  due: 'dossier.due_at',
  applicant: 'dossier.folded',
  status: 'dossier.status',
  updated: 'dossier.updated_at',
};

const columns = [
  'dossier.id',
  'dossier.code',
  'dossier.procedure_name',
  'dossier.status',
  'dossier.label',
  'dossier.applicant_name',
  'dossier.applicant_phone',
  'dossier.due_at',
  'dossier.paused_at',
  'dossier.finished_at',
  'dossier.updated_at',
  'officer.name as assignee_name',
] as const;

/** What is due first, of the officer's own dossiers and those of nobody. */
export const listFirst = (db: Db, { id, scope }: SignedInOfficer, limit: number) =>
  db
    .selectFrom('dossier')
    .leftJoin('officer', 'officer.id', 'dossier.assignee')
    .select(columns)
    .where('dossier.agency', 'in', scope)
    .where(sql<boolean>`${isOpen} and dossier.paused_at is null and dossier.due_at is not null`)
    .where(({ or, eb }) => or([eb('dossier.assignee', '=', id), eb('dossier.assignee', 'is', null)]))
    .orderBy('dossier.due_at')
    .limit(limit)
    .execute();

/** Dossiers that are overdue, due today, waiting for the citizen, and whose result waits to be handed out. */
export async function countToday(db: Db, { id, scope }: SignedInOfficer, now: Date) {
  const count = (tab: Tab) => sql`(count(*) filter (where ${inTab(tab, id, now)}))::int as ${sql.ref(tab)}`;
  const { rows } = await sql<{ overdue: number; today: number; waiting: number; oldest: Date | null; results: number }>`
    select ${count('overdue')}, ${count('today')}, ${count('waiting')},
      min(due_at) filter (where ${inTab('overdue', id, now)}) as oldest,
      (select count(*)::int from dossier where agency in (${sql.join(scope)}) and status = 'resolved') as results
    from dossier where dossier.agency in (${sql.join(scope)}) and dossier.finished_at is null`.execute(db);
  return rows[0]!;
}

/** A page of a queue, with one row more when there is a next page. */
export async function listQueue(
  db: Db,
  { id, scope }: SignedInOfficer,
  { tab, sort, descending, procedure, assignee, page }: QueueFilter,
  now: Date,
) {
  return db
    .selectFrom('dossier')
    .leftJoin('officer', 'officer.id', 'dossier.assignee')
    .select(columns)
    .where('dossier.agency', 'in', scope)
    .where(inTab(tab, id, now))
    .$if(procedure !== '', query => query.where('dossier.procedure', '=', procedure))
    .$if(assignee !== '', query => query.where('dossier.assignee', '=', assignee))
    .orderBy(sql.ref(orderOf[sort]), order => (descending ? order.desc().nullsLast() : order.asc().nullsLast()))
    .orderBy('dossier.id')
    .limit(rowsPerPage + 1)
    .offset((page - 1) * rowsPerPage)
    .execute();
}

export type QueueRow = Awaited<ReturnType<typeof listQueue>>[number];

/** What a queue can be filtered by: procedures of its dossiers, and officers who work on dossiers. */
export async function filterChoices(db: Db, { scope }: SignedInOfficer, now: Date) {
  const { rows } = await sql<{ kind: 'procedure' | 'officer'; id: string; name: string }>`
    select 'procedure' as kind, procedure as id, min(procedure_name) as name from dossier
      where agency in (${sql.join(scope)}) and finished_at is null and procedure is not null group by procedure
    union all
    select 'officer', id, name from officer where agency in (${sql.join(scope)}) and ${isOpenAccount(now)}
    order by 1, 3 limit 400`.execute(db);
  return {
    procedures: rows.filter(({ kind }) => kind === 'procedure'),
    officers: rows.filter(({ kind }) => kind === 'officer'),
  };
}

/**
 * A dossier of the officer's agencies.
 * @throws ProblemError `dossier-not-found`
 */
export async function readDossier(db: Db, { scope }: SignedInOfficer, id: string): Promise<DossierRow> {
  const row = isUuid(id)
    ? await db.selectFrom('dossier').selectAll().where('id', '=', id).where('agency', 'in', scope).executeTakeFirst()
    : undefined;
  if (!row) throw new ProblemError('dossier-not-found');
  return row;
}

/** Steps, notes and log entries of a dossier, and whether its last move can be undone, in one query. */
export async function readHistory(db: Db, { id, code }: Pick<DossierRow, 'id' | 'code'>, officer: string, now: Date) {
  const { rows } = await sql<HistoryRow>`
    select 'step' as kind, at, status as what, label, note as text, by as who from dossier_step where dossier = ${id}
    union all
    select 'note', at, '', null, text, coalesce((select name from officer where officer.id = dossier_note.officer), officer)
      from dossier_note where dossier = ${id}
    union all
    select 'log', at, action, detail ->> 'to', detail ->> 'from',
      coalesce((select name from officer where officer.id = audit.officer), officer)
      from (select * from audit where subject = ${code} order by id desc limit 100) as audit
    union all
    select 'undo', ends_at, '', null, null, officer from dossier_undo
      where dossier = ${id} and officer = ${officer} and ends_at >= ${now}
        and version = (select version from dossier where dossier.id = ${id})
    order by at`.execute(db);
  const of = (wanted: HistoryRow['kind']) => rows.filter(({ kind }) => kind === wanted);
  return { steps: of('step'), notes: of('note'), log: of('log').reverse(), undo: of('undo')[0] };
}

interface HistoryRow {
  kind: 'step' | 'note' | 'log' | 'undo';
  at: Date;
  /** State of a step, action of a log entry. */
  what: string;
  label: string | null;
  text: string | null;
  who: string | null;
}

export type History = Awaited<ReturnType<typeof readHistory>>;
