import type { Db, Tx } from './database.ts';
import type { Jobs } from './jobs.ts';

/** A short message to one person about one matter. */
export interface Message {
  agency: string;
  /** What it is about, for the outbox page: `dossier:<code>` or `opinion:<code>`. */
  subject: string;
  /** A phone number, E.164. */
  recipient: string;
  words: string;
  /** Not to be sent before. */
  due?: Date | undefined;
}

/** Sends one message and resolves when somebody took it over. Called again with the same id, it must not send twice. */
export type Gateway = (message: { id: string; recipient: string; words: string }) => Promise<void>;

/** Stores a message in the transaction of the change that caused it, and has it delivered when that commits. */
export async function post(tx: Tx, jobs: Jobs | undefined, { due, ...message }: Message, now: Date): Promise<void> {
  const due_at = due && due > now ? due : null;
  const { id } = await tx
    .insertInto('outbox')
    .values({ ...message, state: 'waiting', created_at: now, due_at })
    .returning('id')
    .executeTakeFirstOrThrow();
  await jobs?.deliver(tx, id, due_at);
}

/** Tries to send a waiting message. Throws when the gateway fails, so that the job is tried again. */
export async function deliver(db: Db, id: string, gateway: Gateway | undefined): Promise<void> {
  const message = await db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirst();
  if (message?.state !== 'waiting') return;
  if (!gateway) {
    await db.updateTable('outbox').set({ state: 'not-sent', last_error: 'no-gateway' }).where('id', '=', id).execute();
    return;
  }
  try {
    await gateway({ id, recipient: message.recipient, words: message.words });
  } catch (error) {
    await db
      .updateTable('outbox')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), last_error: String(error).slice(0, 300) }))
      .where('id', '=', id)
      .execute();
    throw error;
  }
  await db
    .updateTable('outbox')
    .set(({ eb }) => ({ state: 'sent', sent_at: new Date(), attempts: eb('attempts', '+', 1), last_error: null }))
    .where('id', '=', id)
    .execute();
}

/** Marks a message that could not be delivered in all its tries, for the officers to see. */
export async function giveUp(db: Db, id: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: 'not-sent' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
}

/** A gateway behind an HTTP address: each message is a JSON POST whose `Idempotency-Key` is the message's id. */
export function httpGateway(url: string): Gateway {
  return async ({ id, recipient, words }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': id },
      body: JSON.stringify({ id, to: recipient, text: words }),
      signal: AbortSignal.timeout(15_000),
      redirect: 'error',
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  };
}
