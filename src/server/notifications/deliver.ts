import { sql } from 'kysely';
import { afterQuietHours } from '../../domain/quiet-hours.ts';
import { agencyChain, effectiveSettings } from '../agencies/index.ts';
import type { Db } from '../platform/database.ts';
import type { OutboxRow } from '../platform/schema.ts';
import { asSent } from './outbox.ts';
import { type MessageProvider, type Providers, SendFailed } from './providers/provider.ts';

/** Longer than any provider may take to answer: a map may ask, renew its token and ask again, a minute each. */
const staleMs = 4 * 60_000;

/** Share of the throughput that is kept for what somebody waits for. */
const awaitedShare = 0.2;

/** What became of a delivery; `later` carries when to try again. */
export type Delivery = 'done' | { later: Date; isAwaited: boolean };

/**
 * Sends a waiting message. The state is the message's: it is marked as being sent before the provider is asked, so
 * that after a crash nobody sends it twice by mistake.
 * @returns when to try again, where the throughput of the provider is used up
 * @throws when it was not sent, so that the job is retried
 */
export async function deliver(db: Db, id: string, providers: Providers, now = new Date()): Promise<Delivery> {
  const waiting = db.selectFrom('outbox').selectAll().where('id', '=', id).where('state', '=', 'waiting');
  const message = await waiting.executeTakeFirst();
  if (!message) return 'done';
  const { messages, smsProvider } = effectiveSettings(await agencyChain(db, message.agency));
  const { is_awaited: isAwaited } = message;
  if (message.expires_at && now >= message.expires_at) return tooLate(db, message);
  // Retries and throughput may have carried it into the quiet hours.
  const open = isAwaited ? now : afterQuietHours(now, messages?.quiet ?? noQuietHours);
  if (open > now) {
    await db.updateTable('outbox').set({ due_at: open }).where('id', '=', id).where('state', '=', 'waiting').execute();
    return { later: open, isAwaited };
  }
  const provider = providers.find(message.channel, (message.channel === 'sms' && smsProvider) || undefined);
  if (!provider) return withoutProvider(db, message, providers, now);
  const later = await reserve(db, provider, isAwaited, now);
  if (later) return { later, isAwaited };
  if (!(await begin(db, message, provider, now))) return 'done';
  try {
    const { recipient, template, fields } = message;
    await provider.send({ id, recipient, words: asSent(message.words, messages), template, fields: fields ?? {} });
  } catch (error) {
    return failed(db, message, provider, providers, error, now);
  }
  // Also where it was taken for interrupted meanwhile.
  await db
    .updateTable('outbox')
    .set({ state: 'sent', sent_at: new Date(), last_error: null })
    .where('id', '=', id)
    .where('state', 'in', ['sending', 'unknown'])
    .where('attempted_at', '=', now)
    .execute();
  return 'done';
}

const noQuietHours = { from: '00:00', to: '00:00' };

async function tooLate(db: Db, { id }: OutboxRow): Promise<Delivery> {
  await db
    .updateTable('outbox')
    .set({ state: 'not-sent', last_error: 'too-late' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute();
  return 'done';
}

/** Counts one message of the provider's minute; answers when the next minute begins if this one is used up. */
async function reserve(
  db: Db,
  { name, perMinute }: MessageProvider,
  isAwaited: boolean,
  now: Date,
): Promise<Date | undefined> {
  const max = isAwaited ? perMinute : Math.max(1, Math.floor(perMinute * (1 - awaitedShare)));
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const { rows } = await sql`
    insert into provider_rate (provider, minute, sent) values (${name}, ${minute}, 1)
    on conflict (provider, minute) do update set sent = provider_rate.sent + 1
      where provider_rate.sent < ${max}
    returning sent`.execute(db);
  return rows.length ? undefined : new Date(minute.getTime() + 60_000);
}

/** Marks a message as being sent; false where it was replaced or another process has taken it. */
async function begin(db: Db, { id }: OutboxRow, { name }: MessageProvider, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set(({ eb }) => ({ state: 'sending', attempts: eb('attempts', '+', 1), provider: name, attempted_at: now }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Its receipt may have come before the answer of the provider: then it is not `sending` any more. */
const sending = (db: Db, id: string) => db.updateTable('outbox').where('id', '=', id).where('state', '=', 'sending');

async function failed(
  db: Db,
  message: OutboxRow,
  provider: MessageProvider,
  providers: Providers,
  error: unknown,
  now: Date,
): Promise<Delivery> {
  const { id } = message;
  const failure = error instanceof SendFailed ? error : new SendFailed('unknown', (error as Error).name);
  const last_error = failure.message.slice(0, 300);
  if (failure.kind === 'rejected') {
    await backToWaiting(db, id, last_error);
    return withoutProvider(db, { ...message, last_error }, providers, now, last_error);
  }
  if (failure.kind === 'unknown' && !provider.isIdempotent) {
    await sending(db, id).set({ state: 'unknown', last_error }).execute();
    return 'done';
  }
  await backToWaiting(db, id, last_error, failure.kind === 'unknown');
  throw failure;
}

/** Unless it was withdrawn while it was being sent. */
const backToWaiting = (db: Db, id: string, last_error: string, isDoubtful = false) =>
  sending(db, id)
    .set(({ eb }) => ({
      ...{ last_error, ...(isDoubtful && { is_doubtful: true }) },
      state: eb
        .case()
        .when('is_withdrawn', '=', true)
        .then('replaced' as const)
        .else('waiting' as const)
        .end(),
    }))
    .execute();

/** A message that its channel certainly cannot take goes out by SMS, an SMS becomes a call to make. */
async function withoutProvider(
  db: Db,
  { id, channel }: OutboxRow,
  providers: Providers,
  now: Date,
  last_error = 'no-gateway',
): Promise<Delivery> {
  const waiting = db.updateTable('outbox').where('id', '=', id).where('state', '=', 'waiting');
  if (channel === 'zalo') {
    await waiting.set({ channel: 'sms', last_error }).execute();
    return deliver(db, id, providers, now);
  }
  await waiting.set({ state: 'not-sent', last_error }).execute();
  return 'done';
}

/**
 * Makes a dead letter of a message whose retries are exhausted; one that may have been accepted stays in doubt.
 * @returns whether it is now to be sent by SMS
 */
export async function failForGood(db: Db, id: string): Promise<boolean> {
  const waiting = db.updateTable('outbox').where('id', '=', id).where('state', '=', 'waiting');
  await waiting.set({ state: 'unknown' }).where('is_doubtful', '=', true).execute();
  const { numUpdatedRows } = await waiting.set({ channel: 'sms' }).where('channel', '=', 'zalo').executeTakeFirst();
  if (numUpdatedRows) return true;
  await waiting.set({ state: 'not-sent' }).execute();
  return false;
}

/**
 * Settles messages whose process died while they were being sent: where the provider recognizes a repeated message
 * they wait again, elsewhere nobody knows, until a receipt comes or an officer asks.
 */
export async function settleInterrupted(db: Db, providers: Providers, now: Date): Promise<void> {
  const idempotent = providers.all.filter(each => each.isIdempotent).map(({ name }) => name);
  await sql`
    update outbox set
      state = case when provider <> all(${idempotent}::text[]) then 'unknown'
        when is_withdrawn then 'replaced' else 'waiting' end,
      is_doubtful = true,
      last_error = 'interrupted'
    where state = 'sending' and attempted_at < ${new Date(now.getTime() - staleMs)}`.execute(db);
}

/** Removes the counts of past minutes. */
export async function removeOldRates(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('provider_rate')
    .where('minute', '<', new Date(now.getTime() - 3600_000))
    .execute();
}
