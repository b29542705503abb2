import { sql } from 'kysely';
import { addDays, dayOf, instantAt } from '../../domain/calendar.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { SmsProvider } from './sms-provider.ts';

/** A short message to one person about one matter. */
export interface Message {
  agency: string;
  /** What it is about, for the outbox page: `dossier:<code>` or `opinion:<code>`. */
  subject: string;
  /** The same for the database: a newer message of one matter takes the place of one that still waits. */
  matter: string;
  /** A phone number, E.164. */
  recipient: string;
  words: string;
  /** Not to be sent before. */
  due?: Date | undefined;
  /** Of no use from then on. */
  until?: Date | undefined;
}

/**
 * How many messages about one matter, and to one phone, go out within 24 hours, whoever causes them: anybody can type
 * anybody's number into a form.
 */
export const messageLimits = { perMatter: 5, perRecipient: 10 };

/**
 * Stores a message in the transaction of the change that caused it, and has it delivered when that commits. It takes the
 * place of one of the same matter that still waits. Above the limit of its matter it waits for the next morning, so that
 * the last state is told; above that of the recipient it is kept as not sent, for an officer to see.
 * @returns false when it is above a limit and will not be sent
 */
export async function enqueue(
  tx: Tx,
  jobs: Jobs | undefined,
  { due, until, ...message }: Message,
  now: Date,
): Promise<boolean> {
  await withdraw(tx, message.matter, message.recipient);
  const { matters, all } = await countLast24Hours(tx, message, now);
  const later = matters >= messageLimits.perMatter ? nextMorning(now) : due;
  const due_at = later && later > now ? later : null;
  const exceedsLimit = all >= messageLimits.perRecipient || (due_at && until && due_at >= until);
  const { id } = await tx
    .insertInto('outbox')
    .values({
      ...message,
      created_at: now,
      due_at,
      ...(exceedsLimit ? { state: 'not-sent', last_error: 'limit' } : { state: 'waiting' }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (!exceedsLimit) await jobs?.deliver(tx, id, due_at);
  return !exceedsLimit;
}

/** Takes back what still waits to be told about a matter and is no longer true. */
export async function withdraw(tx: Tx, matter: string, recipient?: string): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ state: 'replaced' })
    .where('matter', '=', matter)
    .where('state', '=', 'waiting')
    .$if(recipient !== undefined, query => query.where('recipient', '=', recipient!))
    .execute();
}

/** Messages of the last 24 hours that were sent or may yet be; one that was replaced while it was sent counts too. */
async function countLast24Hours(tx: Tx, { matter, recipient }: Pick<Message, 'matter' | 'recipient'>, now: Date) {
  const { rows } = await sql<{ matters: number; all: number }>`
    select count(*) filter (where matter = ${matter})::int as matters, count(*)::int as all from outbox
    where recipient = ${recipient} and created_at > ${new Date(now.getTime() - 24 * 3600_000)}
      and (state in ('waiting', 'sent') or state = 'replaced' and attempts > 0)`.execute(tx);
  return rows[0] ?? { matters: 0, all: 0 };
}

const nextMorning = (now: Date): Date => instantAt(addDays(dayOf(now), 1), 7 * 60);

/** Tries to send a waiting message. Throws when the gateway fails, so that the job is tried again. */
export async function deliver(db: Db, id: string, sendSms: SmsProvider | undefined): Promise<void> {
  const waiting = db.updateTable('outbox').where('id', '=', id).where('state', '=', 'waiting');
  if (!sendSms) {
    await waiting.set({ state: 'not-sent', last_error: 'no-gateway' }).execute();
    return;
  }
  // Counted before it is sent: whoever replaces it meanwhile cannot know whether it has gone.
  const message = await waiting
    .set(({ eb }) => ({ attempts: eb('attempts', '+', 1) }))
    .returningAll()
    .executeTakeFirst();
  if (!message) return;
  try {
    await sendSms({ id, recipient: message.recipient, words: message.words });
  } catch (error) {
    await waiting.set({ last_error: String(error).slice(0, 300) }).execute();
    throw error;
  }
  await waiting.set({ state: 'sent', sent_at: new Date(), last_error: null }).execute();
}

/** Marks a message that could not be delivered in all its tries, for the officers to see. */
export async function markFailed(db: Db, id: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'not-sent' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}
