import { sql } from 'kysely';
import { addDays, type Day, isOff } from '../../domain/calendar.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { DutyRow } from '../platform/schema.ts';
import type { OfficerTx } from '../platform/tx-context.ts';
import { type DutyCells, parseDuty, type PlannedDuty, type PlanningContext } from './duty-input.ts';
import { dutiesBetween } from './roster.ts';

/** What a change of duties did: rows before and after it. */
export interface DutyChange {
  before: DutyRow[];
  after: DutyRow[];
}

/** Identifier and version of a duty as a page showed it (optimistic locking). */
export interface ExpectedVersion {
  id: string;
  version: number;
}

/**
 * Expands a plan into one duty per day, except days off. An existing duty of the team gets the new helpers and tasks.
 * @throws ProblemError `invalid-input`
 */
export async function planDuty(
  { tx, officer, now }: OfficerTx,
  planning: PlanningContext,
  cells: DutyCells,
): Promise<DutyChange> {
  const plan = parseDuty(planning, cells);
  const { dates, place, opens, closes, team } = plan;
  await lockRosters(tx);
  const before = await tx
    .selectFrom('duty')
    .selectAll()
    .where('place', '=', place)
    .where('date', 'in', dates)
    .where('opens', '=', opens)
    .where('closes', '=', closes)
    .where('team', '=', team)
    .execute();
  const lists = listsOf(plan);
  const rows = dates.map(date => ({ place, opens, closes, team, ...lists, date }));
  const after = await tx
    .insertInto('duty')
    .values(rows)
    .onConflict(conflict =>
      conflict
        .columns(['place', 'date', 'opens', 'closes', 'team'])
        .doUpdateSet(({ eb }) => ({ ...lists, version: eb('duty.version', '+', 1) })),
    )
    .returningAll()
    .execute();
  const subject = `${place} ${dates[0]}`;
  await recordAudit(tx, { officer: officer.id, action: 'duty.plan', subject, detail: { days: dates.length }, now });
  return { before, after };
}

const listsOf = ({ helpers, tasks, languages }: Pick<PlannedDuty, 'helpers' | 'tasks' | 'languages'>) => ({
  helpers: JSON.stringify(helpers),
  tasks: JSON.stringify(tasks),
  languages: JSON.stringify(languages),
});

/**
 * Changes one duty.
 * @param cells the new values; those that are missing stay
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function changeDuty(
  { tx, officer, now }: OfficerTx,
  planning: PlanningContext,
  expected: ExpectedVersion,
  cells: DutyCells,
): Promise<DutyChange> {
  await lockRosters(tx);
  const [before] = await lockDuties(tx, placesIn(planning), expected);
  if (!before) throw invalidInput('/other', 'unknown');
  const { helpers, tasks, languages } = before;
  const kept = {
    ...{ place: before.place, from: before.date, opens: before.opens, closes: before.closes, team: before.team },
    ...{ helpers: helpers.join(','), tasks: tasks.join(','), languages: languages.join(',') },
  };
  const plan = parseDuty(planning, { ...kept, ...cells, until: '', weekdays: '' });
  const at = { place: plan.place, date: plan.dates[0]!, opens: plan.opens, closes: plan.closes };
  const isSame = (['place', 'date', 'opens', 'closes'] as const).every(name => at[name] === before[name]);
  if (!(isSame && plan.team === before.team) && (await dutyExists(tx, at, plan.team)))
    throw invalidInput('/other', 'twice');
  const after = await tx
    .updateTable('duty')
    .set({ ...at, team: plan.team, ...listsOf(plan), version: before.version + 1 })
    .where('id', '=', before.id)
    .returningAll()
    .execute();
  await recordAudit(tx, { officer: officer.id, action: 'duty.change', subject: slotOf(before), now });
  return { before: [before], after };
}

/**
 * Swaps two duties: each team takes the other's time.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function swapDuties(
  { tx, officer, now }: OfficerTx,
  places: readonly string[],
  a: ExpectedVersion,
  b: ExpectedVersion,
): Promise<DutyChange> {
  await lockRosters(tx);
  const [first, second] = await lockDuties(tx, places, a, b);
  if (!first || !second || first.id === second.id) throw invalidInput('/other', 'unknown');
  const give = ({ id, version }: DutyRow, { team, helpers, languages }: DutyRow) =>
    tx
      .updateTable('duty')
      .set({ team, helpers: JSON.stringify(helpers), languages: JSON.stringify(languages), version: version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
  for (const [at, other] of [
    [first, second],
    [second, first],
  ] as const)
    if (at.team !== other.team && (await dutyExists(tx, at, other.team))) throw invalidInput('/other', 'twice');
  const after = [await give(first, second), await give(second, first)];
  const detail = { with: slotOf(second) };
  await recordAudit(tx, { officer: officer.id, action: 'duty.swap', subject: slotOf(first), detail, now });
  return { before: [first, second], after };
}

/**
 * Deletes a duty.
 * @throws ProblemError `changed-meanwhile`
 */
export async function deleteDuty(
  { tx, officer, now }: OfficerTx,
  places: readonly string[],
  expected: ExpectedVersion,
): Promise<DutyChange> {
  const [row] = await lockDuties(tx, places, expected);
  if (!row) return { before: [], after: [] };
  await tx.deleteFrom('duty').where('id', '=', row.id).execute();
  const detail = { team: row.team };
  await recordAudit(tx, { officer: officer.id, action: 'duty.drop', subject: slotOf(row), detail, now });
  return { before: [row], after: [] };
}

/**
 * Copies the duties of the week before to a week, to days that are not past and not off; what is planned there stays.
 * @param monday first day of the week that is filled
 */
export async function copyWeek(
  { tx, officer, now }: OfficerTx,
  planning: PlanningContext,
  monday: Day,
): Promise<DutyChange> {
  await lockRosters(tx);
  const last = await dutiesBetween(tx, placesIn(planning), [addDays(monday, -7), addDays(monday, -1)]);
  const rows = last
    .map(({ place, date, opens, closes, team, ...lists }) => ({
      ...{ place, opens, closes, team, ...listsOf(lists) },
      date: addDays(date, 7),
    }))
    .filter(({ date }) => date >= planning.today && !isOff(planning.days.get(date)));
  if (!rows.length) return { before: [], after: [] };
  const after = await tx
    .insertInto('duty')
    .values(rows)
    .onConflict(conflict => conflict.columns(['place', 'date', 'opens', 'closes', 'team']).doNothing())
    .returningAll()
    .execute();
  const detail = { turns: after.length };
  await recordAudit(tx, { officer: officer.id, action: 'duty.copy', subject: monday, detail, now });
  return { before: [], after };
}

const placesIn = ({ places }: PlanningContext): string[] => places.map(({ id }) => id);

const slotOf = ({ place, date, opens, closes }: DutyRow): string => `${place} ${date} ${opens}-${closes}`;

/** Serializes changes of rosters, which are rare; prevents deadlocks between swaps. */
export const lockRosters = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('roster', 0))`.execute(tx);

async function lockDuties(tx: Tx, places: readonly string[], ...expected: ExpectedVersion[]) {
  const rows = await tx
    .selectFrom('duty')
    .selectAll()
    .where(
      'id',
      'in',
      expected.map(({ id }) => id),
    )
    .where('place', 'in', ['', ...places])
    .orderBy('id')
    .forUpdate()
    .execute();
  return expected.map(({ id, version }) => {
    const row = rows.find(each => each.id === id);
    if (row && row.version !== version) throw new ProblemError('changed-meanwhile');
    return row;
  });
}

/** Whether a team already has a duty at that place and time. */
async function dutyExists(
  tx: Tx,
  { place, date, opens, closes }: Pick<DutyRow, 'place' | 'date' | 'opens' | 'closes'>,
  team: string,
): Promise<boolean> {
  const row = await tx
    .selectFrom('duty')
    .select('id')
    .where('place', '=', place)
    .where('date', '=', date)
    .where('opens', '=', opens)
    .where('closes', '=', closes)
    .where('team', '=', team)
    .executeTakeFirst();
  return row !== undefined;
}
