import { maskDossierCode } from '../../domain/dossier-code.ts';
import { noticeEventOf } from '../../domain/notice-events.ts';
import type { TemplateFields } from '../../domain/message-template.ts';
import { composeMessage, enqueue, isTemplate, withdraw, type Withdrawn } from '../notifications/index.ts';
import type { Tx } from '../platform/database.ts';
import type { AgencyRow, Channel, DossierRow } from '../platform/schema.ts';
import type { TxContext } from '../platform/tx-context.ts';
import { activeSubscriptions } from './subscriptions.ts';

interface Told {
  /** What has happened: a state, or `extended`. Nothing is told of one without a template. */
  event: string;
  fields: TemplateFields;
  /** A newer message about it replaces one that waits. */
  matter: string;
  due?: Date;
}

/**
 * Tells whoever wants to know what has happened to a dossier, once a day: its applicant and its subscribers.
 * @param chain the dossier's agency and those above it
 * @returns the messages that were withdrawn for it
 */
export async function tellHolder(
  { tx, jobs, now }: TxContext,
  row: DossierRow,
  chain: readonly AgencyRow[],
  { event, fields, matter, due }: Told,
): Promise<Withdrawn[]> {
  const template = `dossier.${event}`;
  // Also where nobody is told of the new state.
  const replaced = await withdraw(tx, { matter }, now);
  if (!isTemplate(template)) return replaced;
  const recipients = await recipientsOf(tx, row, event);
  if (!recipients.length) return replaced;
  const procedure = await nameInMessages(tx, row);
  const text = composeMessage(chain, template, { ...fields, code: maskDossierCode(row.code), procedure });
  const subject = `dossier:${row.code}`;
  for (const { phone: recipient, channel } of recipients) {
    const message = { agency: row.agency, subject, matter, recipient, channel, ...text, due };
    await enqueue(tx, jobs, { ...message, event: `dossier:${row.id}:${event}` }, now);
  }
  return replaced;
}

/** A phone has one wish: that of its subscription, else the applicant's. */
async function recipientsOf(
  tx: Tx,
  { id, applicant_phone: phone, notify }: DossierRow,
  event: string,
): Promise<{ phone: string; channel: Channel }[]> {
  const subscriptions = await activeSubscriptions(tx, id);
  const kind = noticeEventOf(event);
  const told = subscriptions.filter(({ events }) => kind && events.includes(kind));
  const isHolderTold = phone && notify && !subscriptions.some(each => each.phone === phone);
  return [...(isHolderTold ? [{ phone, channel: 'sms' as const }] : []), ...told];
}

/**
 * The name of the procedure; none where nobody else must learn of it (adoption, disability): phones are shared in
 * families. A procedure that is not in the catalogue may be such a one.
 */
async function nameInMessages(tx: Tx, { procedure }: DossierRow): Promise<string | null> {
  if (!procedure) return null;
  const known = await tx
    .selectFrom('procedure')
    .select(['short_name', 'facts'])
    .where('code', '=', procedure)
    .executeTakeFirst();
  return known && known.facts['sensitive'] !== true ? known.short_name : null;
}
