import { type Context, Hono } from 'hono';
import type { AppContext } from '../../http/router.ts';
import { withAudit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { addDays, dayOf, instantAt } from '../../../domain/calendar.ts';
import { type FormState, readFormFields } from '../../ui/form.ts';
import type { Html } from '../../ui/page.ts';
import { type CallingCounter, callNext, callVisitor, lastCallBy } from '../queue.ts';
import { listPlaces, readBooking } from './day-queries.ts';
import { dayUrl } from './day-url.ts';

type DayPage = (c: Context, wanted: { place: string }, state?: FormState) => Promise<Html>;

/** A number as tickets have it: letters, digits, and what stands between them. */
const ticketNumber = /^[\p{L}\d][\p{L}\d .-]{0,11}$/u;

/** Calls from a counter to the hall. */
export function callPages({ db, clock }: AppContext, dayPage: DayPage): Hono {
  const pages = new Hono();

  pages.post('/next', c =>
    call(c, async (tx, counter) => {
      const next = await callNext({ tx, officer: c.get('officer'), now: clock() }, counter);
      return next ? { row: next.id } : 'nobody-waits';
    }),
  );

  pages.post('/again', async c => {
    const officer = c.get('officer');
    const last = await lastCallBy(db, officer.id, clock());
    return call(
      c,
      async (tx, counter) => {
        const { number, appointment } = last!;
        const visitor = { number, ...(appointment && { id: appointment }) };
        await callVisitor({ tx, officer, now: clock() }, counter, visitor);
        return appointment ? { row: appointment } : {};
      },
      last?.counter ?? '',
    );
  });

  // An appointment, or a number that another system gave out.
  pages.post('/number', async c => {
    const officer = c.get('officer');
    const { number = '', row = '' } = await readFormFields(c);
    const booking = row ? await readBooking(db, officer, row) : undefined;
    if (booking && !(dayOf(booking.starts_at) === dayOf(clock()) && ['booked', 'arrived'].includes(booking.state)))
      throw new ProblemError('not-allowed');
    return call(c, async (tx, counter) => {
      const called = (booking?.number ?? number).toUpperCase();
      if (!ticketNumber.test(called)) return 'no-number';
      const id = booking?.id ?? (await appointmentOfToday(tx, counter.place, called));
      await callVisitor({ tx, officer, now: clock() }, counter, { number: called, ...(id && { id }) });
      return id ? { row: id } : {};
    });
  });
  return pages;

  /**
   * Carries out a call at a counter of the officer's agencies, and shows the day again.
   * @param at the counter; that of the form by default
   */
  async function call(
    c: Context,
    work: (tx: Tx, counter: CallingCounter) => Promise<{ row?: string } | 'nobody-waits' | 'no-number'>,
    at?: string,
  ): Promise<Response> {
    const fields = await readFormFields(c);
    const counter = await counterOf(c, at ?? fields['counter'] ?? '');
    if (!counter) throw new ProblemError('not-allowed');
    const result = await withAudit(db, tx => work(tx, counter));
    if (typeof result === 'string')
      return c.html(
        await dayPage(c, { place: counter.place }, { typed: fields, problem: { slug: result, fields: [] } }),
        409,
      );
    return c.redirect(dayUrl(counter.place, dayOf(clock()), { ...result, done: '' }), 303);
  }

  /** The appointment of today with a number at a place; undefined where none, or several, have it. */
  async function appointmentOfToday(tx: Tx, place: string, number: string): Promise<string | undefined> {
    const today = dayOf(clock());
    const rows = await tx
      .selectFrom('appointment')
      .innerJoin('slot', 'slot.id', 'appointment.slot')
      .innerJoin('counter', 'counter.id', 'slot.counter')
      .select('appointment.id')
      .where('counter.place', '=', place)
      .where('slot.starts_at', '>=', instantAt(today, 0))
      .where('slot.starts_at', '<', instantAt(addDays(today, 1), 0))
      .where('appointment.number', '=', number)
      .where('appointment.state', 'in', ['booked', 'arrived'])
      .limit(2)
      .execute();
    return rows.length === 1 ? rows[0]!.id : undefined;
  }

  async function counterOf(c: Context, id: string): Promise<CallingCounter | undefined> {
    const places = await listPlaces(db, c.get('officer').scope);
    const place = places.find(({ counters }) => counters.includes(id));
    const row =
      place && (await db.selectFrom('counter').select(['id', 'name']).where('id', '=', id).executeTakeFirst());
    return row && { id: row.id, name: c.get('officer').desk ?? row.name, place: place.id, agency: place.agency };
  }
}
