import { isDeepStrictEqual } from 'node:util';
import { transitions } from '../../../domain/dossier-transitions.ts';
import type { ImportMistake } from '../../platform/record-file/index.ts';
import type { DossierRow } from '../../platform/schema.ts';
import { stateAfter } from '../state-after.ts';
import { updateDossier } from '../transitions.ts';
import { type DossierRecord, timeOf } from './dossier-record.ts';
import { recordColumns } from './record-columns.ts';
import type { IntakeLookups } from './intake-lookups.ts';
import type { IntakeContext, Taken } from './intake-context.ts';
import { tellIfRecent } from './tell-if-recent.ts';

/**
 * Brings a known dossier to what a record says. States in between may be missing, as other systems have their own; one
 * that no way leads to is a mistake, and one older than the stored state changes nothing.
 */
export async function applyRecord(
  context: IntakeContext,
  lookups: IntakeLookups,
  row: DossierRow,
  { line, record }: Taken,
): Promise<'changed' | 'unchanged' | ImportMistake> {
  const at = timeOf(record, context.now);
  if (record.at && at < row.updated_at) return 'unchanged';
  const isMoved = record.status !== row.status;
  if (isMoved && !isReachable(row.status, record.status))
    return { line, path: 'status', code: 'transition', detail: `${row.status} → ${record.status}` };
  const state = isMoved ? movedColumns(lookups, row, record, at) : {};
  const values = changedOnly(row, {
    ...recordColumns(context.secrets, lookups, record),
    ...state,
    ...(record.label !== undefined && { label: record.label }),
    ...(record.receivedAt !== undefined && { received_at: record.receivedAt }),
    ...(record.dueAt !== undefined && { due_at: record.dueAt }),
  });
  if (!Object.keys(values).length) return 'unchanged';
  await updateDossier(context.tx, row, { ...values, updated_at: at > row.updated_at ? at : row.updated_at });
  if (isMoved) await noteStep(context, lookups, row, record, at);
  return 'changed';
}

async function noteStep(
  context: IntakeContext,
  lookups: IntakeLookups,
  row: DossierRow,
  record: DossierRecord,
  at: Date,
): Promise<void> {
  const { status, label = null, by, note = null } = record;
  await context.tx
    .insertInto('dossier_step')
    .values({ dossier: row.id, at, status, label, note, by: by ?? lookups.agency(row.agency).chain[0]?.name ?? null })
    .execute();
  const now = await context.tx.selectFrom('dossier').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow();
  await tellIfRecent(context, lookups, now, record);
}

function movedColumns(lookups: IntakeLookups, row: DossierRow, record: DossierRecord, at: Date) {
  const { status: to, note, papers, before, amount, procedure } = record;
  const transition = { to, papers, note: note ?? undefined, before: before ?? undefined, amount: amount ?? undefined };
  const { updated_at: _, ...after } = stateAfter(
    row,
    transition,
    at,
    lookups.clock(row.agency, procedure ?? row.procedure),
  );
  return after;
}

/** What differs from the stored row. */
function changedOnly(row: DossierRow, values: Record<string, unknown>): Record<string, unknown> {
  const stored = row as unknown as Record<string, unknown>;
  const same = (name: string, value: unknown) =>
    name === 'task'
      ? isDeepStrictEqual(stored[name], JSON.parse(value as string))
      : isDeepStrictEqual(plain(stored[name]), plain(value));
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !same(name, value)));
}

/** Bytes and instants as texts: drivers give them in classes of their own. */
const plain = (value: unknown): unknown =>
  value instanceof Uint8Array
    ? Buffer.from(value).toString('hex')
    : value instanceof Date
      ? value.toISOString()
      : value;

/** Whether transitions lead from one state to another, over any others. */
function isReachable(from: string, to: string): boolean {
  const reached = new Set([from]);
  for (const state of reached) for (const next of transitions[state] ?? []) reached.add(next);
  return reached.has(to);
}
