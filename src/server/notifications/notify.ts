import type { Slot } from '../../contract/index.ts';
import type { Tx } from '../platform/database.ts';
import type { SlotRow } from '../platform/schema.ts';
import type { TxContext } from '../platform/tx-context.ts';
import { messages } from './messages.ts';
import { enqueue, withdraw } from './outbox.ts';

/** Recipient of a message: an appointment or waitlist entry. */
interface Recipient {
  id: string;
  agency: string;
  contact_phone: string | null;
  number?: string | null;
  reason: string | null;
}

interface NotificationDetails {
  /** The next free time. */
  next?: Slot | undefined;
  /** Until when an offer is kept. */
  until?: Date;
  /** Door code of a home visit. */
  code?: string | undefined;
  /** Not to be sent before. */
  due?: Date;
}

const reminders = ['tomorrow', 'visitTomorrow'] as const;
/** Answers to what somebody has just done, who looks for them now. */
const answers: readonly Template[] = ['booked', 'rebooked', 'cancelled', 'visit'];

type Template =
  'booked' | 'rebooked' | 'cancelled' | 'closed' | 'offered' | 'lineOver' | 'visit' | (typeof reminders)[number];

/**
 * Sends a short message about an appointment or waitlist entry; nothing without a phone number. A waiting reminder is
 * withdrawn by any other message.
 */
export async function notify(
  { tx, jobs, now }: TxContext,
  template: Template,
  row: Recipient,
  slot: SlotRow,
  { next, until, due, code }: NotificationDetails = {},
): Promise<void> {
  if (!row.contact_phone) return;
  const place = await tx
    .selectFrom('place')
    .innerJoin('counter', 'counter.place', 'place.id')
    .innerJoin('agency', 'agency.id', 'place.agency')
    .select(['place.name', 'place.phone', 'agency.name as agency'])
    .where('counter.id', '=', slot.counter)
    .executeTakeFirstOrThrow();
  const text = messages[template]({
    agency: place.agency,
    number: row.number ?? '',
    at: slot.starts_at,
    place: place.name,
    phone: place.phone,
    reason: row.reason,
    next: next && { at: new Date(next.start), place: await placeName(tx, next.place) },
    until,
    to: slot.ends_at,
    code,
  });
  const subject = row.number ? `appointment:${row.number}` : `waiting:${row.id}`;
  const reminds = reminders.some(name => name === template);
  if (!reminds) await withdraw(tx, `reminder:${row.id}`);
  const matter = `${reminds ? 'reminder' : row.number ? 'appointment' : 'waiting'}:${row.id}`;
  const message = { agency: row.agency, subject, matter, recipient: row.contact_phone, words: text };
  const isAwaited = answers.includes(template);
  await enqueue(tx, jobs, { ...message, due, isAwaited, until: slot.ends_at }, now);
}

async function placeName(tx: Tx, id: string): Promise<string> {
  return (await tx.selectFrom('place').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name;
}

/** Withdraws a waiting offer that is no longer true. */
export const retract = (tx: Tx, { id }: Pick<Recipient, 'id'>): Promise<void> => withdraw(tx, `waiting:${id}`);
