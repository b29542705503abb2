import { addDays, dayOf, daysApart } from '../../domain/calendar.ts';
import { readDay, readTime, readWeekdays } from '../../domain/parse-input.ts';
import { minutesOf } from '../../domain/slot.ts';
import { units, type Unit } from '../../contract/index.ts';
import { audit } from '../platform/audit.ts';
import { invalidInput } from './bookable.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Work } from '../dossiers/transitions.ts';
import { ProblemError } from '../http/problem.ts';
import { deleteExpiredHolds, promoteWaitlist } from './waitlist.ts';
import { officeCalendar } from '../agencies/working-calendar.ts';
import { ruleError } from './recurrence.ts';
import { agencyChain, furthest } from '../agencies/settings.ts';
import { loadCounters, counterTimes } from './slots.ts';
import { cancelSlot, cancelTurns } from './check-in.ts';

/** What an officer writes of sessions, in a form or in a row of a table. */
export type SessionCells = Record<string, string>;

/** A row of counters as an officer plans for it. */
export interface PlannedCounter {
  id: string;
  name: string;
  agency: string;
}

/** The rule that a page changes, and how often the counter's rules had changed when it was shown. */
export interface Seen {
  rule: number;
  planned: number;
}

/** What came of a change: nobody is put off without being told. */
export interface Replanned {
  /** Those who had booked what there is no more. */
  cancelled: number;
  /** Those of them who have no phone: an officer has to find another way. */
  untold: { number: string; name: string; at: Date }[];
}

/** Weekdays of RFC 5545, from Monday. */
export const byday = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** More is a slip of the keyboard; minutes of the last two. */
const most = { capacity: 10_000, each: 1000, minutes: 600, cutoff: 14 * 24 * 60 };

/** Adds a rule, or puts it in the place of an earlier one, and makes what is booked fit. */
export async function planSession(
  work: Work,
  counter: PlannedCounter,
  cells: SessionCells,
  instead?: Seen,
): Promise<Replanned> {
  const { tx, officer, now } = work;
  const { since, ...rule } = readSession(cells);
  if (since && daysApart(dayOf(now), since) > furthest) throw invalidInput('/since', 'far');
  await lockRules(tx, counter, instead?.planned);
  const same = await tx
    .selectFrom('session_rule')
    .select(['id', 'since'])
    .where('counter', '=', counter.id)
    .where('rrule', '=', rule.rrule)
    .where('opens', '=', rule.opens)
    .where('closes', '=', rule.closes)
    .executeTakeFirst();
  // Another first day would take sessions away that are running.
  if (instead === undefined && same && since && since !== same.since) throw invalidInput('/since', 'there');
  const id = instead?.rule ?? same?.id;
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
  await audit(tx, { officer: officer.id, action: 'session.plan', subject: counter.id, detail: { ...rule }, now });
  return refit(work, counter, cells['reason'] ?? '');
}

/** Takes a rule away; its sessions are cancelled, and those who booked them are told. */
export async function dropSession(work: Work, counter: PlannedCounter, seen: Seen, reason: string): Promise<Replanned> {
  const { tx, officer, now } = work;
  const id = seen.rule;
  await lockRules(tx, counter, seen.planned);
  await tx.deleteFrom('session_rule').where('id', '=', id).where('counter', '=', counter.id).execute();
  await audit(tx, { officer: officer.id, action: 'session.drop', subject: counter.id, detail: { id }, now });
  return refit(work, counter, reason);
}

/**
 * Locks the rules of a counter, before all else: two officers change them one after the other. Refuses who has not seen
 * what the other made of them. Tickets refer to the counter, and need not wait.
 */
async function lockRules(tx: Tx, counter: PlannedCounter, seen: number | undefined): Promise<void> {
  const { planned } = await tx
    .selectFrom('counter')
    .select('planned')
    .where('id', '=', counter.id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (seen !== undefined && seen !== planned) throw new ProblemError('changed-meanwhile');
}

/**
 * Makes the booked slots of a counter follow its rules: a new capacity reaches those who wait, and what there is no
 * more is cancelled. Refuses to cancel without a reason to tell.
 */
async function refit(work: Work, counter: PlannedCounter, reason: string): Promise<Replanned> {
  const { tx, now, jobs } = work;
  // Whoever read the rules before sees by this that they have changed (booking.ts).
  await tx
    .updateTable('counter')
    .set(({ eb }) => ({ planned: eb('planned', '+', 1) }))
    .where('id', '=', counter.id)
    .execute();
  const fresh = (await loadCounters(tx, counter.agency)).find(({ id }) => id === counter.id);
  const calendar = await officeCalendar(tx, await agencyChain(tx, counter.agency));
  const slots = await tx
    .selectFrom('slot')
    .selectAll()
    .where('counter', '=', counter.id)
    .where('starts_at', '>', now)
    .orderBy('id')
    .forUpdate()
    .execute();
  let cancelled = 0;
  let waiting = 0;
  const untold: Replanned['untold'] = [];
  for (const slot of slots) {
    const time =
      fresh && counterTimes(fresh, calendar, dayOf(slot.starts_at)).find(({ start }) => +start === +slot.starts_at);
    if (!time) {
      const told = await cancelSlot(work, slot, reason);
      cancelled += told.booked;
      waiting += told.waiting;
      untold.push(...told.untold);
      continue;
    }
    if (time.end < slot.ends_at) {
      const told = await cancelTurns(work, slot, reason, time.end);
      cancelled += told.booked;
      untold.push(...told.untold);
      await tx
        .updateTable('appointment')
        .set({ turn_to: time.end })
        .where('slot', '=', slot.id)
        .where('turn_to', '>', time.end)
        .execute();
    }
    // What nobody holds any more is not given away once more.
    await deleteExpiredHolds(tx, slot.id, now);
    await tx
      .updateTable('slot')
      .set({
        ends_at: time.end,
        capacity: time.capacity,
        unit: time.session?.unit ?? null,
        book_until: time.session?.bookUntil ?? null,
      })
      .where('id', '=', slot.id)
      .execute();
    await promoteWaitlist({ tx, jobs, now }, slot.id);
  }
  if (cancelled + waiting && !reason.trim()) throw invalidInput('/reason', 'booked');
  return { cancelled, untold };
}

function readSession(cells: SessionCells) {
  const cell = (name: string) => cells[name]?.trim() ?? '';
  const weekdays = readWeekdays(cell('weekdays'));
  if (!weekdays) throw invalidInput('/weekdays', 'unknown');
  if (cell('rrule') && weekdays.length) throw invalidInput('/rrule', 'both');
  const rrule =
    cell('rrule') || (weekdays.length ? `FREQ=WEEKLY;BYDAY=${weekdays.map(day => byday[day - 1]).join(',')}` : '');
  if (!rrule) throw invalidInput('/weekdays', 'required');
  if (ruleError(rrule)) throw invalidInput('/rrule', 'rule');
  const since = cell('since') ? readDay(cell('since')) : undefined;
  if (cell('since') && !since) throw invalidInput('/since', 'date');
  const opens = readTime(cell('opens'));
  if (!opens) throw invalidInput('/opens', 'time');
  const closes = readTime(cell('closes'));
  if (!closes) throw invalidInput('/closes', 'time');
  if (minutesOf(closes) <= minutesOf(opens)) throw invalidInput('/closes', 'order');
  const unit = unitOf(cell('unit'));
  const capacity = whole(cell('capacity'), '/capacity', most.capacity);
  const each = cell('most') ? whole(cell('most'), '/most', most.each) : 1;
  if (each > capacity) throw invalidInput('/most', 'order');
  return {
    rrule,
    since,
    opens,
    closes,
    capacity,
    unit,
    most: each,
    minutes: cell('minutes') ? number(cell('minutes'), '/minutes', most.minutes) : 10,
    cutoff: cell('cutoff') ? whole(cell('cutoff'), '/cutoff', most.cutoff, 0) : 0,
    needs_phone: cell('phone') !== 'no',
  };
}

function unitOf(text: string): Unit {
  const unit = text ? units.find(each => each === text) : 'heads';
  if (!unit) throw invalidInput('/unit', 'unknown');
  return unit;
}

function whole(text: string, pointer: string, largest: number, least = 1): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= largest)) throw invalidInput(pointer, 'number');
  return value;
}

function number(text: string, pointer: string, largest: number): number {
  const value = Number(text.replace(',', '.'));
  if (!(value > 0 && value <= largest)) throw invalidInput(pointer, 'number');
  return value;
}

/** Counters with sessions or visits at the places of some agencies. */
export async function plannedCounters(db: Db, agencies: readonly string[]) {
  return db
    .selectFrom('counter')
    .innerJoin('place', 'place.id', 'counter.place')
    .select(['counter.id', 'counter.name', 'counter.way', 'counter.planned', 'place.agency', 'place.name as place'])
    .where('place.agency', 'in', agencies)
    .where('counter.way', '<>', 'time')
    .orderBy('place.agency')
    .orderBy('place.position')
    .orderBy('counter.id')
    .execute();
}
