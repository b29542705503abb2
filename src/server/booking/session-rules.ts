import { units } from '../../contract/index.ts';
import { addDays, dayOf, daysApart } from '../../domain/calendar.ts';
import { byday, parseDay, parseTime, parseWeekdays } from '../../domain/parse-input.ts';
import { parseTimeOfDay } from '../../domain/time-of-day.ts';
import { maxDaysAhead } from '../agencies/index.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { FieldErrors, invalidInput, ProblemError } from '../platform/problem.ts';
import type { OfficerContext } from '../platform/tx-context.ts';
import { lockRules, reconcileBookings, type ReconcileResult } from './reconcile.ts';
import { ruleError } from './recurrence.ts';
import { ruleOf } from './repeat.ts';

/** Values of a session rule, from a form or a CSV row. */
export type SessionCells = Record<string, string>;

/** A counter whose rules are planned. */
export interface SessionCounter {
  id: string;
  name: string;
  agency: string;
}

/** The rule to change, and the version of the counter's rules when it was shown (optimistic locking). */
export interface ExpectedVersion {
  rule: number;
  rulesVersion: number;
}

/** Upper bounds against typing errors; `cutoff` in minutes. */
const max = { capacity: 10_000, most: 1000, cutoff: 14 * 24 * 60 };
/** Minutes per unit. */
const maxMinutes = 600;
const usualMinutes = 10;

/**
 * Adds or replaces a rule and reconciles the bookings.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function planSession(
  context: OfficerContext,
  counter: SessionCounter,
  cells: SessionCells,
  expected?: ExpectedVersion,
): Promise<ReconcileResult> {
  const { tx, officer, now } = context;
  const { since, ...rule } = parseSession(cells);
  if (since && daysApart(dayOf(now), since) > maxDaysAhead) throw invalidInput('/since', 'far');
  await lockRules(tx, counter.id, expected?.rulesVersion);
  const same = await tx
    .selectFrom('session_rule')
    .select(['id', 'since'])
    .where('counter', '=', counter.id)
    .where('rrule', '=', rule.rrule)
    .where('opens', '=', rule.opens)
    .where('closes', '=', rule.closes)
    .executeTakeFirst();
  // Another start date would cancel sessions that are running.
  if (expected === undefined && same && since && since !== same.since) throw invalidInput('/since', 'there');
  const id = expected?.rule ?? same?.id;
  if (id === undefined)
    await tx
      .insertInto('session_rule')
      .values({ ...rule, since: since ?? addDays(dayOf(now), 1), counter: counter.id })
      .execute();
  else {
    const changed = await tx
      .updateTable('session_rule')
      .set({ ...rule, ...(since && { since }) })
      .where('id', '=', id)
      .where('counter', '=', counter.id)
      .executeTakeFirst();
    if (!changed.numUpdatedRows) throw new ProblemError('changed-meanwhile');
  }
  await recordAudit(tx, { officer: officer.id, action: 'session.plan', subject: counter.id, detail: { ...rule }, now });
  return reconcile(context, counter, cells['reason'] ?? '');
}

/**
 * Deletes a rule; its sessions are cancelled and their holders notified.
 * @throws ProblemError `changed-meanwhile` when it is there no longer
 */
export async function deleteSession(
  context: OfficerContext,
  counter: SessionCounter,
  expected: ExpectedVersion,
  reason: string,
): Promise<ReconcileResult> {
  const { tx, officer, now } = context;
  const id = expected.rule;
  await lockRules(tx, counter.id, expected.rulesVersion);
  const dropped = await tx
    .deleteFrom('session_rule')
    .where('id', '=', id)
    .where('counter', '=', counter.id)
    .executeTakeFirst();
  if (!dropped.numDeletedRows) throw new ProblemError('changed-meanwhile');
  await recordAudit(tx, { officer: officer.id, action: 'session.drop', subject: counter.id, detail: { id }, now });
  return reconcile(context, counter, reason);
}

/**
 * Reconciles the bookings with changed rules.
 * @throws ProblemError `invalid-input` when bookings are cancelled without a reason
 */
async function reconcile(context: OfficerContext, counter: SessionCounter, reason: string): Promise<ReconcileResult> {
  const result = await reconcileBookings(context, counter, reason);
  if (result.cancelled + result.waiting && !reason.trim()) throw invalidInput('/reason', 'booked');
  return result;
}

/** @throws ProblemError `invalid-input` with all that is wrong */
function parseSession(cells: SessionCells) {
  const cell = (name: string) => cells[name]?.trim() ?? '';
  const errors = new FieldErrors();
  const integer = (name: keyof typeof max, usual: number | undefined, min = 1) => {
    if (!cell(name) && usual !== undefined) return usual;
    const value = /^\d{1,6}$/.test(cell(name)) ? Number(cell(name)) : NaN;
    if (!(value >= min && value <= max[name])) errors.reject(`/${name}`, 'number');
    return value;
  };
  const rrule = readRule(cell('weekdays'), cell('rrule'), errors);
  const since = cell('since') ? (parseDay(cell('since')) ?? errors.reject('/since', 'date')) : undefined;
  const opens = parseTime(cell('opens')) ?? errors.reject('/opens', 'time');
  const closes = parseTime(cell('closes')) ?? errors.reject('/closes', 'time');
  if (opens && closes && parseTimeOfDay(closes) <= parseTimeOfDay(opens)) errors.reject('/closes', 'order');
  const unit = units.find(each => each === (cell('unit') || 'heads')) ?? errors.reject('/unit', 'unknown');
  const capacity = integer('capacity', undefined);
  const most = integer('most', 1);
  if (most > capacity) errors.reject('/most', 'order');
  const minutes = cell('minutes') ? Number(cell('minutes').replace(',', '.')) : usualMinutes;
  if (!(minutes > 0 && minutes <= maxMinutes)) errors.reject('/minutes', 'number');
  const cutoff = integer('cutoff', 0, 0);
  errors.throwIfAny();
  const rule = { rrule: rrule!, opens: opens!, closes: closes!, unit: unit!, capacity, most, minutes, cutoff };
  return { ...rule, since, needs_phone: cell('phone') !== 'no' };
}

function readRule(weekdayCell: string, rule: string, errors: FieldErrors): string | undefined {
  const weekdays = parseWeekdays(weekdayCell);
  if (!weekdays) return errors.reject('/weekdays', 'unknown');
  if (rule && weekdays.length) return errors.reject('/rrule', 'both');
  if (!rule && !weekdays.length) return errors.reject('/weekdays', 'required');
  const found = rule || ruleOf({ kind: 'weekly', every: 1, weekdays: weekdays.map(day => byday[day - 1]!) });
  return ruleError(found) ? errors.reject('/rrule', 'rule') : found;
}

/** Counters with sessions or home visits of some agencies. */
export async function sessionCounters(db: Db, agencies: readonly string[]) {
  return db
    .selectFrom('counter')
    .innerJoin('place', 'place.id', 'counter.place')
    .select([
      'counter.id',
      'counter.name',
      'counter.way',
      'counter.rules_version as rulesVersion',
      'place.agency',
      'place.name as place',
    ])
    .where('place.agency', 'in', agencies)
    .where('counter.way', '<>', 'time')
    .where('counter.active', '=', true)
    .orderBy('place.agency')
    .orderBy('place.position')
    .orderBy('counter.id')
    .execute();
}
