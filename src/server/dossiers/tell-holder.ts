import { maskDossierCode } from '../../domain/dossier-code.ts';
import type { TemplateFields } from '../../domain/message-template.ts';
import { composeMessage, enqueue, isTemplate } from '../notifications/index.ts';
import type { Tx } from '../platform/database.ts';
import type { AgencyRow, DossierRow } from '../platform/schema.ts';
import type { TxContext } from '../platform/tx-context.ts';

interface Told {
  /** What has happened: a state, or `extended`. Nothing is told of one without a template. */
  event: string;
  fields: TemplateFields;
  /** A newer message about it replaces one that waits. */
  matter: string;
  due?: Date;
}

/**
 * Tells the holder of a dossier what has happened to it, once a day.
 * @param chain the dossier's agency and those above it
 */
export async function tellHolder(
  { tx, jobs, now }: TxContext,
  row: DossierRow,
  chain: readonly AgencyRow[],
  { event, fields, matter, due }: Told,
): Promise<void> {
  const template = `dossier.${event}`;
  if (!row.notify || !row.applicant_phone || !isTemplate(template)) return;
  const procedure = await nameInMessages(tx, row);
  const text = composeMessage(chain, template, { ...fields, code: maskDossierCode(row.code), procedure });
  const subject = `dossier:${row.code}`;
  const message = { agency: row.agency, subject, matter, recipient: row.applicant_phone, ...text, due };
  await enqueue(tx, jobs, { ...message, event: `dossier:${row.id}:${event}` }, now);
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
