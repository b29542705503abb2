import { isDeepStrictEqual } from 'node:util';
import { transitions } from '../../../domain/dossier-transitions.ts';
import type { ImportMistake } from '../../platform/record-file/index.ts';
import type { DossierRow } from '../../platform/schema.ts';
import { reasonFor, stateAfter, taskFor } from '../state-after.ts';
import { updateDossier } from '../transitions.ts';
import { type DossierRecord, timeOf, transitionOf } from './dossier-record.ts';
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
  const last = lookups.lastStep(row);
  if (record.at && last && at < last) return 'unchanged';
  const isMoved = record.status !== row.status;
  // A file that is read again repeats what came before as well.
  if (isMoved && record.at && (await isNoted(context, row, record))) return 'unchanged';
  if (isMoved && !isReachable(row.status, record.status))
    return { line, path: 'status', code: 'transition', detail: `${row.status} → ${record.status}` };
  const state = isMoved ? movedColumns(lookups, row, record, at) : toldColumns(row, record);
  const values = changedOnly(row, {
    ...recordColumns(context.secrets, lookups, withoutForeign(context, row, record)),
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
  const clock = lookups.clock(row.agency, record.procedure ?? row.procedure);
  const { updated_at: _, ...after } = stateAfter(row, transitionOf(record), at, clock);
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
  // Citizens ask for it in other systems, no officer here does.
  if (reached.has('withdrawn') && from !== 'withdrawing') reached.add('withdrawing');
  return reached.has(to);
}

/** Whether the timeline has the state of a record already, at its time. */
async function isNoted({ tx }: IntakeContext, { id }: DossierRow, { status, at }: DossierRecord): Promise<boolean> {
  const step = await tx
    .selectFrom('dossier_step')
    .select('id')
    .where('dossier', '=', id)
    .where('status', '=', status)
    .where('at', '=', at!)
    .executeTakeFirst();
  return step !== undefined;
}

/** More about the same state: papers, a later day, another amount or reason. */
function toldColumns(row: DossierRow, { status: to, note, papers, before, amount }: DossierRecord) {
  if (note === undefined && papers === undefined && before === undefined && amount === undefined) return {};
  const task = row.task as { papers?: { name: string }[]; before?: string; amount?: number } | null;
  const transition = {
    ...{ to, note: (note === undefined ? row.reason : note) ?? undefined },
    papers: papers ?? task?.papers?.map(({ name }) => name),
    before: (before === undefined ? (task?.before ? new Date(task.before) : null) : before) ?? undefined,
    amount: (amount === undefined ? task?.amount : amount) ?? undefined,
  };
  return { task: JSON.stringify(taskFor(transition)), reason: reasonFor(transition) };
}

/** Who is told, and who can look it up, is said by the desk or the source that has brought the dossier, or an admin. */
function withoutForeign({ source }: IntakeContext, row: DossierRow, record: DossierRecord): DossierRecord {
  const isOwn = source.id === 'file' || row.source === source.id || row.source === 'file';
  if (isOwn && !row.receipt) return record;
  const { applicant: _, ...rest } = record;
  return rest;
}
