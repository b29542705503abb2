import type { Slot } from '../../contract/index.ts';
import { agencyChain } from '../agencies/index.ts';
import type { Tx } from '../platform/database.ts';
import type { SlotRow } from '../platform/schema.ts';
import type { TxContext } from '../platform/tx-context.ts';
import { composeMessage } from './compose.ts';
import { messageDay, messageTime } from './message-dates.ts';
import { enqueue } from './outbox.ts';
import { sessionOver, type TemplateName } from './templates.texts.ts';
import { withdraw } from './withdraw.ts';

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

const reminders: readonly TemplateName[] = ['appointment.tomorrow', 'visit.tomorrow'];
/** Answers to what somebody has just done, who looks for them now. */
const answers: readonly TemplateName[] = [
  'appointment.booked',
  'appointment.rebooked',
  'appointment.cancelled',
  'visit.booked',
];

/** Kinds of messages about an appointment or waitlist entry. */
export type AppointmentTemplate = Extract<TemplateName, `${'appointment' | 'visit' | 'waiting'}.${string}`>;

/**
 * Sends a short message about an appointment or waitlist entry; nothing without a phone number. A waiting reminder is
 * withdrawn by any other message.
 */
export async function notify(
  { tx, jobs, now }: TxContext,
  template: AppointmentTemplate,
  row: Recipient,
  slot: SlotRow,
  { next, until, due, code }: NotificationDetails = {},
): Promise<void> {
  if (!row.contact_phone) return;
  const place = await tx
    .selectFrom('place')
    .innerJoin('counter', 'counter.place', 'place.id')
    .select(['place.name', 'place.phone', 'place.agency'])
    .where('counter.id', '=', slot.counter)
    .executeTakeFirstOrThrow();
  const nextStart = next && new Date(next.start);
  const text = composeMessage(await agencyChain(tx, place.agency), template, {
    number: row.number,
    time: messageTime(slot.starts_at),
    day: messageDay(slot.starts_at),
    place: place.name,
    phone: place.phone,
    reason: template === 'waiting.over' ? sessionOver(row.reason) : row.reason,
    nextTime: nextStart && messageTime(nextStart),
    nextDay: nextStart && messageDay(nextStart),
    nextPlace: next && (await placeName(tx, next.place)),
    keptTime: until && messageTime(until),
    keptDay: until && messageDay(until),
    until: messageTime(slot.ends_at),
    secret: code,
  });
  const subject = row.number ? `appointment:${row.number}` : `waiting:${row.id}`;
  const reminds = reminders.includes(template);
  if (!reminds) await withdraw(tx, { matter: `reminder:${row.id}` }, now);
  const matter = `${reminds ? 'reminder' : row.number ? 'appointment' : 'waiting'}:${row.id}`;
  const message = { agency: row.agency, subject, matter, recipient: row.contact_phone, ...text };
  const isAwaited = answers.includes(template);
  await enqueue(tx, jobs, { ...message, due, isAwaited, until: slot.ends_at }, now);
}

async function placeName(tx: Tx, id: string): Promise<string> {
  return (await tx.selectFrom('place').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name;
}

/** Withdraws an offer that is no longer true. */
export const retract = async (
  { tx, now }: Pick<TxContext, 'tx' | 'now'>,
  { id }: Pick<Recipient, 'id'>,
): Promise<void> => {
  await withdraw(tx, { matter: `waiting:${id}` }, now);
};
