import { sql } from 'kysely';
import { addDays, type Day, dayOf, instantAt } from '../../domain/calendar.ts';
import { isLandline } from '../../domain/phone.ts';
import { afterQuietHours } from '../../domain/quiet-hours.ts';
import { unaccented } from '../../domain/sms.ts';
import type { TimeSpan } from '../../domain/time-of-day.ts';
import { agencyChain, type AgencySettings, effectiveSettings } from '../agencies/index.ts';
import type { Tx } from '../platform/database.ts';
import type { Jobs } from '../platform/jobs.ts';
import type { Channel } from '../platform/schema.ts';
import { withdraw } from './withdraw.ts';

/** A short message to one recipient. */
export interface Message {
  agency: string;
  /** Shown on the outbox page: `dossier:<code>`, `opinion:<code>`, … */
  subject: string;
  /** Key of what the message is about: a newer message replaces a waiting one with the same key. */
  matter: string;
  /** Phone number, E.164. */
  recipient: string;
  words: string;
  /** Name of its template, and what was filled in; JSON. */
  template?: string | undefined;
  fields?: string | undefined;
  /** `sms` by default. */
  channel?: Channel | undefined;
  /** What has happened, to which dossier: told once a day to each recipient. */
  event?: string | undefined;
  /** Not to be sent before. */
  due?: Date | undefined;
  /** Answers what the citizen has just done: sent at any hour. */
  isAwaited?: boolean | undefined;
  /** Answers a message of the recipient: limited where it is asked for, not here. */
  isReply?: boolean | undefined;
  /** Expiry. */
  until?: Date | undefined;
}

/** Messages per 24 hours about one matter and to one recipient, whoever causes them: forms accept any phone number. */
export const messageLimits = { perMatter: 5, perRecipient: 10 };

/**
 * Stores a message in the transaction of the change and queues its delivery. It replaces a waiting message, or
 * a call to make, about the same matter. In the quiet hours of the agency it is deferred to their end; above the limit of the matter, or when the
 * same event was told today, to the next morning; above the limit of the recipient it is stored as not sent.
 * @returns false when it is left to officers: above a limit, too late, or for a landline
 */
export async function enqueue(
  tx: Tx,
  jobs: Jobs | undefined,
  { due, until, isAwaited = false, isReply = false, event, channel: wished = 'sms', ...message }: Message,
  now: Date,
): Promise<boolean> {
  const { matter, recipient } = message;
  await withdraw(tx, { matter, recipient }, now);
  const { matters, all } = isReply ? noMessages : await countLast24Hours(tx, message, now);
  const eventOn = (day: Day) => (event ? `${event}:${message.recipient}:${day}` : null);
  const isTold = event !== undefined && (await isKnownEvent(tx, eventOn(dayOf(now))!));
  const isForMorning = isTold || matters >= messageLimits.perMatter;
  const wanted = isForMorning ? nextMorning(now) : due && due > now ? due : now;
  const later = isAwaited ? wanted : afterQuietHours(wanted, await quietHours(tx, message.agency));
  const due_at = later > now ? later : null;
  const isCall = wished === 'call' || isLandline(message.recipient);
  const failure = failureOf({
    isCall,
    isLimited: all >= messageLimits.perRecipient,
    isLate: Boolean(due_at && until && due_at >= until),
  });
  const row = await tx
    .insertInto('outbox')
    .values({
      ...{ ...message, channel: isCall ? 'call' : wished, created_at: now, due_at },
      event: eventOn(dayOf(isForMorning ? wanted : now)),
      ...{ is_awaited: isAwaited, expires_at: until ?? null },
      ...(failure ? { state: 'not-sent', last_error: failure } : { state: 'waiting' }),
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row && !failure) await jobs?.deliver(tx, row.id, { due: due_at, isAwaited });
  return !failure;
}

/** Why a message is left to officers; undefined for one that is sent. */
function failureOf({ isCall, isLimited, isLate }: Record<'isCall' | 'isLimited' | 'isLate', boolean>) {
  if (isLimited) return 'limit';
  if (isCall) return 'call';
  return isLate ? 'too-late' : undefined;
}

const isKnownEvent = async (tx: Tx, event: string): Promise<boolean> =>
  Boolean(
    await tx
      .selectFrom('outbox')
      .select('id')
      .where('event', '=', event)
      .where('state', '<>', 'replaced')
      .executeTakeFirst(),
  );

async function quietHours(tx: Tx, agency: string): Promise<TimeSpan> {
  const { messages } = effectiveSettings(await agencyChain(tx, agency));
  return messages?.quiet ?? { from: '00:00', to: '00:00' };
}

const noMessages = { matters: 0, all: 0 };

/** Messages of the last 24 hours that were sent or may still be; one that was replaced while being sent counts. */
async function countLast24Hours(tx: Tx, { matter, recipient }: Pick<Message, 'matter' | 'recipient'>, now: Date) {
  const { rows } = await sql<{ matters: number; all: number }>`
    select count(*) filter (where matter = ${matter})::int as matters, count(*)::int as all from outbox
    where recipient = ${recipient} and coalesce(template, '') not like 'reply.%' and created_at > ${new Date(now.getTime() - 24 * 3600_000)}
      and (state in ('waiting', 'sending', 'sent', 'delivered', 'unknown') or state = 'replaced' and attempts > 0)`.execute(
    tx,
  );
  return rows[0] ?? noMessages;
}

const nextMorning = (now: Date): Date => instantAt(addDays(dayOf(now), 1), 7 * 60);

/** A message as the network gets it: without diacritics, unless the agency wants them. */
export const asSent = (words: string, messages: AgencySettings['messages']): string =>
  messages?.accents ? words : unaccented(words);
