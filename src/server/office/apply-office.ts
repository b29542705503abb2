import { lockCatalogue } from '../procedures/index.ts';
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar.ts';
import { agencyAndBelow } from '../agencies/index.ts';
import { lockRules, reconcileBookings, type ReconcileResult, ruleError } from '../booking/index.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import { canonical } from './canonical.ts';
import { chainOf, checkOffice } from './check-office.ts';
import { checkScope, type Scope } from './check-scope.ts';
import { knownOf } from './known.ts';
import { toRecords } from './office-records.ts';
import { type AgencyRecord, readOffice } from './office-rows.ts';
import { type Change, kinds, planChanges } from './plan-office.ts';
import { parseOffice } from './parse-office.ts';
import { type OfficeSource, readYaml } from './read-yaml.ts';
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
  /** Whose agencies may be changed; all by default. */
  scope?: Scope | undefined;
  /** The plan that was looked at (`planHash`); nothing is done when it has become another. */
  plan?: string | undefined;
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
 * Changes the agencies of a file to what the file describes, in one transaction: all of it or nothing. Bookings that are
 * not possible any more are cancelled, and their holders told.
 * @throws OfficeMistakes with what is wrong with the file
 */
export async function applyOffice(db: Db, text: string, options: ApplyOptions): Promise<ApplyResult> {
  const source = readYaml(text);
  const agencies = parseOffice(source).agencies.map(({ id }) => id);
  return changeOffice(db, agencies, () => Promise.resolve(source), options);
}

/**
 * As `applyOffice`, for a file that depends on what is there.
 * @param ids the agencies of the file
 * @param read the file; nobody else changes these agencies between it and the end
 * @throws OfficeMistakes with what is wrong with the file
 */
export async function changeOffice(
  db: Db,
  ids: readonly string[],
  read: (tx: Tx) => Promise<OfficeSource>,
  options: ApplyOptions,
): Promise<ApplyResult> {
  try {
    return await withAudit(db, async tx => {
      // One after the other: a second file is planned on what the first has made.
      await sql`select pg_advisory_xact_lock(hashtextextended('office', 0))`.execute(tx);
      await lockCatalogue(tx);
      // Before anything is read: officers change rules, too.
      const counters = await countersOf(tx, ids);
      for (const { id } of counters) await lockRules(tx, id);
      const source = await read(tx);
      const file = parseOffice(source);
      checkOffice(file, source, await knownOf(tx, file), rule => !ruleError(rule));
      const wanted = toRecords(file);
      const codes = wanted.procedures.map(({ code }) => code);
      const agencies = wanted.agencies.map(({ id }) => id);
      const before = await readOffice(tx, agencies, codes);
      const changes = planChanges(before, wanted, dayOf(options.now));
      const nothing = { cancelled: 0, waiting: 0, notNotified: [] };
      if (options.scope) await checkScope(tx, file, source, changes, options.scope);
      if (!changes.length) return { state: 'nothing', changes, touched: nothing };
      const isTouched = touchedBy(changes);
      await writeAll(tx, changes);
      const below = new Set<string>();
      for (const agency of isTouched.trees) for (const id of await agencyAndBelow(tx, agency)) below.add(id);
      const touched = await reconcileAll(
        tx,
        counters.filter(counter => isTouched.counter(counter) || below.has(counter.agency)),
        changes,
        options,
      );
      await recordChanges(tx, changes, options);
      const lost = touched.cancelled + touched.waiting;
      if (options.dryRun) throw new RolledBack({ state: 'planned', changes, touched });
      const isOther = options.plan !== undefined && options.plan !== planHash(changes);
      if (isOther || (lost && (options.confirm !== lost || !options.reason?.trim())))
        throw new RolledBack({ state: 'unconfirmed', changes, touched });
      return { state: 'done', changes, touched };
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result;
    throw error;
  }
}

/** Tells two plans apart. */
export const planHash = (changes: readonly Change[]): string =>
  createHash('sha256').update(canonical(changes)).digest('hex').slice(0, 16);

async function writeAll(tx: Tx, changes: readonly Change[]): Promise<void> {
  const of = (kind: Change['kind']) => changes.filter(change => change.kind === kind);
  const agencies = of('agencies').map(({ after }) => after as AgencyRecord);
  const parents = new Map(agencies.map(({ id, parent }) => [id, parent]));
  const depth = ({ id }: Change) => chainOf(id, parents).size;
  for (const change of of('agencies').sort((a, b) => depth(a) - depth(b))) await writeChange(tx, change);
  for (const agency of agencies) await writeSuccessors(tx, agency);
  for (const kind of kinds.slice(1)) for (const change of of(kind)) if (change.after) await writeChange(tx, change);
  for (const kind of [...kinds].reverse())
    for (const change of of(kind)) if (!change.after) await writeChange(tx, change);
}

interface TouchedCounter {
  id: string;
  agency: string;
  services: string[];
}

/** Counters that a file of these agencies may touch, in the order in which they are locked. */
async function countersOf(tx: Tx, agencies: readonly string[]): Promise<TouchedCounter[]> {
  const { rows } = await sql<TouchedCounter>`
    with recursive below(id) as (
      select id from agency where id = any(${agencies}::text[])
      union select a.id from agency a join below on a.parent = below.id
    ) select counter.id, place.agency,
      array(select service from counter_service where counter_service.counter = counter.id) as services
    from counter join place on place.id = counter.place
    where counter.active and place.agency in (select id from below) order by counter.id`.execute(tx);
  return rows;
}

/** What changes of a counter can make bookings impossible. */
const decisive = new Set(['place', 'way', 'services', 'times', 'sessions']);

/** Which counters have bookings that changes may make impossible. */
function touchedBy(changes: readonly Change[]) {
  const counters = new Set<string>();
  const services = new Set<string>();
  const trees = new Set<string>();
  for (const { kind, id, after, before, fields } of changes) {
    if (kind === 'counters' && (!fields || fields.some(name => decisive.has(name)))) counters.add(id);
    if (kind === 'services' && !after) services.add(id);
    if (kind === 'calendar') trees.add(((after ?? before) as { agency: string }).agency);
    if (kind === 'agencies' && fields?.includes('parent')) trees.add(id);
  }
  return {
    /** Agencies of which all counters are touched, with those below them. */
    trees: [...trees],
    counter: (counter: TouchedCounter) => counters.has(counter.id) || counter.services.some(id => services.has(id)),
  };
}

async function reconcileAll(
  tx: Tx,
  counters: readonly TouchedCounter[],
  changes: readonly Change[],
  { now, jobs, reason = '' }: ApplyOptions,
): Promise<ReconcileResult> {
  const otherWay = new Set(changes.flatMap(({ id, fields }) => (fields?.includes('way') ? id : [])));
  const all: ReconcileResult = { cancelled: 0, waiting: 0, notNotified: [] };
  for (const { id, agency } of counters) {
    const counter = { id, agency, wayChanged: otherWay.has(id) };
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
    const [only] = part;
    const subject = part.length === 1 && only ? `${only.kind} ${only.id}` : `${part.length}`;
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
