import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely';
import { recordAudit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { invalidInput, ProblemError } from '../../platform/problem.ts';
import type { NoticeCallTable, OutboxRow, Tables } from '../../platform/schema.ts';
import type { SignedInOfficer } from '../../platform/sessions.ts';

/** How long a claim holds without a sign of life. */
const claimMs = 10 * 60_000;
/** A message whose outcome is unknown may still get its receipt. */
export const receiptMs = 10 * 60_000;
/** When to call again whom nobody has reached. */
const againMs = 2 * 3600_000;
const maxAheadMs = 30 * 24 * 3600_000;
const maxNote = 500;

export type CallOutcome = NoticeCallTable['outcome'];

/** Who works on a call, in a transaction. */
interface Caller {
  tx: Tx;
  officer: Pick<SignedInOfficer, 'id' | 'scope'>;
  now: Date;
}

/** What came of a call. */
export interface CallRecord {
  /** Made by the client: the same one is recorded once. */
  attempt: string;
  outcome: CallOutcome;
  note?: string | undefined;
  /** When to call again; required for `call-back`. */
  callAt?: Date | undefined;
}

/** Whether a message is a call to make. */
export const isCall =
  (now: Date) =>
  (eb: ExpressionBuilder<Tables, 'outbox'>): Expression<SqlBool> =>
    eb.or([
      eb('outbox.state', '=', 'not-sent'),
      eb.and([eb('outbox.state', '=', 'unknown'), eb('outbox.attempted_at', '<', new Date(now.getTime() - receiptMs))]),
    ]);

/**
 * Claims a call for ten minutes, or prolongs the own claim. One conditional update decides between two officers.
 * @throws ProblemError `notice-not-found`; `already-claimed` with the name of who has it
 */
export async function claimCall({ tx, officer, now }: Caller, id: string): Promise<OutboxRow> {
  const before = await tx
    .selectFrom('outbox')
    .select(['claimed_by', 'claimed_until'])
    .where('id', '=', id)
    .executeTakeFirst();
  const row = await tx
    .updateTable('outbox')
    .set({ claimed_by: officer.id, claimed_until: new Date(now.getTime() + claimMs) })
    .where('id', '=', id)
    .where('agency', 'in', officer.scope)
    .where(isCall(now))
    .where(({ eb, or }) =>
      or([eb('claimed_by', 'is', null), eb('claimed_until', '<', now), eb('claimed_by', '=', officer.id)]),
    )
    .returningAll()
    .executeTakeFirst();
  if (!row) throw await whyNot({ tx, officer, now }, id);
  // The number is shown with it.
  const isKept = before?.claimed_by === officer.id && before.claimed_until !== null && before.claimed_until >= now;
  if (!isKept) await recordAudit(tx, { officer: officer.id, action: 'outbox.claim', subject: row.subject, now });
  return row;
}

async function whyNot({ tx, officer, now }: Caller, id: string): Promise<ProblemError> {
  const claim = await tx
    .selectFrom('outbox')
    .innerJoin('officer', 'officer.id', 'outbox.claimed_by')
    .select('officer.name')
    .where('outbox.id', '=', id)
    .where('outbox.agency', 'in', officer.scope)
    .where(isCall(now))
    .executeTakeFirst();
  return claim ? new ProblemError('already-claimed', { detail: claim.name }) : new ProblemError('notice-not-found');
}

/**
 * Gives a claimed call back.
 * @throws ProblemError `not-claimed`, `notice-not-found`
 */
export async function releaseCall({ tx, officer }: Caller, id: string): Promise<OutboxRow> {
  const row = await tx
    .updateTable('outbox')
    .set({ claimed_by: null, claimed_until: null })
    .where('id', '=', id)
    .where('claimed_by', '=', officer.id)
    .where('agency', 'in', officer.scope)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw new ProblemError((await isKnown({ tx, officer }, id)) ? 'not-claimed' : 'notice-not-found');
  return row;
}

const isKnown = async ({ tx, officer }: Pick<Caller, 'tx' | 'officer'>, id: string): Promise<boolean> =>
  Boolean(
    await tx
      .selectFrom('outbox')
      .select('id')
      .where('id', '=', id)
      .where('agency', 'in', officer.scope)
      .executeTakeFirst(),
  );

/**
 * Records what came of a call; only who has claimed it may. Who was not reached is called again in two hours.
 * @throws ProblemError `not-claimed`, `invalid-input`
 */
export async function recordCall({ tx, officer, now }: Caller, id: string, record: CallRecord): Promise<OutboxRow> {
  const { attempt, outcome, note } = record;
  const callAt = againAt(record, now);
  if ((note?.length ?? 0) > maxNote) throw invalidInput('/note', 'max_length');
  const recorded = () =>
    tx
      .selectFrom('notice_call')
      .innerJoin('outbox', 'outbox.id', 'notice_call.message')
      .selectAll('outbox')
      .where('attempt', '=', attempt)
      .where('officer', '=', officer.id)
      .where('message', '=', id)
      .where('outcome', '=', outcome)
      .where(sql<boolean>`coalesce(note, '') = ${note ?? ''}`)
      .executeTakeFirst();
  const known = await recorded();
  if (known) return known;
  const isDone = outcome === 'reached' || outcome === 'wrong-number';
  const row = await tx
    .updateTable('outbox')
    .set({
      ...(isDone && { state: 'called' }),
      ...{ claimed_by: null, claimed_until: null, call_at: callAt },
    })
    .where('id', '=', id)
    .where('claimed_by', '=', officer.id)
    .where('claimed_until', '>=', now)
    .where('agency', 'in', officer.scope)
    .where(isCall(now))
    .returningAll()
    .executeTakeFirst();
  if (!row) {
    // The same request may have come first meanwhile.
    const same = await recorded();
    if (same) return same;
    throw new ProblemError((await isKnown({ tx, officer }, id)) ? 'not-claimed' : 'notice-not-found');
  }
  const call = await tx
    .insertInto('notice_call')
    .values({ attempt, message: id, agency: row.agency, officer: officer.id, at: now, outcome, note: note || null })
    .onConflict(conflict => conflict.doNothing())
    .returning('attempt')
    .executeTakeFirst();
  if (!call) throw invalidInput('/attempt', 'used');
  await recordAudit(tx, {
    ...{ officer: officer.id, action: 'outbox.called', subject: row.subject, now },
    detail: { outcome },
  });
  return row;
}

function againAt({ outcome, callAt }: CallRecord, now: Date): Date | null {
  if (outcome === 'call-back' && !callAt) throw invalidInput('/callAt', 'required');
  if (callAt && (callAt <= now || callAt.getTime() > now.getTime() + maxAheadMs)) throw invalidInput('/callAt', 'date');
  if (outcome === 'call-back') return callAt!;
  return outcome === 'no-answer' ? (callAt ?? new Date(now.getTime() + againMs)) : null;
}
