import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { addDays, type Day, dayOf, instantAt, isDay } from '../../../domain/calendar.ts';
import { agencyAndBelow } from '../../agencies/index.ts';
import type { AppContext } from '../../http/router.ts';
import { recordAudit, withAudit } from '../../platform/audit.ts';
import { ProblemError } from '../../platform/problem.ts';
import { isUuid } from '../../platform/uuid.ts';
import { type FormState, readFormFields, requestedDay, toFormProblem } from '../../ui/form.ts';
import { formatDay, formToken, type Html, problemBox, renderPage } from '../../ui/page.ts';
import { textsOf } from '../../ui/texts.ts';
import { cancelAppointment } from '../appointments.ts';
import { markAppointment } from '../check-in.ts';
import { closeDay, reopenDay } from '../closures.ts';
import type { BookingContext } from '../context.ts';
import { acceptOffer, leaveWaitlist } from '../waitlist-entries.ts';
import { appointmentTexts } from './appointments.texts.ts';
import { closureBox, closureForm } from './closures.ts';
import { foundBox, visitorsOf, visitorTable } from './visitors.ts';
import { waitlistOf, waitlistTable } from './waitlist.ts';

/** An appointment or waitlist entry that an officer changes. */
interface Row {
  id: string;
  counter: string;
  starts_at: Date;
}

const address = ({ id, counter, starts_at }: Row, more: Record<string, string>): string =>
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
    const row = id ? await booked(id) : await numbered(c, ticket, counter, date);
    if (!row || !(await owns(c, row))) {
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
    changeRow(c, await booked(c.req.param('id')), async (context, { id }) => {
      const { number } = await cancelAppointment(context, secrets.signToken('appointment', id), true);
      await note(c, context, 'appointment.cancel', number);
    }),
  );

  app.post('/waiting/:id/take', async c =>
    changeRow(c, await waiting(c.req.param('id')), async (context, { id }) => {
      const { number } = await acceptOffer(context, secrets.signToken('waiting', id));
      await note(c, context, 'offer.take', number);
    }),
  );

  app.post('/waiting/:id/leave', async c =>
    changeRow(c, await waiting(c.req.param('id')), async (context, { id }) => {
      await leaveWaitlist(context, secrets.signToken('waiting', id));
      await note(c, context, 'waiting.leave', id);
    }),
  );

  app.post('/close', c => changeDay(c, closeDay));
  app.post('/open', c => changeDay(c, reopenDay));

  return app;

  /** @param scanned check-in by ticket, which may be repeated */
  async function mark(c: Context, row: string, version: string, to: string, scanned = false) {
    const action = async ({ tx, now }: BookingContext, { id }: Row) => {
      const fresh = await tx.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
      if (scanned && fresh.state === to) return;
      const seen = { ...fresh, version: Number(version) || 0 };
      await markAppointment({ tx, officer: c.get('officer'), now }, seen, to);
    };
    return changeRow(c, await booked(row), action, scanned);
  }

  /**
   * Changes one appointment or waitlist entry and shows the day again.
   * @param scanned the next ticket is awaited: a URL fragment would move the focus away from the input
   */
  async function changeRow(
    c: Context,
    row: Row | undefined,
    action: (context: BookingContext, row: Row) => Promise<void>,
    scanned = false,
  ) {
    if (!row || !(await owns(c, row))) throw new ProblemError('appointment-not-found');
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
    if (!(await owns(c, { counter })) || !isDay(date)) throw new ProblemError('not-allowed');
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

  function appointments() {
    return db
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .select(['appointment.id', 'slot.counter', 'slot.starts_at'])
      .where('state', '<>', 'held');
  }

  async function booked(id: string): Promise<Row | undefined> {
    return isUuid(id) ? appointments().where('appointment.id', '=', id).executeTakeFirst() : undefined;
  }

  async function waiting(id: string): Promise<Row | undefined> {
    if (!isUuid(id)) return undefined;
    return db
      .selectFrom('waiting')
      .innerJoin('slot', 'slot.id', 'waiting.slot')
      .select(['waiting.id', 'slot.counter', 'slot.starts_at'])
      .where('waiting.id', '=', id)
      .executeTakeFirst();
  }

  /** Finds an appointment by its number, on the shown day: at the shown counter, or at the only one that has it. */
  async function numbered(c: Context, number: string, counter: string, date: string): Promise<Row | undefined> {
    const counters = (await own(c)).map(({ id }) => id);
    if (!isDay(date) || !counters.length) return undefined;
    const rows = await appointments()
      .where('appointment.number', '=', number.trim().toUpperCase())
      .where('slot.counter', 'in', counters)
      .where('slot.starts_at', '>=', instantAt(date, 0))
      .where('slot.starts_at', '<', instantAt(date, 24 * 60))
      .execute();
    return rows.find(row => row.counter === counter) ?? (rows.length === 1 ? rows[0] : undefined);
  }

  async function owns(c: Context, { counter }: Pick<Row, 'counter'>): Promise<boolean> {
    return (await own(c)).some(({ id }) => id === counter);
  }

  async function own(c: Context) {
    return db
      .selectFrom('counter')
      .innerJoin('place', 'place.id', 'counter.place')
      .select(['counter.id', 'counter.name', 'place.name as place'])
      .where('place.agency', 'in', await agencyAndBelow(db, c.get('officer').agency))
      .orderBy('place.position')
      .orderBy('counter.id')
      .execute();
  }

  async function day(
    c: Context,
    counter = '',
    requested = '',
    { typed: fields = {}, problem }: FormState = {},
  ): Promise<Html> {
    const texts = textsOf(c, appointmentTexts);
    const counters = await own(c);
    const here = counters.find(({ id }) => id === counter) ?? counters[0];
    const date = requestedDay(requested, clock());
    if (!here) return renderPage(c, texts.label, html`<p class="card">${texts.none}</p>`);
    const closings = await db
      .selectFrom('closure')
      .selectAll()
      .where('counter', '=', here.id)
      .where('date', '=', date)
      .orderBy('closed_from')
      .execute();
    const rows = await visitorsOf(db, here.id, date);
    const line = await waitlistOf(db, here.id, date);
    const found = rows.find(({ id }) => id === c.req.query('row'));
    const isNew = found && c.req.query('done') === undefined;
    // Enter checks in visitors who are expected today; others are shown first.
    const expected = isNew && found.state === 'booked' && date === dayOf(clock()) ? found : undefined;
    const link = (to: Day) => `/desk/appointments?${new URLSearchParams({ counter: here.id, date: to })}`;
    return renderPage(
      c,
      texts.appointmentsOn(formatDay(date)),
      html`${problemBox(texts, problem)}
        <form method="get" action="/desk/appointments" class="no-print">
          <label for="counter">${texts.counter}</label>
          <select id="counter" name="counter">
            ${counters.map(({ id, name, place }) => html`<option value="${id}" ${id === here.id ? 'selected' : ''}>${name} – ${place}</option>`)}
          </select>
          <label for="date">${texts.day}</label>
          <input id="date" name="date" type="date" value="${date}" />
          <button>${texts.show}</button>
          <p>
            <a href="${link(addDays(date, -1))}">${texts.dayBefore}</a>
            <a href="${link(addDays(date, 1))}">${texts.dayAfter}</a>
          </p>
        </form>
        <form method="post" action="/desk/appointments/find" class="no-print">
          ${formToken(c)}
          <input type="hidden" name="counter" value="${here.id}" />
          <input type="hidden" name="date" value="${date}" />
          ${isNew ? foundBox(c, found, date, !!expected) : ''}
          ${expected ? html`<input type="hidden" name="found" value="${expected.id}" /><input type="hidden" name="version" value="${expected.version}" />` : ''}
          <label for="ticket">${texts.scanTicket}</label>
          <input id="ticket" name="ticket" autocomplete="off" autofocus />
          <button>${texts.search}</button>
        </form>
        <p>
          ${here.name} – ${here.place}. ${texts.visitCount(rows.filter(({ state }) => state !== 'cancelled').length)}
        </p>
        ${closings.map(closing => closureBox(c, closing))}
        ${rows.length ? visitorTable(c, rows, found?.id) : html`<p class="card">${texts.none}</p>`}
        ${waitlistTable(c, line)}
        ${closings.some(({ closed_from, closed_to }) => closed_from === '00:00' && closed_to === '24:00') ? '' : closureForm(c, { ...fields, counter: here.id, date })}`,
    );
  }
}
