import { type Context, Hono } from 'hono';
import { type Day, dayOf, isDay } from '../../../domain/calendar.ts';
import type { AppContext } from '../../http/router.ts';
import { recordAudit, withAudit } from '../../platform/audit.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type FormState, readFormFields, requestedDay, toFormProblem } from '../../ui/form.ts';
import { type Html } from '../../ui/page.ts';
import { RecentReads } from '../../ui/recent-reads.ts';
import { cancelAppointment } from '../appointments.ts';
import { moveForVisitor } from '../book-for-visitor.ts';
import { markAppointment } from '../check-in.ts';
import { closeDay, reopenDay } from '../closures.ts';
import type { BookingContext } from '../context.ts';
import { acceptOffer, leaveWaitlist } from '../waitlist-entries.ts';
import { bookingPages } from './booking-pages.ts';
import { callPages } from './call-pages.ts';
import { type BookingRow, findAppointment, findWaitlistEntry, loadDay, placeOf, readBooking } from './day-queries.ts';
import { dayUrl } from './day-url.ts';
import { dayPage } from './day-view.ts';
import { readScan } from './scan.ts';

/** A day of a place: visitors by counter, check-in, bookings for others, closures, waitlist. */
export function appointmentPages(app: AppContext): Hono {
  const { db, secrets, jobs, clock } = app;
  const reads = new RecentReads(db);
  const pages = new Hono();

  pages.get('/', async c => {
    const { place, counter, date, row } = c.req.query();
    return c.html(await day(c, { place, counter, date, row }));
  });

  pages.route('/book', bookingPages(app));
  pages.route('/call', callPages(app, day));

  // The QR code of a ticket holds a secret, so it is posted in a body. Visitors who are expected here today are
  // checked in at once.
  pages.post('/find', async c => {
    const { ticket = '', place = '', date = '' } = await readFormFields(c);
    const officer = c.get('officer');
    const row = await readScan(db, secrets, officer, { ticket, place, date });
    if (!row || row === 'several') {
      const problem = { slug: row ? 'several-tickets' : 'appointment-not-found', fields: [] };
      return c.html(await day(c, { place, date }, { problem }), row ? 409 : 404);
    }
    const now = clock();
    const isExpected = row.state === 'booked' && row.place === place && dayOf(row.starts_at) === dayOf(now);
    const found = dayUrl(row.place, dayOf(row.starts_at), { row: row.id, scanned: place });
    if (isExpected)
      try {
        const fresh = await db.selectFrom('appointment').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow();
        await withAudit(db, tx => markAppointment({ tx, officer, now }, fresh, 'arrived'));
      } catch (error) {
        // Marked by somebody else meanwhile: the page shows as what.
        if (!(error instanceof ProblemError)) throw error;
      }
    return c.redirect(found, 303);
  });

  pages.post('/:id/mark', async c => {
    const { version = '', to = '', scanned } = await readFormFields(c);
    const action = async ({ tx, now }: BookingContext, { id }: BookingRow) => {
      const fresh = await tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      const seen = { ...fresh, version: Number(version) || 0 };
      await markAppointment({ tx, officer: c.get('officer'), now }, seen, to);
    };
    return changeRow(c, await findAppointment(db, c.req.param('id')), action, scanned !== undefined);
  });

  // For citizens who cancel or move by phone.
  pages.post('/:id/cancel', async c =>
    changeRow(c, await findAppointment(db, c.req.param('id')), async (context, { id }) => {
      const { number } = await cancelAppointment(context, secrets.signToken('appointment', id), true);
      await note(c, context, 'appointment.cancel', number);
    }),
  );
  pages.post('/:id/move', async c => {
    const { slot = '' } = await readFormFields(c);
    return changeRow(c, await findAppointment(db, c.req.param('id')), async (context, { id }) => {
      await moveForVisitor(context, c.get('officer'), id, slot);
    });
  });

  pages.post('/waiting/:id/take', async c =>
    changeRow(c, await findWaitlistEntry(db, c.req.param('id')), async (context, { id }) => {
      const { number } = await acceptOffer(context, secrets.signToken('waiting', id));
      await note(c, context, 'offer.take', number);
    }),
  );
  pages.post('/waiting/:id/leave', async c =>
    changeRow(c, await findWaitlistEntry(db, c.req.param('id')), async (context, { id }) => {
      await leaveWaitlist(context, secrets.signToken('waiting', id));
      await note(c, context, 'waiting.leave', id);
    }),
  );

  pages.post('/close', c => changeDay(c, closeDay));
  pages.post('/open', c => changeDay(c, reopenDay));

  return pages;

  /**
   * Changes one appointment or waitlist entry and shows the day that it is on then.
   * @param next whether the next ticket is awaited
   */
  async function changeRow(
    c: Context,
    row: BookingRow | undefined,
    action: (context: BookingContext, row: BookingRow) => Promise<void>,
    next = false,
  ) {
    const place = row && (await placeOf(db, c.get('officer'), row.counter));
    if (!row || !place) throw new ProblemError('appointment-not-found');
    try {
      await withAudit(db, tx => action({ tx, secrets, jobs, now: clock() }, row));
      const { starts_at, counter } = (await findAppointment(db, row.id)) ?? row;
      const to = (await placeOf(db, c.get('officer'), counter)) ?? place;
      return c.redirect(dayUrl(to, dayOf(starts_at), { ...(!next && { row: row.id }), done: '' }), 303);
    } catch (error) {
      const shown = { place, date: dayOf(row.starts_at), row: row.id };
      return c.html(await day(c, shown, { problem: toFormProblem(error) }), 409);
    }
  }

  async function changeDay(
    c: Context,
    action: (action: Parameters<typeof closeDay>[0], where: Parameters<typeof closeDay>[1]) => Promise<unknown>,
  ) {
    const fields = await readFormFields(c);
    const { counter = '', date = '', reason = '', from, until } = fields;
    const place = await placeOf(db, c.get('officer'), counter);
    if (!place || !isDay(date)) throw new ProblemError('not-allowed');
    try {
      await withAudit(db, tx =>
        action(
          { tx, officer: c.get('officer'), jobs, now: clock() },
          { counter, date, reason, ...(from && { from }), ...(until && { until }) },
        ),
      );
      return c.redirect(dayUrl(place, date, { done: '' }), 303);
    } catch (error) {
      return c.html(await day(c, { place, date }, { typed: fields, problem: toFormProblem(error) }), 422);
    }
  }

  function note(c: Context, { tx, now }: BookingContext, action: string, subject: string) {
    return recordAudit(tx, { officer: c.get('officer').id, action, subject, now });
  }

  async function day(c: Context, wanted: WantedPage, state: FormState = {}): Promise<Html> {
    const now = clock();
    const { place = '', counter = '', row = '' } = wanted;
    const date = requestedDay(wanted.date, now);
    const loaded = await loadDay(db, c.get('officer'), { place, counter, date, now });
    const onDay = loaded?.bookings.find(({ id }) => id === row);
    // While somebody is being moved, other days are looked at.
    const isMoved = !onDay && c.req.query('move') !== undefined;
    const chosen = isMoved ? await readBooking(db, c.get('officer'), row) : onDay;
    // Name and phone of the chosen one are shown.
    if (chosen) {
      const [action, subject] = chosen.number ? ['appointment.read', chosen.number] : ['waiting.read', chosen.id];
      await reads.note({ officer: c.get('officer').id, action, subject, now });
    }
    return dayPage(c, loaded, chosen, state);
  }
}

/** Which day an address names, and who is chosen on it. */
interface WantedPage {
  place?: string | undefined;
  counter?: string | undefined;
  date?: Day | undefined;
  row?: string | undefined;
}
