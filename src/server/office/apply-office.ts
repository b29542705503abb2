import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar.ts';
import { lockRules, reconcileBookings, type ReconcileResult, ruleError } from '../booking/index.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { canonical } from './canonical.ts';
import { chainOf, checkOffice } from './check-office.ts';
import { knownOf } from './known.ts';
import { toRecords } from './office-records.ts';
import { type AgencyRecord, readOffice } from './office-rows.ts';
import { type Change, kinds, planChanges } from './plan-office.ts';
import { parseOffice, readYaml } from './read-office.ts';
import { writeChange, writeSuccessors } from './write-records.ts';

/** How an office file is applied. */
export interface ApplyOptions {
  /** Who does it, for the log. */
  officer: string;
  now: Date;
  jobs?: Jobs | undefined;
  /** Tells what would happen, and changes nothing. */
  dryRun?: boolean | undefined;
  /** The number of bookings and waiting people that are lost by it; nothing is done with another number. */
  confirm?: number | undefined;
  /** Why, told to those whose booking is cancelled. */
  reason?: string | undefined;
}

/** What came of it. Only `done` has changed anything. */
export interface ApplyResult {
  state: 'nothing' | 'planned' | 'unconfirmed' | 'done';
  changes: Change[];
  touched: ReconcileResult;
}

/** Ends the transaction without its changes. */
class RolledBack extends Error {
  readonly result: ApplyResult;

  constructor(result: ApplyResult) {
    super('rolled back');
    this.result = result;
  }
}

/**
 * Makes the agencies of a file as the file says, in one transaction: all of it or nothing. Bookings that are not
 * possible any more are cancelled, and their holders told.
 * @throws OfficeMistakes with all that is wrong with the file
 */
export async function applyOffice(db: Db, text: string, options: ApplyOptions): Promise<ApplyResult> {
  const source = readYaml(text);
  const file = parseOffice(source);
  const wanted = toRecords(file);
  try {
    return await withAudit(db, async tx => {
      // One after the other: a second file is planned on what the first has made.
      await sql`select pg_advisory_xact_lock(hashtextextended('office', 0))`.execute(tx);
      checkOffice(file, source, await knownOf(tx, file), rule => !ruleError(rule));
      const codes = wanted.procedures.map(({ code }) => code);
      const agencies = wanted.agencies.map(({ id }) => id);
      const before = await readOffice(tx, agencies, codes);
      const changes = planChanges(before, wanted, dayOf(options.now));
      const nothing = { cancelled: 0, waiting: 0, notNotified: [] };
      if (!changes.length) return { state: 'nothing', changes, touched: nothing };
      const counters = await touchedCounters(tx, changes);
      for (const { id } of counters) await lockRules(tx, id);
      await writeAll(tx, changes);
      const touched = await reconcileAll(tx, counters, options);
      await recordChanges(tx, changes, options);
      const lost = touched.cancelled + touched.waiting;
      if (options.dryRun) throw new RolledBack({ state: 'planned', changes, touched });
      if (lost && (options.confirm !== lost || !options.reason?.trim()))
        throw new RolledBack({ state: 'unconfirmed', changes, touched });
      return { state: 'done', changes, touched };
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result;
    throw error;
  }
}

async function writeAll(tx: Tx, changes: readonly Change[]): Promise<void> {
  const of = (kind: Change['kind']) => changes.filter(change => change.kind === kind);
  const agencies = of('agencies').map(({ after }) => after as AgencyRecord);
  const parents = new Map(agencies.map(({ id, parent }) => [id, parent]));
  const depth = ({ id }: Change) => chainOf(id, parents).length;
  for (const change of of('agencies').sort((a, b) => depth(a) - depth(b))) await writeChange(tx, change);
  for (const agency of agencies) await writeSuccessors(tx, agency);
  for (const kind of kinds.slice(1)) for (const change of of(kind)) if (change.after) await writeChange(tx, change);
  for (const kind of [...kinds].reverse())
    for (const change of of(kind)) if (!change.after) await writeChange(tx, change);
}

interface TouchedCounter {
  id: string;
  agency: string;
}

/** Counters whose bookings a plan may touch, in the order in which they are locked. */
async function touchedCounters(tx: Tx, changes: readonly Change[]): Promise<TouchedCounter[]> {
  const idsOf = (...wanted: Change['kind'][]) => [
    '',
    ...changes.filter(({ kind }) => wanted.includes(kind)).map(({ id }) => id),
  ];
  const ended = ['', ...changes.filter(({ kind, after }) => kind === 'services' && !after).map(({ id }) => id)];
  const calendars = changes.flatMap(({ kind, after, before }) =>
    kind === 'calendar' ? (((after ?? before) as { agency: string }).agency ?? '') : [],
  );
  const { rows } = await sql<TouchedCounter>`
    with recursive below(id) as (
      select id from agency where id in (${sql.join(['', ...calendars])})
      union select a.id from agency a join below on a.parent = below.id
    ) select counter.id, place.agency from counter join place on place.id = counter.place
    where counter.active and (
      counter.id in (${sql.join(idsOf('counters'))})
      or place.agency in (select id from below)
      or counter.id in (select counter from counter_service where service in (${sql.join(ended)}))
    ) order by counter.id`.execute(tx);
  return rows;
}

async function reconcileAll(
  tx: Tx,
  counters: readonly TouchedCounter[],
  { now, jobs, reason = '' }: ApplyOptions,
): Promise<ReconcileResult> {
  const all: ReconcileResult = { cancelled: 0, waiting: 0, notNotified: [] };
  for (const counter of counters) {
    const { cancelled, waiting, notNotified } = await reconcileBookings({ tx, now, jobs }, counter, reason);
    all.cancelled += cancelled;
    all.waiting += waiting;
    all.notNotified.push(...notNotified);
  }
  return all;
}

/** Changes of one entry of the log. */
const perEntry = 50;

async function recordChanges(tx: Tx, changes: readonly Change[], { officer, now }: ApplyOptions): Promise<void> {
  for (let start = 0; start < changes.length; start += perEntry) {
    const part = changes.slice(start, start + perEntry);
    const agencies = new Set(part.map(({ kind, id }) => `${kind} ${id}`));
    const subject = agencies.size === 1 ? [...agencies][0]! : `${part.length}`;
    await recordAudit(tx, { officer, action: 'office.change', subject, detail: { changes: part.map(toEntry) }, now });
  }
}

/** Of a change only what differs. */
function toEntry({ kind, id, action, before, after, fields }: Change): Record<string, unknown> {
  const only = (record: object | undefined) =>
    record && fields ? Object.fromEntries(fields.map(name => [name, record[name as never]])) : record;
  return JSON.parse(canonical({ kind, id, action, before: only(before), after: only(after) })) as Record<
    string,
    unknown
  >;
}
