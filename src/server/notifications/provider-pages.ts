import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { sql } from 'kysely';
import { parsePhoneNumber } from '../../domain/phone.ts';
import { agencyChain, effectiveSettings } from '../agencies/index.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import { ProblemError } from '../platform/problem.ts';
import { type FormProblem, readFormFields } from '../ui/form.ts';
import { icon } from '../ui/icons.ts';
import { formToken, type Html, problemBox, renderPage, tableHead } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { composeMessage } from './compose.ts';
import { outboxTabs } from './outbox-tabs.ts';
import { enqueue } from './outbox.ts';
import { providerTexts } from './provider-pages.texts.ts';
import { providerKey } from './provider-routes.ts';
import type { MessageProvider, Providers } from './providers/provider.ts';

/** What the pages of the outbox need beside the app. */
export interface OutboxPageOptions {
  providers: Providers | undefined;
  /** Address of this server as providers reach it; that of each request by default. */
  publicUrl: string | undefined;
}

/** Presses of the same button within this time are one. */
const repeatMs = 10_000;

type Counts = Record<'sent' | 'failed' | 'unknown', number>;

/** Through which providers messages go, for the admins of an agency; below `/desk/outbox`. */
export function providerPages(
  { db, jobs, clock, secrets }: AppContext,
  { providers, publicUrl }: OutboxPageOptions,
): Hono {
  const app = new Hono();

  app.use('/providers/*', async (c, next) => {
    if (c.get('officer').role !== 'admin') throw new ProblemError('no-such-operation');
    return next();
  });

  app.get('/providers', async c => c.html(await page(c)));

  app.post('/providers/choose', async c => {
    const { name = '' } = await readFormFields(c);
    if (providers?.named(name)?.channel !== 'sms') throw new ProblemError('no-such-operation');
    const { id: officer, agency } = c.get('officer');
    await withAudit(db, async tx => {
      const { settings } = await tx
        .selectFrom('agency')
        .select('settings')
        .where('id', '=', agency)
        .forUpdate()
        .executeTakeFirstOrThrow();
      await tx
        .updateTable('agency')
        .set({ settings: JSON.stringify({ ...settings, smsProvider: name }) })
        .where('id', '=', agency)
        .execute();
      const detail = { agency, to: name };
      await recordAudit(tx, { officer, action: 'office.provider', subject: `agency:${agency}`, detail, now: clock() });
    });
    return c.redirect('/desk/outbox/providers?done', 303);
  });

  app.post('/providers/test', async c => {
    const { phone = '' } = await readFormFields(c);
    const read = parsePhoneNumber(phone);
    if (read.kind !== 'phone') {
      const problem = { slug: 'invalid-input', fields: [{ pointer: '/phone', code: 'invalid' }] };
      return c.html(await page(c, { phone, problem }), 422);
    }
    const { agency, id: officer } = c.get('officer');
    await withAudit(db, async tx => {
      // A second press is the same message.
      const isSent = await tx
        .selectFrom('outbox')
        .select('id')
        .where('matter', '=', `test:${officer}`)
        .where('recipient', '=', read.e164)
        .where('created_at', '>', new Date(clock().getTime() - repeatMs))
        .executeTakeFirst();
      if (isSent) return;
      const text = composeMessage(await agencyChain(tx, agency), 'office.test', {});
      const message = { agency, subject: 'test', matter: `test:${officer}`, recipient: read.e164, ...text };
      await enqueue(tx, jobs, { ...message, isAwaited: true }, clock());
      await recordAudit(tx, { officer, action: 'outbox.test', subject: 'test', now: clock() });
    });
    return c.redirect('/desk/outbox?tab=all&done', 303);
  });

  return app;

  async function page(c: Context, { phone = '', problem }: { phone?: string; problem?: FormProblem } = {}) {
    const texts = textsOf(c, providerTexts);
    const { agency, scope } = c.get('officer');
    const chosen = effectiveSettings(await agencyChain(db, agency)).smsProvider ?? undefined;
    const used = (['sms', 'zalo'] as const).map(channel =>
      providers?.find(channel, channel === 'sms' ? chosen : undefined),
    );
    const counts = await countsOf(scope);
    const base = (publicUrl ?? new URL(c.req.url).origin) + '/providers/of';
    const address = (name: string) => `${base}/${encodeURIComponent(name)}/${providerKey(secrets, name)}`;
    return renderPage(
      c,
      texts.label,
      html`${outboxTabs(c, 'providers')} ${problemBox(texts, problem)}
        <p class="hint">${texts.hint}</p>
        ${
          providers?.all.length
            ? html`<div class="scroll">
                <table>
                  ${tableHead(texts.provider, texts.today)}
                  <tbody>
                    ${providers.all.map(each => row(c, each, used.includes(each), counts.get(each.name), address))}
                  </tbody>
                </table>
              </div>`
            : html`<div class="empty">
                ${icon('phone')}
                <h2>${texts.none}</h2>
              </div>`
        }
        <form method="post" action="/desk/outbox/providers/test" class="card">
          ${formToken(c)}
          <h2>${texts.test}</h2>
          <p class="hint">${texts.testHint}</p>
          <label for="phone">${texts.phone}</label>
          <input id="phone" name="phone" inputmode="tel" autocomplete="off" value="${phone}" required />
          <p class="actions"><button>${texts.send}</button></p>
        </form>`,
      { hasErrors: problem !== undefined },
    );
  }

  async function countsOf(agencies: readonly string[]): Promise<Map<string, Counts>> {
    const since = new Date(clock().getTime() - 24 * 3600_000);
    const { rows } = await sql<Counts & { provider: string }>`
      select provider,
        count(*) filter (where state in ('sent', 'delivered'))::int as sent,
        count(*) filter (where state = 'not-sent')::int as failed,
        count(*) filter (where state = 'unknown')::int as unknown
      from outbox where agency = any(${agencies}::text[]) and created_at > ${since} and provider is not null
      group by provider`.execute(db);
    return new Map(rows.map(row => [row.provider, row]));
  }
}

function row(
  c: Context,
  { name, channel, perMinute, acceptsPushes }: MessageProvider,
  isUsed: boolean,
  counts: Counts = { sent: 0, failed: 0, unknown: 0 },
  address: (name: string) => string,
): Html {
  const texts = textsOf(c, providerTexts);
  return html`<tr>
    <td>
      <strong>${name}</strong> <small>${texts.channels[channel]}, ${texts.perMinute(perMinute)}</small>
      ${
        acceptsPushes
          ? html`<details>
              <summary>${texts.receipts}</summary>
              <p class="hint">${texts.receiptsHint}</p>
              <code>${address(name)}</code>
            </details>`
          : ''
      }
    </td>
    <td class="number">${texts.counts(counts)}</td>
    <td>
      ${
        isUsed
          ? html`<strong>${texts.inUse}</strong>`
          : channel === 'sms'
            ? html`<form method="post" action="/desk/outbox/providers/choose">
                ${formToken(c)}<input type="hidden" name="name" value="${name}" /><button
                  aria-label="${texts.chooseFor(name)}"
                >
                  ${texts.choose}
                </button>
              </form>`
            : ''
      }
    </td>
  </tr>`;
}
