import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { sql } from 'kysely';
import { maskPhone } from '../../domain/phone.ts';
import { smsLength } from '../../domain/sms.ts';
import { agencyChain, type AgencySettings, effectiveSettings } from '../agencies/index.ts';
import type { AppContext } from '../http/router.ts';
import { recordAudit, withAudit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { invalidInput, ProblemError } from '../platform/problem.ts';
import type { OutboxRow } from '../platform/schema.ts';
import type { SignedInOfficer } from '../platform/sessions.ts';
import { isUuid } from '../platform/uuid.ts';
import { mayChange, readFormFields } from '../ui/form.ts';
import { icon } from '../ui/icons.ts';
import { formatInstant, formToken, type Html, renderPage } from '../ui/page.ts';
import { textsOf } from '../ui/texts.ts';
import { shownWords } from './compose.ts';
import { isCall, receiptMs } from './desk/claims.ts';
import { deskPages } from './desk/desk-pages.ts';
import { outboxTexts } from './officer-pages.texts.ts';
import { templatePages } from './template-pages.ts';
import { outboxTabs } from './outbox-tabs.ts';
import { asSent } from './outbox.ts';
import { type OutboxPageOptions, providerPages } from './provider-pages.ts';

const maxShown = 200;
/** Characters of a reason to send in the quiet hours. */
const maxReason = 200;

/** SQL for the navigation: calls to make now. */
export const countCalls = ({ scope }: SignedInOfficer, now: Date) =>
  sql<{ number: number; is_late: boolean }>`
    select count(*)::int as number, false as is_late from outbox
    where agency in (${sql.join(scope)}) and (call_at is null or call_at <= ${now})
      and (state = 'not-sent' or state = 'unknown' and attempted_at < ${new Date(now.getTime() - receiptMs)})`;

/** Calls to make, and all messages: claim, record, send now or again; templates and providers. */
export function outboxPages(context: AppContext, options: OutboxPageOptions): Hono {
  const { db, jobs, clock } = context;
  const app = new Hono();
  app.route('/', templatePages(context));
  app.route('/', providerPages(context, options));
  app.route('/', deskPages(context));

  app.get('/', async c => c.html(await list(c)));

  // In the quiet hours: the reason is logged.
  app.post('/:id/now', async c => {
    const { reason = '' } = await readFormFields(c);
    if (!reason || reason.length > maxReason) throw invalidInput('/reason', reason ? 'max_length' : 'required');
    await act(
      c,
      'outbox.now',
      async (tx, id) => {
        const row = await tx
          .updateTable('outbox')
          .set({ due_at: null, is_awaited: true })
          .where('id', '=', id)
          .where('state', '=', 'waiting')
          .where('due_at', '>', clock())
          .where('agency', 'in', c.get('officer').scope)
          .returning('subject')
          .executeTakeFirst();
        if (row) await jobs?.deliver(tx, id, { isAwaited: true });
        return row;
      },
      { reason },
    );
    return c.redirect('/desk/outbox?tab=all&done', 303);
  });

  // Not while another officer calls; a wished call becomes a message.
  app.post('/:id/again', async c => {
    await act(c, 'outbox.again', async (tx, id) => {
      const row = await tx
        .updateTable('outbox')
        .set(({ eb }) => ({
          ...{
            state: 'waiting',
            last_error: null,
            is_doubtful: false,
            claimed_by: null,
            claimed_until: null,
            call_at: null,
          },
          channel: eb
            .case()
            .when('channel', '=', 'call')
            .then('sms' as const)
            .else(eb.ref('channel'))
            .end(),
        }))
        .where('id', '=', id)
        .where('recipient', 'not like', '+842%')
        .where(isCall(clock()))
        .where('agency', 'in', c.get('officer').scope)
        .where(({ eb, or }) =>
          or([
            eb('claimed_by', 'is', null),
            eb('claimed_by', '=', c.get('officer').id),
            eb('claimed_until', '<', clock()),
          ]),
        )
        .returning('subject')
        .executeTakeFirst();
      if (row) await jobs?.deliver(tx, id);
      return row;
    });
    return c.redirect('/desk/outbox?done', 303);
  });

  return app;

  /** Runs an action on a message of the officer's agencies and logs it. */
  async function act(
    c: Context,
    action: string,
    work: (tx: Tx, id: string) => Promise<{ subject: string } | undefined>,
    detail: Record<string, string> = {},
  ) {
    const id = c.req.param('id') ?? '';
    if (!isUuid(id)) throw new ProblemError('no-such-operation');
    await withAudit(db, async tx => {
      const row = await work(tx, id);
      if (!row) throw new ProblemError('no-such-operation');
      await recordAudit(tx, { officer: c.get('officer').id, action, subject: row.subject, detail, now: clock() });
    });
  }

  async function list(c: Context): Promise<Html> {
    const texts = textsOf(c, outboxTexts);
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where('agency', 'in', c.get('officer').scope)
      .where('state', '<>', 'replaced')
      .orderBy('created_at', 'desc')
      .limit(maxShown)
      .execute();
    const settings = new Map<string, AgencySettings['messages']>();
    for (const agency of new Set(rows.map(row => row.agency)))
      settings.set(agency, effectiveSettings(await agencyChain(db, agency)).messages);
    return renderPage(
      c,
      texts.label,
      html`${outboxTabs(c, 'all')}
      ${
        rows.length
          ? html`<div class="scroll">
              <table>
                <thead>
                  <tr>
                    <th>${texts.when}</th>
                    <th>${texts.subject}</th>
                    <th>${texts.recipient}</th>
                    <th>${texts.words}</th>
                    <th>${texts.status}</th>
                  </tr>
                </thead>
                <tbody>
                  ${rows.map(row => line(c, row, settings.get(row.agency) ?? null))}
                </tbody>
              </table>
            </div>`
          : html`<div class="empty">
              ${icon('phone')}
              <h2>${texts.none}</h2>
            </div>`
      }`,
    );
  }

  function line(c: Context, row: OutboxRow, settings: AgencySettings['messages']): Html {
    const texts = textsOf(c, outboxTexts);
    const [kind = '', ...code] = row.subject.split(':');
    const subject =
      `${texts.subjects[kind] ?? kind} ${kind === 'waiting' || kind === 'phone' ? '' : code.join(':')}`.trim();
    const waiting = (due: Date) =>
      html`<small>${texts.sendsAt(formatInstant(due))}</small> ${
          mayChange(c)
            ? html`<form method="post" action="/desk/outbox/${row.id}/now">
                ${formToken(c)}<input
                  name="reason"
                  maxlength="${maxReason}"
                  required
                  aria-label="${texts.nowReason}"
                  placeholder="${texts.nowReason}"
                /><button aria-label="${texts.nowFor(subject)}">${texts.now}</button>
              </form>`
            : ''
        }`;
    return html`<tr>
      <td class="number sub">${formatInstant(row.created_at)}</td>
      <td>${subject}</td>
      <td class="number">${maskPhone(row.recipient)}</td>
      <td class="words" translate="no">
        ${shownWords(row.words, row.fields)}<br /><small
          >${texts.segments(smsLength(asSent(row.words, settings)))}</small
        >
      </td>
      <td>
        <strong>${texts.messageStates[row.state]}</strong>
        ${row.last_error ? html`<small>${texts.messageErrors[row.last_error] ?? row.last_error}</small>` : ''}
        ${row.state === 'waiting' && row.due_at && row.due_at > clock() ? waiting(row.due_at) : ''}
      </td>
    </tr>`;
  }
}
