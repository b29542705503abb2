import { maskDossierCode, dossierKey } from '../../domain/dossier-code.ts';
import { parseSmsCommand } from '../../domain/sms-command.ts';
import { smsLength, unaccented } from '../../domain/sms.ts';
import { agencyChain, effectiveSettings } from '../agencies/index.ts';
import {
  type AnswerIncoming,
  composeMessage,
  type ComposedMessage,
  enqueue,
  type IncomingMessage,
  messageDay,
  stateWords,
} from '../notifications/index.ts';
import type { Tx } from '../platform/database.ts';
import type { AgencyRow, DossierRow } from '../platform/schema.ts';
import type { TxContext } from '../platform/tx-context.ts';
import { stopMessagesTo } from './subscriptions.ts';

/**
 * Answers a text message: the state of a dossier to its own phone, “ask at the desk” to any other, whether or not the
 * dossier exists; ends messages after `HUY`; tells how to ask, once a day.
 */
export const answerBySms: AnswerIncoming = async (context, message, isWithin) => {
  const command = parseSmsCommand(message.text);
  const { tx } = context;
  const root = await rootChain(tx);
  if (!root.length) return;
  if (command.kind === 'stop') {
    // Also in a flood: whoever wants no messages gets none.
    await stopMessagesTo(context, message.from);
    if (!isWithin) return;
    return reply(context, message, root, composeMessage(root, 'reply.stopped', {}));
  }
  if (!isWithin) return;
  if (command.kind === 'unknown') {
    if (await wasHelped(context, message.from)) return;
    return reply(context, message, root, composeMessage(root, 'reply.help', {}));
  }
  const row = await dossierOf(tx, command.code, message.from);
  const chain = row && (await agencyChain(tx, row.agency));
  if (!chain || !effectiveSettings(chain).lookup)
    return reply(context, message, root, composeMessage(root, 'reply.ask', {}));
  return reply(context, message, chain, stateOf(row, chain));
};

/** In one segment: the phone of the desk, then the due date are left out where they would need a second. */
function stateOf({ code, status, label, due_at: due, finished_at: finished }: DossierRow, chain: AgencyRow[]) {
  const accents = effectiveSettings(chain).messages?.accents ?? false;
  const fields = {
    code: maskDossierCode(code),
    state: label ?? stateWords[status] ?? status,
    due: due && !finished ? messageDay(due) : null,
  };
  const shorter: ComposedMessage[] = [
    composeMessage(chain, 'reply.state', fields),
    composeMessage(withoutPhone(chain), 'reply.state', fields),
    composeMessage(withoutPhone(chain), 'reply.state', { ...fields, due: null }),
  ];
  const fits = ({ words }: ComposedMessage) => smsLength(accents ? words : unaccented(words)).segments === 1;
  return shorter.find(fits) ?? shorter.at(-1)!;
}

const withoutPhone = (chain: readonly AgencyRow[]): AgencyRow[] => chain.map(agency => ({ ...agency, phone: null }));

async function reply(
  { tx, jobs, now }: TxContext,
  { provider, id, from }: IncomingMessage,
  [agency]: readonly AgencyRow[],
  text: ComposedMessage,
): Promise<void> {
  const message = { agency: agency!.id, subject: 'reply', matter: `reply:${provider}:${id}`, recipient: from, ...text };
  await enqueue(tx, jobs, { ...message, isAwaited: true, isReply: true }, now);
}

/** The agency at the top, in whose name what is about no dossier is answered. */
async function rootChain(tx: Tx): Promise<AgencyRow[]> {
  const root = await tx.selectFrom('agency').select('id').where('parent', 'is', null).orderBy('id').executeTakeFirst();
  return root ? agencyChain(tx, root.id) : [];
}

/** The dossier with a code whose applicant or subscriber has this phone. */
async function dossierOf(tx: Tx, code: string, phone: string): Promise<DossierRow | undefined> {
  const rows = await tx
    .selectFrom('dossier')
    .selectAll()
    .where('code_key', '=', dossierKey(code))
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('applicant_phone', '=', phone),
        exists(
          selectFrom('subscription')
            .select('subscription.id')
            .whereRef('subscription.dossier', '=', 'dossier.id')
            .where('subscription.phone', '=', phone)
            .where('stopped_at', 'is', null),
        ),
      ]),
    )
    .limit(2)
    .execute();
  return rows.find(row => row.code === code) ?? (rows.length === 1 ? rows[0] : undefined);
}

async function wasHelped({ tx, now }: TxContext, phone: string): Promise<boolean> {
  const helped = await tx
    .selectFrom('outbox')
    .select('id')
    .where('recipient', '=', phone)
    .where('template', '=', 'reply.help')
    .where('created_at', '>', new Date(now.getTime() - 24 * 3600_000))
    .executeTakeFirst();
  return helped !== undefined;
}
