import { sql } from 'kysely';
import { addDays, type Day, dayOf, daysBetween, isOff, weekday } from '../../domain/calendar.ts';
import { foldDiacritics } from '../../domain/fold-diacritics.ts';
import { parseList, parseDay, parseTime, parseWeekdays } from '../../domain/parse-input.ts';
import { hasFamilyName } from '../../domain/person.ts';
import { type NamedDay, type Roster, specialDays } from '../agencies/index.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { PlaceRow } from '../platform/schema.ts';
import type { OfficerTx } from '../platform/tx-context.ts';
import { placesOf, rosterSettings } from './roster.ts';

/** Values of a duty, from a form or a CSV row. */
export type DutyCells = Record<string, string>;

/** Reference data for validating a plan. */
export interface PlanningContext {
  places: PlaceRow[];
  roster: Roster;
  days: Map<Day, NamedDay>;
  today: Day;
}

/** Planning horizon in days. */
const maxDaysAhead = 366;
const maxNameLength = 30;

/**
 * Loads places, vocabulary and days off of an agency.
 * @throws ProblemError `not-offered` for an agency without a roster
 */
export async function loadPlanningContext(db: Db, agency: string, now: Date): Promise<PlanningContext> {
  const { chain, roster } = await rosterSettings(db, agency);
  const today = dayOf(now);
  return {
    places: await placesOf(db, agency),
    roster,
    days: await specialDays(db, chain, today, addDays(today, maxDaysAhead)),
    today,
  };
}

/**
 * Expands a plan into one duty per day, except days off. An existing duty of the team gets the new helpers and tasks.
 * @returns the number of days
 * @throws ProblemError `invalid-input`
 */
export async function planDuty(
  { tx, officer, now }: OfficerTx,
  planning: PlanningContext,
  cells: DutyCells,
): Promise<number> {
  const { dates, ...turn } = parseDuty(planning, cells);
  await lockRosters(tx);
  const lists = {
    helpers: JSON.stringify(turn.helpers),
    tasks: JSON.stringify(turn.tasks),
    languages: JSON.stringify(turn.languages),
  };
  const rows = dates.map(date => ({ ...turn, ...lists, date }));
  await tx
    .insertInto('duty')
    .values(rows)
    .onConflict(conflict =>
      conflict
        .columns(['place', 'date', 'opens', 'closes', 'team'])
        .doUpdateSet(({ eb }) => ({ ...lists, version: eb('duty.version', '+', 1) })),
    )
    .execute();
  const subject = `${turn.place} ${dates[0]}`;
  await recordAudit(tx, { officer: officer.id, action: 'duty.plan', subject, detail: { days: dates.length }, now });
  return dates.length;
}

function parseDuty({ places, roster, days, today }: PlanningContext, cells: DutyCells) {
  const cell = (name: string) => cells[name]?.trim() ?? '';
  const place =
    places.find(({ id }) => id === cell('place')) ??
    places.find(({ name }) => foldDiacritics(name) === foldDiacritics(cell('place')));
  if (!place) throw invalidInput('/place', 'unknown');
  const from = parseDay(cell('from'));
  if (!from) throw invalidInput('/from', 'date');
  if (from < today) throw invalidInput('/from', 'past');
  const until = cell('until') ? parseDay(cell('until')) : from;
  if (!until) throw invalidInput('/until', 'date');
  if (until < from) throw invalidInput('/until', 'order');
  if (until > addDays(today, maxDaysAhead)) throw invalidInput('/until', 'far');
  const weekdays = parseWeekdays(cell('weekdays'));
  if (!weekdays) throw invalidInput('/weekdays', 'unknown');
  const opens = parseTime(cell('opens'));
  if (!opens) throw invalidInput('/opens', 'time');
  const closes = parseTime(cell('closes'));
  if (!closes) throw invalidInput('/closes', 'time');
  if (closes <= opens) throw invalidInput('/closes', 'order');
  const helpers = parseList(cell('helpers'));
  if (helpers.some(isNotFirstName)) throw invalidInput('/helpers', 'name');

  const dates: Day[] = [];
  for (const day of daysBetween(from, until))
    if ((!weekdays.length || weekdays.includes(weekday(day))) && !isOff(days.get(day)?.type)) dates.push(day);
  if (!dates.length) throw invalidInput('/from', 'off');
  return {
    dates,
    place: place.id,
    opens,
    closes,
    team: findKnown(roster.teams, cell('team'), '/team'),
    helpers,
    tasks: parseList(cell('tasks')).map(task => findKnown(roster.tasks, task, '/tasks')),
    languages: parseList(cell('languages')).map(language => findKnown(roster.languages, language, '/languages')),
  };
}

/** First names have one or two words; family names and numbers must not appear on a public page. */
const isNotFirstName = (name: string) =>
  name.length > maxNameLength || name.split(/\s+/).length > 2 || /\d/.test(name) || hasFamilyName(name);

function findKnown(list: Roster['teams'], text: string, pointer: string): string {
  const found = list.find(
    ({ id, name }) =>
      id === text || Object.values(name).some(each => foldDiacritics(String(each)) === foldDiacritics(text)),
  );
  if (!text || !found) throw invalidInput(pointer, 'unknown');
  return found.id;
}

/** Identifier and version of a duty as a page showed it (optimistic locking). */
export interface ExpectedVersion {
  id: string;
  version: number;
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
) {
  await lockRosters(tx);
  const [first, second] = await lockDuties(tx, places, a, b);
  if (!first || !second || first.id === second.id) throw invalidInput('/other', 'unknown');
  const { team, helpers, languages } = first;
  const give = async (
    { id, version }: ExpectedVersion,
    who: { team: string; helpers: string[]; languages: string[] },
  ) => {
    const set = { team: who.team, helpers: JSON.stringify(who.helpers), languages: JSON.stringify(who.languages) };
    await tx
      .updateTable('duty')
      .set({ ...set, version: version + 1 })
      .where('id', '=', id)
      .execute();
  };
  const slot = ({ place, date, opens, closes }: typeof first) => `${place} ${date} ${opens}-${closes}`;
  for (const [at, other] of [
    [first, second],
    [second, first],
  ] as const)
    if (at.team !== other.team && (await dutyExists(tx, at, other.team))) throw invalidInput('/other', 'twice');
  await give(first, second);
  await give(second, { team, helpers, languages });
  const detail = { with: slot(second) };
  await recordAudit(tx, { officer: officer.id, action: 'duty.swap', subject: slot(first), detail, now });
}

/** Serializes changes of rosters, which are rare; prevents deadlocks between swaps. */
const lockRosters = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtextextended('roster', 0))`.execute(tx);

/**
 * Deletes a duty.
 * @throws ProblemError `changed-meanwhile`
 */
export async function deleteDuty(
  { tx, officer, now }: OfficerTx,
  places: readonly string[],
  expected: ExpectedVersion,
): Promise<void> {
  const [row] = await lockDuties(tx, places, expected);
  if (!row) return;
  await tx.deleteFrom('duty').where('id', '=', row.id).execute();
  const subject = `${row.place} ${row.date} ${row.opens}-${row.closes}`;
  await recordAudit(tx, { officer: officer.id, action: 'duty.drop', subject, detail: { team: row.team }, now });
}

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
  { place, date, opens, closes }: { place: string; date: Day; opens: string; closes: string },
  team: string,
) {
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
