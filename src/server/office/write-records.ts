import type { Tx } from '../platform/database.ts';
import { foldedProcedure } from '../procedures/index.ts';
import {
  type AgencyRecord,
  type CalendarRecord,
  type CounterRecord,
  foldedAgency,
  foldedService,
  type PlaceRecord,
  type ProcedureRecord,
  type ServiceRecord,
} from './office-rows.ts';
import type { Change } from './plan-office.ts';

const json = (value: unknown): string => JSON.stringify(value);
const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/**
 * The values that an update sets. Setting a key, though to the same value, would lock the row against every insert that
 * refers to it, and deadlock with bookings.
 */
function without<T extends object, K extends keyof T>(row: T, ...keys: K[]): Omit<T, K> {
  const rest = { ...row };
  for (const key of keys) delete rest[key];
  return rest;
}

/** Carries out one change. Rows that it refers to have to exist. */
export async function writeChange(tx: Tx, change: Change): Promise<void> {
  const { kind, after, before, fields } = change;
  if (after) {
    if (kind === 'agencies') return writeAgency(tx, after as AgencyRecord);
    if (kind === 'procedures') return writeProcedure(tx, after as ProcedureRecord);
    if (kind === 'services') return writeService(tx, after as ServiceRecord);
    if (kind === 'places') return writePlace(tx, after as PlaceRecord);
    if (kind === 'counters') return writeCounter(tx, after as CounterRecord, fields);
    return writeDay(tx, after as CalendarRecord);
  }
  if (kind === 'services') await tx.updateTable('service').set({ active: false }).where('id', '=', change.id).execute();
  if (kind === 'places') await tx.updateTable('place').set({ active: false }).where('id', '=', change.id).execute();
  if (kind === 'counters') {
    await removeRules(tx, change.id);
    await tx.updateTable('counter').set({ active: false }).where('id', '=', change.id).execute();
  }
  if (kind === 'calendar') {
    const { agency, date } = before as CalendarRecord;
    await tx.deleteFrom('calendar_day').where('agency', '=', agency).where('date', '=', date).execute();
  }
}

async function writeAgency(tx: Tx, record: AgencyRecord): Promise<void> {
  const { id, parent, kind, name, phone, valid_from, valid_to } = record;
  const row = {
    ...{ id, parent, kind, name, phone, valid_from, valid_to },
    folded: foldedAgency(record),
    former_names: json(record.former_names),
    settings: json(record.settings),
    formal_channels: json(record.formal_channels),
    position: jsonOrNull(record.position),
  };
  await tx
    .insertInto('agency')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(without(row, 'id')))
    .execute();
}

/** Successors may be agencies that the same plan makes. */
export async function writeSuccessors(tx: Tx, { id, successors }: AgencyRecord): Promise<void> {
  await tx.deleteFrom('agency_successor').where('agency', '=', id).execute();
  for (const successor of successors)
    await tx.insertInto('agency_successor').values({ agency: id, successor }).execute();
}

async function writeProcedure(tx: Tx, record: ProcedureRecord): Promise<void> {
  const row = {
    ...record,
    folded: foldedProcedure(record),
    words: jsonOrNull(record.words),
    facts: json(record.facts),
  };
  await tx
    .insertInto('procedure')
    .values(row)
    .onConflict(conflict => conflict.column('code').doUpdateSet(without(row, 'code')))
    .execute();
}

async function writeService(tx: Tx, record: ServiceRecord): Promise<void> {
  const row = {
    ...record,
    active: true,
    folded: foldedService(record),
    synonyms: json(record.synonyms),
    note: jsonOrNull(record.note),
    words: jsonOrNull(record.words),
  };
  await tx
    .insertInto('service')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(without(row, 'id')))
    .execute();
}

async function writePlace(tx: Tx, record: PlaceRecord): Promise<void> {
  const row = { ...record, active: true, hours: json(record.hours), equipment: json(record.equipment) };
  await tx
    .insertInto('place')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(without(row, 'id')))
    .execute();
}

/**
 * Rules that stay as they are keep their identifiers: officers may have them on their screens.
 * @param fields that differ; all of them for a new counter
 */
async function writeCounter(
  tx: Tx,
  { services, times, sessions, ...counter }: CounterRecord,
  fields: readonly string[] | undefined,
): Promise<void> {
  const row = { ...counter, active: true };
  await tx
    .insertInto('counter')
    .values(row)
    .onConflict(conflict => conflict.column('id').doUpdateSet(without(row, 'id')))
    .execute();
  const of = { counter: counter.id };
  for (const [name, table, rules] of [
    ['services', 'counter_service', services.map(service => ({ ...of, service }))],
    ['times', 'slot_rule', times.map(rule => ({ ...of, ...rule }))],
    ['sessions', 'session_rule', sessions.map(rule => ({ ...of, ...rule }))],
  ] as const) {
    if (fields && !fields.includes(name)) continue;
    await tx.deleteFrom(table).where('counter', '=', counter.id).execute();
    if (rules.length)
      await tx
        .insertInto(table)
        .values(rules as never)
        .execute();
  }
}

async function removeRules(tx: Tx, counter: string): Promise<void> {
  for (const table of ['counter_service', 'slot_rule', 'session_rule'] as const)
    await tx.deleteFrom(table).where('counter', '=', counter).execute();
}

async function writeDay(tx: Tx, record: CalendarRecord): Promise<void> {
  const row = { ...record, name: json(record.name), hours: jsonOrNull(record.hours) };
  await tx
    .insertInto('calendar_day')
    .values(row)
    .onConflict(conflict => conflict.columns(['agency', 'date']).doUpdateSet(without(row, 'agency', 'date')))
    .execute();
}
