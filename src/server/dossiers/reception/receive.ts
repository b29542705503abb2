import type { Term } from '../../../domain/term.ts';
import { agencyChain } from '../../agencies/index.ts';
import { recordAudit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import type { AgencyRow, DossierRow } from '../../platform/schema.ts';
import type { Receipt } from '../../platform/schema/dossiers.ts';
import type { Secrets } from '../../platform/secrets.ts';
import type { OfficerContext } from '../../platform/tx-context.ts';
import { dossierClock } from '../dossier-clock.ts';
import { notReceived, stateAfter, type Transition } from '../state-after.ts';
import { tellHolder } from '../tell-holder.ts';
import { moveMatter, movedFields } from '../transitions.ts';
import { lookupCode } from './lookup-code.ts';
import { nextCode } from './next-code.ts';

/** A dossier as an officer has received it at the desk. */
export interface Reception {
  /** Made by the form: the same form sent twice is one dossier. */
  id: string;
  agency: string;
  procedure: { code: string; name: string; term: Term | null };
  /** Where the result is collected. */
  place: string | null;
  applicant: { name: string; phone: string | null; idLast4: string | null; notify: boolean };
  receipt: Omit<Receipt, 'officer' | 'term'>;
  /** Accepted, or what is wrong with it. */
  transition: Transition & { to: 'accepted' | 'supplement' | 'rejected' };
  /** Another due date than that of the working calendar. */
  due: Date | null;
  appointment: string | null;
}

/**
 * Receives a dossier at the desk: it has a code, its step, its message, and is the officer's.
 * @returns its identifier
 */
export async function receiveDossier(
  { tx, officer, jobs, now }: OfficerContext,
  secrets: Secrets,
  reception: Reception,
): Promise<string> {
  const { id, agency, procedure, applicant, transition } = reception;
  if (await isStored(tx, id)) return id;
  const chain = await agencyChain(tx, agency);
  const after = stateAfter(notReceived, transition, now, await dossierClock(tx, chain, procedure.term));
  const factor = (kind: 'phoneLast4' | 'idLast4' | 'secretCode', value: string | null) =>
    value ? secrets.factorHmac(kind, value) : null;
  const receipt: Receipt = { ...reception.receipt, term: procedure.term, officer: officer.name };
  const code = await nextCode(tx, chain, now);
  // Others of the agency wait for their number: one of them may have sent the same form.
  if (await isStored(tx, id)) return id;
  const appointment = reception.appointment && (await isFree(tx, reception.appointment)) ? reception.appointment : null;
  const row = await tx
    .insertInto('dossier')
    .values({
      ...{ id, code, agency, place: reception.place },
      ...{ procedure: procedure.code, procedure_name: procedure.name },
      ...{ applicant_name: applicant.name, applicant_phone: applicant.phone, notify: applicant.notify },
      phone_key: factor('phoneLast4', applicant.phone?.slice(-4) ?? null),
      id_key: factor('idLast4', applicant.idLast4),
      secret_key: factor('secretCode', lookupCode(secrets, id)),
      ...after,
      // The day of receipt is told on each slip, also of what was not accepted.
      received_at: now,
      due_at: transition.to === 'accepted' ? (reception.due ?? after.due_at) : null,
      ...{ extension: null, delivery: null, assignee: officer.id, appointment, receipt: JSON.stringify(receipt) },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await noteReceived({ tx, officer, jobs, now }, row, chain, transition);
  return id;
}

const isStored = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.selectFrom('dossier').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

/** An appointment becomes one dossier; what its citizen hands in besides has none. */
const isFree = async (tx: Tx, appointment: string): Promise<boolean> =>
  (await tx.selectFrom('dossier').select('id').where('appointment', '=', appointment).executeTakeFirst()) === undefined;

async function noteReceived(
  { tx, officer, jobs, now }: OfficerContext,
  row: DossierRow,
  chain: readonly AgencyRow[],
  transition: Transition,
): Promise<void> {
  const { to: status, note = null } = transition;
  const by = chain[0]?.name ?? null;
  await tx.insertInto('dossier_step').values({ dossier: row.id, at: now, status, by, note }).execute();
  await tellHolder({ tx, jobs, now }, row, chain, {
    event: status,
    fields: movedFields(row.due_at, transition),
    matter: moveMatter(row.id),
  });
  const detail = { to: status };
  await recordAudit(tx, { officer: officer.id, action: 'dossier.receive', subject: row.code, detail, now });
}
