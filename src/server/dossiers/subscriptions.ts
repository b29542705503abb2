import type { NewSubscription, StoppedSubscription, Subscription } from '../../contract/index.ts';
import type { subscriptionCreate, subscriptionStop } from '../../contract/index.ts';
import type { Input } from '../../contract/requests/index.ts';
import { isLandline, maskPhone } from '../../domain/phone.ts';
import { agencyChain, effectiveSettings } from '../agencies/index.ts';
import { isConfirmedPhone, withdraw } from '../notifications/index.ts';
import type { Db, Tx } from '../platform/database.ts';
import { isoInstant } from '../platform/instant.ts';
import { parsePhone } from '../platform/parse-phone.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { DossierRow, SubscriptionRow } from '../platform/schema.ts';
import type { Secrets } from '../platform/secrets.ts';
import type { TxContext } from '../platform/tx-context.ts';
import { isUuid } from '../platform/uuid.ts';

/** Phones that are told of one dossier. */
const maxPerDossier = 5;

type Write = Pick<TxContext, 'tx' | 'now'> & { secrets: Secrets };

/**
 * Has a phone told of a dossier; earlier wishes of the same phone are replaced.
 * @throws ProblemError `ticket-not-valid`, `not-offered`, `phone-unconfirmed`, `invalid-input`, `too-many-requests`
 */
export async function subscribe(
  { tx, secrets, now }: Write,
  input: Input<typeof subscriptionCreate>,
): Promise<NewSubscription> {
  const dossier = await dossierOf(tx, secrets.verifyToken('subscribe', input.ticket));
  const { notices } = effectiveSettings(await agencyChain(tx, dossier.agency));
  if (!notices) throw new ProblemError('not-offered');
  const phone = parsePhone(input.phone, '/phone');
  const { channel } = input;
  if (!notices.channels.includes(channel) || (channel !== 'call' && isLandline(phone)))
    throw invalidInput('/channel', 'not-offered');
  const before = await tx
    .selectFrom('subscription')
    .select('channel')
    .where('dossier', '=', dossier.id)
    .where('phone', '=', phone)
    .where('stopped_at', 'is', null)
    .executeTakeFirst();
  // Also who takes the messages from a phone has to hold it.
  const isToldBySms = before
    ? before.channel !== 'call'
    : dossier.notify && dossier.applicant_phone === phone && !isLandline(phone);
  const needsCode = channel !== 'call' || isToldBySms;
  if (needsCode && !isConfirmedPhone(secrets, phone, input.confirmed ?? '', now))
    throw new ProblemError('phone-unconfirmed');
  const given = (purpose: string) => input.consents.find(each => each.purpose === purpose);
  if (notices.purposes.some(({ id }) => !given(id))) throw invalidInput('/consents', 'required');

  const others = await tx
    .selectFrom('subscription')
    .select('id')
    .where('dossier', '=', dossier.id)
    .where('phone', '<>', phone)
    .where('stopped_at', 'is', null)
    .execute();
  if (others.length >= maxPerDossier) throw new ProblemError('too-many-requests');
  const values = {
    channel,
    events: JSON.stringify([...new Set(input.events)]),
    consent: JSON.stringify({ version: given(notices.purposes[0]?.id ?? '')?.version ?? '', at: isoInstant(now) }),
    created_at: now,
    stopped_at: null,
  };
  const row = await tx
    .insertInto('subscription')
    .values({ dossier: dossier.id, phone, ...values })
    .onConflict(conflict => conflict.columns(['dossier', 'phone']).doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...presentSubscription(secrets, row), now: isoInstant(now) };
}

/**
 * Ends a subscription, or the messages to the applicant; a second time changes nothing.
 * @throws ProblemError `ticket-not-valid`
 */
export async function unsubscribe(
  { tx, secrets, now }: Write,
  { stop }: Input<typeof subscriptionStop>,
): Promise<StoppedSubscription> {
  const holder = secrets.verifyToken('holder', stop);
  if (holder) {
    const { id, code, applicant_phone: phone } = await dossierOf(tx, holder);
    await tx.updateTable('dossier').set({ notify: false }).where('id', '=', id).execute();
    if (phone) await withdrawMessages({ tx, now }, phone, [{ id, code }]);
    return { now: isoInstant(now) };
  }
  const id = secrets.verifyToken('subscription', stop);
  if (!id || !isUuid(id)) throw new ProblemError('ticket-not-valid');
  const subscription = await tx
    .selectFrom('subscription')
    .select(['dossier', 'phone'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (subscription) {
    const { phone } = subscription;
    // The dossier is locked first, as where a phone subscribes: no deadlock.
    const dossier = await dossierOf(tx, subscription.dossier);
    await tx
      .updateTable('subscription')
      .set({ stopped_at: now })
      .where('id', '=', id)
      .where('stopped_at', 'is', null)
      .execute();
    // The applicant’s own phone stays silent, too.
    if (dossier.applicant_phone === phone)
      await tx.updateTable('dossier').set({ notify: false }).where('id', '=', dossier.id).execute();
    await withdrawMessages({ tx, now }, phone, [dossier]);
  }
  return { now: isoInstant(now) };
}

async function dossierOf(tx: Tx, id: string | undefined): Promise<DossierRow> {
  const row =
    id && isUuid(id)
      ? await tx.selectFrom('dossier').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
      : undefined;
  if (!row) throw new ProblemError('ticket-not-valid');
  return row;
}

/** Who is told of a dossier, as the contract returns it: the applicant, unless they have other wishes, and subscribers. */
export async function presentSubscriptions(db: Db, secrets: Secrets, dossier: DossierRow): Promise<Subscription[]> {
  const rows = await activeSubscriptions(db, dossier.id);
  const { applicant_phone: phone, notify } = dossier;
  const isHolderTold = phone && notify && !rows.some(row => row.phone === phone);
  return [
    ...(isHolderTold
      ? [
          {
            phone: maskPhone(phone),
            channel: isLandline(phone) ? ('call' as const) : ('sms' as const),
            events: ['task' as const, 'result' as const, 'progress' as const],
            stop: secrets.signToken('holder', dossier.id),
          },
        ]
      : []),
    ...rows.map(row => presentSubscription(secrets, row)),
  ];
}

/** The subscriptions to a dossier that have not ended. */
export const activeSubscriptions = (db: Db, dossier: string): Promise<SubscriptionRow[]> =>
  db
    .selectFrom('subscription')
    .selectAll()
    .where('dossier', '=', dossier)
    .where('stopped_at', 'is', null)
    .orderBy('created_at')
    .execute();

const presentSubscription = (secrets: Secrets, { id, phone, channel, events }: SubscriptionRow): Subscription => ({
  phone: maskPhone(phone),
  channel,
  events: events as Subscription['events'],
  stop: secrets.signToken('subscription', id),
});

/** Ends all messages about dossiers to a phone: what it has subscribed to, and what its own dossiers report. */
export async function stopMessagesTo({ tx, now }: Pick<TxContext, 'tx' | 'now'>, phone: string): Promise<void> {
  const dossiers = await tx
    .selectFrom('dossier')
    .select(['id', 'code'])
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('applicant_phone', '=', phone),
        exists(
          selectFrom('subscription')
            .select('subscription.id')
            .whereRef('subscription.dossier', '=', 'dossier.id')
            .where('subscription.phone', '=', phone),
        ),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute();
  await tx
    .updateTable('subscription')
    .set({ stopped_at: now })
    .where('phone', '=', phone)
    .where('stopped_at', 'is', null)
    .execute();
  await tx
    .updateTable('dossier')
    .set({ notify: false })
    .where('applicant_phone', '=', phone)
    .where('notify', '=', true)
    .execute();
  await withdrawMessages({ tx, now }, phone, dossiers);
}

/** Withdraws what waits, and the calls in its place; a move that is undone does not bring it back. */
async function withdrawMessages(
  { tx, now }: Pick<TxContext, 'tx' | 'now'>,
  recipient: string,
  dossiers: readonly Pick<DossierRow, 'id' | 'code'>[],
): Promise<void> {
  for (const { id, code } of dossiers) {
    await withdraw(tx, { recipient, subject: `dossier:${code}`, isUnwanted: true }, now);
    await tx.updateTable('dossier_undo').set({ replaced: '[]' }).where('dossier', '=', id).execute();
  }
}
