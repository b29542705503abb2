import { type Context, Hono } from 'hono';
import { dayOf, isDay } from '../../../domain/calendar.ts';
import type { AppContext } from '../../http/router.ts';
import { recordAudit, withAudit } from '../../platform/audit.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type FormState, readFormFields, requestedDay, toFormProblem } from '../../ui/form.ts';
import { type Html } from '../../ui/page.ts';
import { cancelAppointment } from '../appointments.ts';
import { markAppointment } from '../check-in.ts';
import { closeDay, reopenDay } from '../closures.ts';
import type { BookingContext } from '../context.ts';
import { acceptOffer, leaveWaitlist } from '../waitlist-entries.ts';
import {
  type BookingRow,
  findAppointment,
  findByNumber,
  findWaitlistEntry,
  loadDay,
  ownsCounter,
} from './day-queries.ts';
import { dayPage } from './day-view.ts';

const address = ({ id, counter, starts_at }: BookingRow, more: Record<string, string>): string =>
  `/desk/appointments?${new URLSearchParams({ counter, date: dayOf(starts_at), row: id, ...more })}`;

/** A day of one counter: visitors, check-in, closures, waitlist. Prints as a list. */
export function appointmentPages({ db, secrets, jobs, clock }: AppContext): Hono {
  const app = new Hono();

  app.get('/', async c => c.html(await day(c, c.req.query('counter'), c.req.query('date'))));

  // The QR code of a ticket holds a secret, so it is posted in a body. Enter alone checks in the visitor who was
  // found.
  app.post('/find', async c => {
    const { ticket = '', counter = '', date = '', found = '', version = '' } = await readFormFields(c);
    if (found && !ticket.trim()) return mark(c, found, version, 'arrived', true);
    const id = secrets.verifyToken('appointment', /secret=([^&#\s]+)/.exec(ticket)?.[1] ?? ticket);
    const row = id
      ? await findAppointment(db, id)
      : await findByNumber(db, c.get('officer'), { number: ticket, counter, date });
    if (!row || !(await ownsCounter(db, c.get('officer'), row.counter))) {
      const problem = { slug: 'appointment-not-found' as const, fields: [] };
      return c.html(await day(c, counter, date, { problem }), 404);
    }
    return c.redirect(address(row, {}), 303);
  });

  app.post('/:id/mark', async c => {
    const { version = '', to = '' } = await readFormFields(c);
    return mark(c, c.req.param('id'), version, to);
  });

  // For citizens who cancel by phone.
  app.post('/:id/cancel', async c =>
    changeRow(c, await findAppointment(db, c.req.param('id')), async (context, { id }) => {
      const { number } = await cancelAppointment(context, secrets.signToken('appointment', id), true);
      await note(c, context, 'appointment.cancel', number);
    }),
  );

  app.post('/waiting/:id/take', async c =>
    changeRow(c, await findWaitlistEntry(db, c.req.param('id')), async (context, { id }) => {
      const { number } = await acceptOffer(context, secrets.signToken('waiting', id));
      await note(c, context, 'offer.take', number);
    }),
  );

  app.post('/waiting/:id/leave', async c =>
    changeRow(c, await findWaitlistEntry(db, c.req.param('id')), async (context, { id }) => {
      await leaveWaitlist(context, secrets.signToken('waiting', id));
      await note(c, context, 'waiting.leave', id);
    }),
  );

  app.post('/close', c => changeDay(c, closeDay));
  app.post('/open', c => changeDay(c, reopenDay));

  return app;

  /** @param scanned check-in by ticket, which may be repeated */
  async function mark(c: Context, row: string, version: string, to: string, scanned = false) {
    const action = async ({ tx, now }: BookingContext, { id }: BookingRow) => {
      const fresh = await tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      if (scanned && fresh.state === to) return;
      const seen = { ...fresh, version: Number(version) || 0 };
      await markAppointment({ tx, officer: c.get('officer'), now }, seen, to);
    };
    return changeRow(c, await findAppointment(db, row), action, scanned);
  }

  /**
   * Changes one appointment or waitlist entry and shows the day again.
   * @param scanned the next ticket is awaited: a URL fragment would move the focus away from the input
   */
  async function changeRow(
    c: Context,
    row: BookingRow | undefined,
    action: (context: BookingContext, row: BookingRow) => Promise<void>,
    scanned = false,
  ) {
    if (!row || !(await ownsCounter(db, c.get('officer'), row.counter)))
      throw new ProblemError('appointment-not-found');
    try {
      await withAudit(db, tx => action({ tx, secrets, jobs, now: clock() }, row));
      return c.redirect(`${address(row, { done: '' })}${scanned ? '' : `#${row.id}`}`, 303);
    } catch (error) {
      return c.html(await day(c, row.counter, dayOf(row.starts_at), { problem: toFormProblem(error) }), 409);
    }
  }

  async function changeDay(
    c: Context,
    action: (action: Parameters<typeof closeDay>[0], where: Parameters<typeof closeDay>[1]) => Promise<unknown>,
  ) {
    const fields = await readFormFields(c);
    const { counter = '', date = '', reason = '', from, until } = fields;
    if (!(await ownsCounter(db, c.get('officer'), counter)) || !isDay(date)) throw new ProblemError('not-allowed');
    try {
      await withAudit(db, tx =>
        action(
          { tx, officer: c.get('officer'), jobs, now: clock() },
          { counter, date, reason, ...(from && { from }), ...(until && { until }) },
        ),
      );
      return c.redirect(`/desk/appointments?${new URLSearchParams({ counter, date, done: '' })}`, 303);
    } catch (error) {
      return c.html(await day(c, counter, date, { typed: fields, problem: toFormProblem(error) }), 422);
    }
  }

  function note(c: Context, { tx, now }: BookingContext, action: string, subject: string) {
    return recordAudit(tx, { officer: c.get('officer').id, action, subject, now });
  }

  async function day(c: Context, counter = '', requested = '', state: FormState = {}): Promise<Html> {
    const now = clock();
    return dayPage(c, await loadDay(db, c.get('officer'), { counter, date: requestedDay(requested, now), now }), state);
  }
}
