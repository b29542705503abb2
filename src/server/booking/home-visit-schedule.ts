import { type BookedVisit, visitStates } from '../../contract/index.ts';
import { type Day, dayOf, instantAt } from '../../domain/calendar.ts';
import { agencyChain, effectiveSettings } from '../agencies/index.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { isLead } from '../platform/officers.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { OfficerTx } from '../platform/tx-context.ts';

/** What the settings of the agency say about a visit. */
export interface VisitFacts {
  /** How the result is returned, as the agency words it. */
  returns: string;
  /**
   * The age from which people are visited, when the elder reaches it in the year of the visit: who booked gave the year
   * of birth alone, so the birthday may be still to come.
   */
  reachedAge: number | undefined;
}

/** What the settings say about some visits, by appointment. */
export async function visitFacts(db: Db, rows: readonly VisitRow[]): Promise<Map<string, VisitFacts>> {
  const facts = new Map<string, VisitFacts>();
  for (const agency of new Set(rows.map(row => row.agency))) {
    const { home } = effectiveSettings(await agencyChain(db, agency));
    for (const row of rows)
      if (row.agency === agency)
        facts.set(row.id, {
          returns: home?.returns.find(way => way.id === row.returns)?.label.vi ?? row.returns,
          reachedAge: home && reachesAge(row, home.minAge) ? home.minAge : undefined,
        });
  }
  return facts;
}

const reachesAge = ({ eligible_by, elder_birth_year, starts_at }: VisitRow, minAge: number): boolean =>
  eligible_by === 'age' &&
  elder_birth_year !== null &&
  Number(dayOf(starts_at).slice(0, 4)) - elder_birth_year === minAge;

/** The visits of a day for some agencies, in the order of the route: by half day and hamlet. */
export async function visitsOn(db: Db, agencies: readonly string[], date: Day) {
  const rows = await selectVisits(db, agencies)
    .where('appointment.state', 'in', ['booked', 'arrived', 'missed'])
    .where('slot.starts_at', '>=', instantAt(date, 0))
    .where('slot.starts_at', '<', instantAt(date, 24 * 60))
    .execute();
  return rows.sort((a, b) => +a.starts_at - +b.starts_at || byAddress(a, b));
}

/** Earlier visits whose papers were received and whose result is still to be delivered. */
export async function pendingResults(db: Db, agencies: readonly string[], date: Day) {
  const rows = await selectVisits(db, agencies)
    .where('appointment.state', '=', 'arrived')
    .where('home_visit.state', '=', 'received')
    // Whose name is no longer kept is no longer looked for.
    .where('home_visit.elder_name', 'is not', null)
    .where('slot.starts_at', '<', instantAt(date, 0))
    .execute();
  return rows.sort(byAddress);
}

const selectVisits = (db: Db, agencies: readonly string[]) =>
  db
    .selectFrom('home_visit')
    .innerJoin('appointment', 'appointment.id', 'home_visit.appointment')
    .innerJoin('slot', 'slot.id', 'appointment.slot')
    .innerJoin('service', 'service.id', 'appointment.service')
    .leftJoin('officer', 'officer.id', 'home_visit.officer')
    .selectAll('home_visit')
    .select([
      'appointment.id',
      'appointment.agency',
      'appointment.number',
      'appointment.state as booking',
      'appointment.contact_name',
      'appointment.contact_phone',
      'slot.starts_at',
      'slot.ends_at',
      'service.name as service_name',
      'officer.name as officer_name',
    ])
    .where('appointment.agency', 'in', agencies);

/** Numeric: hamlet 10 comes after hamlet 2. */
const byName = new Intl.Collator('vi', { numeric: true }).compare;
const byAddress = (a: Record<'hamlet' | 'line', string | null>, b: Record<'hamlet' | 'line', string | null>) =>
  byName(a.hamlet ?? '', b.hamlet ?? '') || byName(a.line ?? '', b.line ?? '');

export type VisitRow = Awaited<ReturnType<typeof visitsOn>>[number];

/**
 * Assigns a visit to the officer.
 * @throws ProblemError `invalid-input` when another officer has taken it
 */
export async function takeVisit({ tx, officer, now }: OfficerTx, id: string): Promise<void> {
  const taken = await tx
    .updateTable('home_visit')
    .set({ officer: officer.id })
    .where('appointment', '=', id)
    .where(({ eb, or }) => or([eb('officer', 'is', null), eb('officer', '=', officer.id)]))
    .executeTakeFirst();
  if (!taken.numUpdatedRows) throw invalidInput('/officer', 'taken');
  await recordAudit(tx, { officer: officer.id, action: 'visit.take', subject: id, now });
}

/**
 * Unassigns a visit that has not begun, or whose result is still to be delivered. A lead may unassign those of
 * others.
 * @throws ProblemError `changed-meanwhile`
 */
export async function releaseVisit({ tx, officer, now }: OfficerTx, id: string): Promise<void> {
  let query = tx
    .updateTable('home_visit')
    .set({ officer: null })
    .where('appointment', '=', id)
    .where('state', 'in', ['planned', 'received']);
  if (!isLead(officer)) query = query.where('officer', '=', officer.id);
  const given = await query.executeTakeFirst();
  if (!given.numUpdatedRows) throw new ProblemError('changed-meanwhile');
  await recordAudit(tx, { officer: officer.id, action: 'visit.give-back', subject: id, now });
}

/**
 * Moves the state of one's own visit one step forward, or back to undo. From `received` on, the appointment counts as
 * arrived.
 * @throws ProblemError `invalid-input`, `changed-meanwhile`
 */
export async function setVisitState(
  { tx, officer, now }: OfficerTx,
  id: string,
  from: string,
  to: string,
): Promise<void> {
  const [a, b] = [from, to].map(state => visitStates.indexOf(state as BookedVisit['state']));
  if (a === undefined || b === undefined || a < 0 || b < 0 || Math.abs(a - b) !== 1)
    throw invalidInput('/to', 'invalid');
  // Lock order: the appointment first, as when it is moved or cancelled.
  await tx
    .selectFrom('appointment')
    .select('id')
    .where('id', '=', id)
    .where('state', 'in', ['booked', 'arrived'])
    .forUpdate()
    .executeTakeFirstOrThrow(() => new ProblemError('changed-meanwhile'));
  const moved = await tx
    .updateTable('home_visit')
    .set({ state: to as BookedVisit['state'] })
    .where('appointment', '=', id)
    .where('officer', '=', officer.id)
    .where('state', '=', from as BookedVisit['state'])
    .executeTakeFirst();
  if (!moved.numUpdatedRows) throw new ProblemError('changed-meanwhile');
  const booking = b >= visitStates.indexOf('received') ? 'arrived' : 'booked';
  await tx
    .updateTable('appointment')
    .set(({ eb }) => ({ state: booking, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', 'in', ['booked', 'arrived'])
    .where('state', '<>', booking)
    .execute();
  await recordAudit(tx, { officer: officer.id, action: 'visit.move', subject: id, detail: { from, to }, now });
}
