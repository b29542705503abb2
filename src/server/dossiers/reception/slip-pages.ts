import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { agencyChain, effectiveSettings } from '../../agencies/index.ts';
import type { AppContext } from '../../http/router.ts';
import { serverAddress } from '../../http/server-address.ts';
import type { DossierRow } from '../../platform/schema.ts';
import { icon } from '../../ui/icons.ts';
import { renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { readDossier } from '../officer/queries.ts';
import { lookupCode } from './lookup-code.ts';
import { receptionTexts } from './reception.texts.ts';
import { type Slip, slipKindOf, slipSheets } from './slip-view.ts';

/** What receipts and slips need beside the app. */
export interface SlipOptions {
  /** Address of this server as phones see it; that of each request by default. */
  publicUrl: string | undefined;
}

/** The receipt or slip of a dossier, for the applicant and for the file: `/desk/dossiers/:id/slip`. */
export function slipPages(app: AppContext, { publicUrl }: SlipOptions): Hono {
  const { db, secrets } = app;
  const pages = new Hono();

  pages.get('/:id/slip', async c => {
    const row = await readDossier(db, c.get('officer'), c.req.param('id'));
    const slip = await slipOf(c, row);
    const texts = textsOf(c, receptionTexts);
    const isNew = c.req.query('new') !== undefined;
    const actions = html`<button
        type="button"
        class="first"
        data-print
        ${isNew ? 'data-print-now' : ''}
        data-key="p"
        hidden
      >
        ${icon('print')}${texts.print} <kbd>P</kbd>
      </button>
      <a class="button" href="/desk/dossiers/receive" data-key="n">${icon('plus')}${texts.next} <kbd>N</kbd></a>
      <a class="button quiet" href="/desk/dossiers/${row.id}">${texts.toDossier}</a>`;
    const title = `${texts.slips[slip.kind]} ${row.code}`;
    return c.html(
      renderPage(
        c,
        title,
        html`${isNew ? html`<p class="note done no-print" role="status">${icon('ok')}${texts.received(row.code)}</p>` : ''}
        ${slipSheets(slip)}`,
        { actions, isPaper: true },
      ),
    );
  });

  return pages;

  async function slipOf(c: Context, row: DossierRow): Promise<Slip> {
    const chain = await agencyChain(db, row.agency);
    const { lookup, reception } = effectiveSettings(chain);
    const place = row.place
      ? await db.selectFrom('place').selectAll().where('id', '=', row.place).executeTakeFirst()
      : undefined;
    const step = await db
      .selectFrom('dossier_step')
      .select('note')
      .where('dossier', '=', row.id)
      .where('status', '=', row.status)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    const known = row.procedure
      ? await db.selectFrom('procedure').select('name').where('code', '=', row.procedure).executeTakeFirst()
      : undefined;
    const page =
      reception?.statusPage ??
      `${serverAddress(c, app, publicUrl)}/frame/mc-status-lookup?agency=${encodeURIComponent(row.agency)}`;
    const usesCode = row.receipt && lookup?.factors.includes('secretCode');
    return {
      ...{ kind: slipKindOf(row), row, chain, place, note: step?.note ?? null },
      procedure: known?.name ?? row.procedure_name,
      // A fragment is sent to no server.
      link: `${page.replace(/#.*$/, '')}#motcua:mc-status-lookup?code=${encodeURIComponent(row.code)}`,
      lookupCode: usesCode ? lookupCode(secrets, row.id) : undefined,
      formNote: reception?.formNote,
    };
  }
}
