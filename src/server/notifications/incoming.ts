import { sql } from 'kysely';
import { parsePhoneNumber } from '../../domain/phone.ts';
import type { AppContext } from '../http/router.ts';
import type { Tx } from '../platform/database.ts';
import type { TxContext } from '../platform/tx-context.ts';

/** A message that a citizen has sent. */
export interface IncomingMessage {
  /** Name of the provider that has pushed it. */
  provider: string;
  /** The provider's identifier of it: one that is pushed twice is answered once. */
  id: string;
  /** E.164. */
  from: string;
  text: string;
}

/** Answers a message of a citizen, in the transaction that records it. */
/**
 * @param isWithin whether it is within the limits: above them nothing is sent
 */
export type AnswerIncoming = (context: TxContext, message: IncomingMessage, isWithin: boolean) => Promise<void>;

/** Answers to one phone: each costs the agency a message, and a machine may answer them. */
const maxPerPhone = { in10Minutes: 5, inDay: 20 };
/** Answers in ten minutes to all phones: senders can be forged. */
const maxIn10Minutes = 600;

const maxIdLength = 200;

/**
 * Records a pushed message and has it answered; not one that was pushed before, nor one that nobody can answer (a brand
 * name).
 * @param message nothing of it is checked yet
 */
export async function takeIncoming(
  { db, secrets, jobs, clock }: AppContext,
  provider: string,
  pushed: Record<'id' | 'from' | 'text', unknown>,
  answer: AnswerIncoming,
): Promise<void> {
  const [id, from, text] = [textOf(pushed.id), textOf(pushed.from), textOf(pushed.text)];
  const sender = parsePhoneNumber(from);
  if (sender.kind !== 'phone' || !id || id.length > maxIdLength) return;
  const now = clock();
  await db.transaction().execute(async tx => {
    const phone = secrets.hmac('incoming', sender.e164);
    // Two at once would both be within the limits.
    await sql`select pg_advisory_xact_lock(${phone.readBigInt64BE().toString()}::bigint)`.execute(tx);
    const isWithin = await isWithinLimits(tx, phone, now);
    const recorded = await tx
      .insertInto('incoming_message')
      .values({ provider, id, phone_key: phone, at: now, answered: isWithin })
      .onConflict(conflict => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!recorded) return;
    const message = { provider, id, from: sender.e164, text: text.normalize('NFC') };
    await answer({ tx, jobs, now }, message, isWithin);
  });
}

/** Numbers and identifiers may come as numbers. */
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

async function isWithinLimits(tx: Tx, phone: Buffer, now: Date): Promise<boolean> {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const { rows } = await sql<Record<'all' | 'soon' | 'day', number>>`select
    (select count(*)::int from incoming_message where answered and at > ${before(10)}) as all,
    (select count(*)::int from incoming_message where phone_key = ${phone} and answered and at > ${before(10)}) as soon,
    (select count(*)::int from incoming_message where phone_key = ${phone} and answered and at > ${before(24 * 60)}) as day`.execute(
    tx,
  );
  const { all, soon, day } = rows[0]!;
  return all < maxIn10Minutes && soon < maxPerPhone.in10Minutes && day < maxPerPhone.inDay;
}
