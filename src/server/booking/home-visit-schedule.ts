import { type BookedVisit, visitStates } from '../../contract/index.ts';
import { type Day, instantAt } from '../../domain/calendar.ts';
import { agencyChain, effectiveSettings } from '../agencies/index.ts';
import { recordAudit } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { OfficerTx } from '../platform/tx-context.ts';

/** How each result comes back, in the words of its agency. */
export async function returnLabels(db: Db, rows: readonly VisitRow[]): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  for (const agency of new Set(rows.map(row => row.agency))) {
    const { home } = effectiveSettings(await agencyChain(db, agency));
    for (const { id, returns, agency: own } of rows)
      if (own === agency) labels.set(id, home?.returns.find(way => way.id === returns)?.label.vi ?? returns);
  }
  return labels;
}

/** The visits of a day at the places of some agencies, by half day and hamlet: the way that an officer goes. */
export async function visitsOn(db: Db, agencies: readonly string[], date: Day) {
  const rows = await selectVisits(db, agencies)
    .where('appointment.state', 'in', ['booked', 'arrived', 'missed'])
    .where('slot.starts_at', '>=', instantAt(date, 0))
    .where('slot.starts_at', '<', instantAt(date, 24 * 60))
    .execute();
  return rows.sort((a, b) => +a.starts_at - +b.starts_at || byAddress(a, b));
}

/** Visits of earlier days whose papers were received and whose result is still to be given: by hamlet. */
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

/** Hamlet 10 comes after hamlet 2. */
const byName = new Intl.Collator('vi', { numeric: true }).compare;
const byAddress = (a: Record<'hamlet' | 'line', string | null>, b: Record<'hamlet' | 'line', string | null>) =>
  byName(a.hamlet ?? '', b.hamlet ?? '') || byName(a.line ?? '', b.line ?? '');

export type VisitRow = Awaited<ReturnType<typeof visitsOn>>[number];

/** Takes a visit upon oneself. Refuses one that another officer has taken: two never go to one house. */
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
 * Gives a visit back to the others, as long as it has not begun, or when only its result is still to be brought. A lead may
 * give back what another has taken.
 */
export async function releaseVisit({ tx, officer, now }: OfficerTx, id: string): Promise<void> {
  let query = tx
    .updateTable('home_visit')
    .set({ officer: null })
    .where('appointment', '=', id)
    .where('state', 'in', ['planned', 'received']);
  if (officer.role === 'officer') query = query.where('officer', '=', officer.id);
  const given = await query.executeTakeFirst();
  if (!given.numUpdatedRows) throw new ProblemError('changed-meanwhile');
  await recordAudit(tx, { officer: officer.id, action: 'visit.give-back', subject: id, now });
}

/**
 * Notes how far a visit has come: a step on, or a step back after a slip. Whose visit it is not cannot; the papers
 * received, its holder has been there.
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
  // Whoever moves or cancels it locks the appointment first, too.
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
