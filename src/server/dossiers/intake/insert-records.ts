import { sql } from 'kysely';
import type { DossierRow } from '../../platform/schema.ts';
import { notReceived, stateAfter } from '../state-after.ts';
import { type DossierRecord, timeOf, transitionOf } from './dossier-record.ts';
import { recordColumns } from './record-columns.ts';
import type { IntakeLookups } from './intake-lookups.ts';
import type { IntakeContext, Taken } from './intake-context.ts';
import { tellIfRecent } from './tell-if-recent.ts';

/**
 * Adds dossiers with their steps, all with two statements.
 * @returns the codes of those that were added: one that another process has added meanwhile is not
 */
export async function insertRecords(
  context: IntakeContext,
  lookups: IntakeLookups,
  fresh: readonly Taken[],
): Promise<Map<string, DossierRow>> {
  if (!fresh.length) return new Map();
  const { tx } = context;
  const rows = fresh.map(({ record }) => newRow(context, lookups, record));
  const { rows: added } = await sql<DossierRow>`
    insert into dossier (code, agency, procedure, procedure_name, status, label, applicant_name, applicant_phone,
      phone_key, id_key, secret_key, notify, received_at, due_at, finished_at, paused_at, task, reason, place, updated_at,
      source, extension, delivery)
    select code, agency, procedure, procedure_name, status, label, applicant_name, applicant_phone,
      decode(phone_key, 'hex'), decode(id_key, 'hex'), decode(secret_key, 'hex'), notify,
      received_at, due_at, finished_at, paused_at, nullif(task, 'null'::jsonb), reason, place, updated_at, source, null, null
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, agency text, procedure text,
      procedure_name text, status text, label text, applicant_name text, applicant_phone text, phone_key text,
      id_key text, secret_key text, notify boolean, received_at timestamptz, due_at timestamptz, finished_at timestamptz,
      paused_at timestamptz, task jsonb, reason text, place text, updated_at timestamptz, source text)
    order by code
    on conflict (code) do nothing returning *`.execute(tx);
  const byCode = new Map(added.map(row => [row.code, row]));
  const taken = fresh.filter(({ record }) => byCode.has(record.code));
  const steps = taken.flatMap(({ record }) => stepsOf(context.now, lookups, byCode.get(record.code)!, record));
  if (steps.length)
    await sql`insert into dossier_step (dossier, at, status, label, by, note)
      select dossier, at, status, label, by, note from jsonb_to_recordset(${JSON.stringify(steps)}::jsonb)
        as r(dossier uuid, at timestamptz, status text, label text, by text, note text)`.execute(tx);
  for (const { record } of taken) await tellIfRecent(context, lookups, byCode.get(record.code)!, record);
  return byCode;
}

function newRow({ secrets, source, now }: IntakeContext, lookups: IntakeLookups, record: DossierRecord) {
  const agency = lookups.agencyOf(record);
  const at = timeOf(record, now);
  const { receivedAt, dueAt, label } = record;
  const standing = { ...notReceived, received_at: receivedAt ?? null, due_at: dueAt ?? null };
  const after = stateAfter(standing, transitionOf(record), at, lookups.clock(agency, record.procedure));
  const columns = recordColumns(secrets, lookups, record);
  const hex = (key: Buffer | null | undefined) => key?.toString('hex') ?? null;
  return {
    ...{ code: record.code, agency, source: source.id, place: lookups.agency(agency).place },
    ...{ procedure: null, applicant_name: null, applicant_phone: null, notify: false },
    ...columns,
    ...after,
    ...{ phone_key: hex(columns.phone_key), id_key: hex(columns.id_key), secret_key: hex(columns.secret_key) },
    label: label ?? null,
    due_at: dueAt === null ? null : after.due_at,
    task: JSON.parse(after.task) as unknown,
  };
}

/** The step of its state, after that of its receipt where another one came later. */
function stepsOf(now: Date, lookups: IntakeLookups, row: DossierRow, record: DossierRecord) {
  const { status, label = null, by, note = null, receivedAt } = record;
  const unit = by ?? lookups.agency(row.agency).chain[0]?.name ?? null;
  const at = timeOf(record, now);
  const step = { dossier: row.id, at, status, label, by: unit, note };
  const isLater = receivedAt && receivedAt < at && status !== 'accepted' && status !== 'submitted';
  return isLater ? [{ ...step, at: receivedAt, status: 'accepted', label: null, note: null }, step] : [step];
}
